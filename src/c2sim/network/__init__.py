"""A social network in a file as the residents, providers and ties of a neighbourhood.

files.py reads the file, record.py says who is in it.
"""

from c2sim.network.record import Network, read_network

__all__ = ["Network", "read_network"]
