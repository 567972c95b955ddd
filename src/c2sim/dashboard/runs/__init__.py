"""Runs for pages: recorded, filmed, of many seeds, in processes of their own."""
