"""The kinds of attacks that are generated."""

from attacks import answers, command_lines, headers, manifests, parts
from attacks.attack import Generator

GENERATORS: dict[str, Generator] = {
    "answers": answers.attacks,
    "command_lines": command_lines.attacks,
    "headers": headers.attacks,
    "manifests": manifests.attacks,
    "parts": parts.attacks,
}
