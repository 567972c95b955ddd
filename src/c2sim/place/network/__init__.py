"""A social network in a file as the residents, providers and ties of a neighbourhood.

graph_file.py reads the file, network.py says who is in it.
"""

from c2sim.place.network.network import Network, read_network

__all__ = ["Network", "read_network"]
