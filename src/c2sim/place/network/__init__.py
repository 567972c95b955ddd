"""A social network in a file as the residents, providers and ties of a neighbourhood.

graph_file.py knows the formats; graphml.py, gexf.py, gml.py, pajek.py, tie_list.py (people_table.py beside
it) and labelled_matrix.py make a graph of one. people.py says who is who, ties.py what ties there are,
network_codebook.py what the user adds, and network.py puts it together.
"""

from c2sim.place.network.network import Network, read_network
from c2sim.place.network.network_codebook import NetworkCodebook

__all__ = ["Network", "NetworkCodebook", "read_network"]
