"""The baseline of a place: solved, held to a survey or a network, and burnt in."""
