"""Survey files that are made up, as some program may write them, and how each ends when it is read."""
