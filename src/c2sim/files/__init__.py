"""Files: reading whatever comes from outside, and writing folders that are whole or not there."""
