"""What an intervention may do (placeholder until the engine is written)."""


class Handle:
    """The only way in which an intervention reaches the neighbourhood."""
