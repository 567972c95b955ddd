"""The dashboard's server: who may speak to it, what they may ask for, and how many there is room for.

startup.py starts it; application.py has the few routes. In front of these stands guard.py, which every
request and every socket passes: hosts.py says under which names the server answers, origins.py which pages
may open a socket, mount_path.py below which path the dashboard stands, policy.py what a browser is told to
hold back. visits.py has the room, sockets.py brings a socket to its place in it, connections.py ends what is
never said to the end.
"""
