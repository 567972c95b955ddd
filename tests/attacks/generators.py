"""The kinds of attacks that are generated."""

from attacks import headers
from attacks.attack import Generator

GENERATORS: dict[str, Generator] = {
    "headers": headers.attacks,
}
