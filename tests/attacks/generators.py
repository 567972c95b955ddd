"""The kinds of attacks that are generated."""

from attacks import answers, command_lines, factor_files, headers, links, manifests, networks, parts, uploads
from attacks.attack import Generator

GENERATORS: dict[str, Generator] = {
    "answers": answers.attacks,
    "command lines": command_lines.attacks,
    "factor files": factor_files.attacks,
    "headers": headers.attacks,
    "links": links.attacks,
    "manifests": manifests.attacks,
    "networks": networks.attacks,
    "parts": parts.attacks,
    "uploads": uploads.attacks,
}
