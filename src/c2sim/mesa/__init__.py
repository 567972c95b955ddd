"""The model as a Mesa model: agents, clock and data collector."""
