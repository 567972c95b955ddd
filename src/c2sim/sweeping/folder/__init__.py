"""The results folder of a sweep: parts, tables, manifest and lock."""
