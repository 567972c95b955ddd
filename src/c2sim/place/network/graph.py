"""A graph as it stands in a file: nodes with their attributes, and ties; nothing is left out yet."""

from dataclasses import dataclass, field
from typing import NamedTuple

from c2sim.errors import RefusalError, plain

type Attributes = dict[str, str]
"""Values as text, by the names that the file gives them."""


class Tie(NamedTuple):
    """A tie as it stands in the file."""

    source: str
    target: str
    attributes: Attributes


@dataclass
class Graph:
    """Whoever and whatever is in a network file, in its order."""

    nodes: dict[str, Attributes] = field(default_factory=dict[str, Attributes])
    labels: dict[str, str] = field(default_factory=dict[str, str])
    """What a node is called, where that is not its id."""
    ties: list[Tie] = field(default_factory=list[Tie])
    directed: int = 0
    """How many ties have a direction."""
    weight: str = ""
    """Attribute of a tie that is its weight, where the format or the user says so."""
    taken: list[str] = field(default_factory=list[str])
    """What parts of the file were taken for."""
    notes: list[str] = field(default_factory=list[str])
    """What is unusual, and how it was read."""
    unread: list[str] = field(default_factory=list[str])
    """Columns and attributes that were left unread before the graph was made."""

    def add_node(self, name: str, attributes: Attributes, label: str = "") -> None:
        """Add somebody or something that is not there yet.

        Raises:
            RefusalError: when there is one of that id, or none is given.
        """
        if not name:
            raise RefusalError("a node without an id", "an id for each node")
        if name in self.nodes:
            raise RefusalError(f'a second node "{plain(name)}"', "each id once")
        self.nodes[name] = attributes
        if label:
            self.labels[name] = label

    def add_tie(self, source: str, target: str, attributes: Attributes, *, directed: bool) -> None:
        """Add a tie between two nodes that are there.

        Raises:
            RefusalError: when one of them is not.
        """
        for end in (source, target):
            if end not in self.nodes:
                raise RefusalError(
                    f'a tie of "{plain(end)}", which is no node of the file', "ties between its nodes"
                )
        self.ties.append(Tie(source, target, attributes))
        self.directed += directed

    def say(self, number: int, what: str) -> None:
        """Note how something was read, if there is any of it."""
        if number:
            self.notes.append(f"{number:,} {what}")
