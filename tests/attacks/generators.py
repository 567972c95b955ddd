"""The kinds of attacks that are generated."""

from attacks.attack import Generator
from attacks.factor_files import factor_files
from attacks.links import links
from attacks.uploads import uploads

GENERATORS: dict[str, Generator] = {
    "uploads": uploads,
    "links": links,
    "factor files": factor_files,
}
