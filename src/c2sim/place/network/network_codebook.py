"""What a user says of a network file that does not speak for itself: which column is what, who works.

In a scenario it is the table `[network]`.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from c2sim.engine.record import Record
from c2sim.files.text_table import SEPARATORS

type Names = Annotated[tuple[str, ...], Field(strict=False)]


class NetworkCodebook(Record, frozen=True):
    """How a network file is read; whatever is not said is found out, and told."""

    people: str | Names = Field(
        default=(), description="Table of people beside a list of ties (or several tables)"
    )
    head: bool | None = Field(default=None, description="Whether the first row of a list of ties is a head")
    separator: Literal["comma", "semicolon", "tab", "bar"] | None = Field(
        default=None, description="What stands between the cells of its tables"
    )
    form: Literal["list", "matrix"] | None = Field(default=None, description="What a table is")
    source: str = Field(default="", description="Column of the one end of a tie")
    target: str = Field(default="", description="Column of the other end")
    weight: str = Field(default="", description="Column or attribute that is the weight of a tie")
    id: str = Field(default="", description="Column of a table of people with the names of the list of ties")
    kind: str = Field(default="", description="Column or attribute that says who is a worker")
    workers: Names | None = Field(
        default=None, description="Values of that column that mean a worker; [] if nobody is"
    )
    street: str = Field(default="", description="Column or attribute with the street")
    group: str = Field(default="", description="Column or attribute with the social group")
    tenure: str = Field(default="", description="Column or attribute with the tenure")
    unread: Names = Field(default=(), description="Columns and attributes that are left unread")

    @property
    def separator_sign(self) -> str:
        """The sign between cells, empty where it is found."""
        return SEPARATORS[self.separator] if self.separator else ""

    @property
    def tables(self) -> Names:
        """The tables of people."""
        return (self.people,) if isinstance(self.people, str) else self.people

    @property
    def said(self) -> dict[str, Any]:
        """What the user said of how to read the file, without the names of files."""
        return self.model_dump(exclude={"people"}, exclude_defaults=True)
