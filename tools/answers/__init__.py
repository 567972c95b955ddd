"""The commands that make the answers that come with c2sim."""
