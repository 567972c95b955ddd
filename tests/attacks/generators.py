"""The kinds of attacks that are generated."""

from attacks import answers, command_lines, manifests, parts
from attacks.attack import Generator

GENERATORS: dict[str, Generator] = {
    "answers": answers.attacks,
    "command_lines": command_lines.attacks,
    "manifests": manifests.attacks,
    "parts": parts.attacks,
}
