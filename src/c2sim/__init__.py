"""c2sim: an agent-based simulator of connecting communities."""
