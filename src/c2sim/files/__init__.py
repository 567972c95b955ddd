"""Files: reading whatever comes from outside, and writing folders that are whole or not there.

`reading.py` gives the bytes and the text of a file (its kind, its size, its encoding; it waits for no pipe);
`toml_text.py` and `json_text.py` refuse what would take long before they parse it. A format that anybody has
belongs here; one of ours stands with what it describes.
"""
