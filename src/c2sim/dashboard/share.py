"""Share, export, import and the trainer's notes: what the tools of the header open."""

# pyright: standard, reportPrivateImportUsage=false

from typing import Any

import qrcode
import solara
from reacton.core import Element

from c2sim.dashboard.edits import own_name
from c2sim.dashboard.link import to_link
from c2sim.dashboard.parts.html import card, tag
from c2sim.dashboard.parts.notes import note
from c2sim.dashboard.parts.widgets import Upload, element
from c2sim.dashboard.plan import Plan, within_limits
from c2sim.dashboard.room.tally import rooms
from c2sim.dashboard.runs.recording import record
from c2sim.dashboard.server.address import ONLY_HERE, for_others
from c2sim.dashboard.session import Session, use_session
from c2sim.dashboard.toml import to_toml
from c2sim.files.bundled import bundled_files
from c2sim.scenario.load import scenario_from_outside

LARGEST_UPLOAD = 100_000


@solara.component
def ShareCard() -> Element:
    """The link to this plan, as text and as a QR code; and a room for a class."""
    session = use_session()
    room = session.room.value
    where, reached = for_others(session.address.value)
    hidden = session.curtain.value
    address = f"{where}?plan={to_link(session.plan.value)}" + (f"&room={room}" if room else "")
    address += f"&hidden={hidden}" if hidden >= 0 else ""
    closed = f" What comes after week {hidden} is hidden there too." if hidden >= 0 else ""
    said = [
        tag("p", f"Whoever opens this sees the same people, the same luck and the same plan.{closed}"),
        _room(session),
        None if reached else tag("p", ONLY_HERE, "c2-strong"),
        tag(
            "textarea", address, "c2-link", readonly=True, rows="3", aria_label="Link to this plan", id="link"
        ),
    ]
    try:
        code = _code(address)
    except ValueError:
        code = tag("p", "The link is too long for a QR code; copy it instead.", "c2-muted")
    return card("Share", [tag("div", [code, tag("div", said)], "c2-sharing")])


def _room(session: Session) -> Element:
    if session.room.value:
        room = tag("strong", session.room.value)
        return tag("p", ["Room ", room, ": predictions made through this link are tallied."])
    return solara.Button(
        "Open a room", on_click=lambda: session.room.set(rooms.open()), classes=["c2-button"]
    )


@solara.component
def ExportCard() -> Element:
    """The numbers and the plan as files, and a plan from a file."""
    session = use_session()
    plan = session.plan.value
    own = solara.use_memo(lambda: own_name(plan.scenario), [plan.scenario.model_dump_json()])
    name = "".join(sign if sign.isalnum() else "_" for sign in own.name)
    return card(
        "Export and import",
        [
            tag(
                "div",
                [
                    solara.FileDownload(
                        lambda: record(plan).run.weekly.to_csv(),
                        f"{name}_seed_{plan.seed}.csv",
                        label="Numbers (CSV)",
                    ),
                    solara.FileDownload(lambda: to_toml(own), f"{name}.toml", label="Scenario file (TOML)"),
                ],
                "c2-buttons",
            ),
            tag("p", "Print with your browser, in Light: tools and controls are left out.", "c2-muted"),
            UploadButton(),
        ],
    )


@solara.component
def TrainerCard() -> Element:
    """The note for trainers that comes with the scenario."""
    session = use_session()
    notes = bundled_files("scenarios", ".md")
    path = notes.get(session.plan.value.scenario.name)
    if path is None:
        return card("For the trainer", [tag("p", "There is no note on a plan of your own.")])
    text = path.read_text(encoding="utf-8")
    return card("For the trainer", [tag("div", note(text), "c2-note")])


def plan_from_file(name: str, content: bytes) -> Plan:
    """The plan of an uploaded scenario file, whose base can only be a bundled scenario.

    Raises:
        C2simError: for anything that is wrong with the file, in one line.
    """
    return within_limits(scenario_from_outside(name, content, LARGEST_UPLOAD), residents=None)


@solara.component
def UploadButton() -> Element:
    """Takes a scenario file and opens it; a refusal is shown at the top of the page."""
    session = use_session()
    button = element(Upload, label="Open a scenario file (.toml)", largest=LARGEST_UPLOAD)

    def listen() -> Any:
        widget: Any = solara.get_widget(button)

        def take(_change: Any) -> None:
            _take(session, widget.name, max(widget.size, len(widget.content)), widget.content)

        widget.observe(take, "count")
        return lambda: widget.unobserve(take, "count")

    solara.use_effect(listen, [])
    return button


def _take(session: Session, called_by: str, size: int, content: bytes) -> None:
    name = "".join(sign for sign in called_by if sign.isprintable())[:80]
    if size > LARGEST_UPLOAD:
        session.message.set(f"{name}: found {size:,} bytes, expected at most {LARGEST_UPLOAD:,}")
        return
    session.chosen.set("")
    session.change(lambda _old: plan_from_file(name, content))


def _code(text: str) -> Element:
    """A QR code as squares of one SVG path."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_L, border=3)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    path = tag("path", None, d=squares, fill="#000")
    return tag(
        "svg",
        [path],
        "c2-qr",
        viewBox=f"0 0 {len(rows)} {len(rows)}",
        role="img",
        **{"aria_label": "QR code of the link"},
    )
