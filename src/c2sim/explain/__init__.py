"""Explanations: why a measure moved, one resident's story, and the glossary."""
