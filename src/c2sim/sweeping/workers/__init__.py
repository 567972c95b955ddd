"""Whoever makes runs: processes of this machine or of others, held to limits."""
