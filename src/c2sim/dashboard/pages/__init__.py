"""The pages of the dashboard, one a file (or a few, named for the page)."""
