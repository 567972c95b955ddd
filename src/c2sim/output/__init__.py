"""Folders, pages and figures that are written for people to keep."""
