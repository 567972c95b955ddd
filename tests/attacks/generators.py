"""The kinds of attacks that are generated."""

from attacks.attack import Generator

GENERATORS: dict[str, Generator] = {}
