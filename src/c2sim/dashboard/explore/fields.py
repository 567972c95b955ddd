"""The fields of one intervention: when, how much and how well, with every value printed."""

# pyright: standard, reportPrivateImportUsage=false

from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin

import annotated_types
import reacton.ipyvue as vue
import reacton.ipyvuetify as v
import solara
from pydantic.fields import FieldInfo
from reacton.core import Element

from c2sim.dashboard.inputs import choose, number_within, tick
from c2sim.dashboard.parts.html import card, tag
from c2sim.dashboard.parts.words import called
from c2sim.dashboard.plan import edited
from c2sim.dashboard.session import Session, use_session
from c2sim.model.interventions.base import Intervention

type Number = int | float

_APART = frozenset(Intervention.model_fields)
_LABELS = {
    "week": "First week",
    "weeks_later": "Weeks later",
    "repeat_every": "Again after so many weeks",
    "until": "Last week",
    "latest_week": "Latest week to start",
    "lasts": "Ends after so many weeks",
    "agenda_owner": "The residents' agenda",
    "recruit_bias": "Reaches only the active",
    "overlap": "Doubles other gatherings",
    "prof_share": "Seats for professionals",
    "room_cap": "Most in a circle",
    "strengths_focus": "Talk of strengths",
    "seed_fund": "Small grants",
    "e_sessions": "E-sessions",
    "sought": "Asked for a talk",
    "listenings": "Listened to",
    "valued_from": "Volunteers it has to bring",
    "support": "Helped to start something",
    "asked": "Asked to help",
    "shared": "Shared with partners",
}
"""Fields whose name alone says too little; what each means stands below it."""
_WIDEST = 400
"""A slider ends here even if a scenario file may say more: beyond it a finger hits nothing."""


@solara.component
def InterventionForm(one: Intervention) -> Element:
    """Change one intervention, or take it out of the plan."""
    session = use_session()

    def put(name: str) -> Callable[[Any], None]:
        return lambda value: session.change(lambda plan: plan.with_intervention(edited(one, **{name: value})))

    def remove() -> None:
        with session.together:
            session.chosen.set("")
            session.change(lambda plan: plan.without_intervention(one.id))

    take_out = solara.Button("Remove", on_click=remove, classes=["c2-button"])
    close = solara.Button("Close", on_click=lambda: session.chosen.set(""), classes=["c2-button"])
    parts: list[Any] = [
        tag("p", type(one).summary, "c2-muted"),
        tag("div", [take_out, close], "c2-buttons"),
        *_when(one, session, put),
    ]
    for name, field in type(one).model_fields.items():
        if name not in _APART:
            parts += _field(name, field, getattr(one, name), put(name))
    return card(called(one.id), parts)


@solara.component
def NumberField(
    name: str, value: Number, low: Number, high: Number, on_change: Callable[[Any], None], help: str = ""
) -> Element:
    """A slider with its value printed; the plan changes when the slider is let go."""
    draft, set_draft = solara.use_state_or_update(value)
    whole = isinstance(value, int)
    label = _LABELS.get(name, called(name))
    most = max(high, value)

    def sayable(new: Any) -> bool:
        return number_within(new, low, most) is not None

    slider = v.Slider(
        v_model=draft,
        on_v_model=lambda new: sayable(new) and set_draft(new),
        min=low,
        max=most,
        step=1 if whole else 0.05,
        dense=True,
        hide_details=True,
        attributes={"aria-label": label},
    )

    def let_go(_widget: Any, _event: Any, new: Any) -> None:
        if sayable(new):
            on_change(int(new) if whole else round(float(new), 3))

    vue.use_event(slider, "change", let_go)  # pyright: ignore[reportArgumentType] (it is called with three)
    shown = f"{draft}" if whole else f"{draft:.2f}"
    head = tag("div", [label, tag("strong", shown)], "c2-value")
    return tag("div", [head, tag("p", help, "c2-help") if help else None, slider])


def _when(one: Intervention, session: Session, put: Callable[[str], Callable[[Any], None]]) -> list[Any]:
    """When it starts, how often it happens, and until when."""
    horizon = session.plan.value.scenario.weeks
    starts, said = "week", ""
    if one.after is not None:
        starts, said = "weeks_later", f"Counted from the first week of {one.after}."
    elif one.when is not None:
        starts, said = "latest_week", f"Starts once {one.when}."
    return [
        *([tag("p", said)] if said else []),
        *(
            NumberField(name, getattr(one, name), int(name != "weeks_later"), horizon, put(name)).key(name)
            for name in (starts, "repeat_every", "until")
            if getattr(one, name) is not None
        ),
    ]


def _field(name: str, field: FieldInfo, value: Any, put: Callable[[Any], None]) -> list[Element]:
    """The field of a number with limits or of a choice; others (a list, say) stay as they are."""
    help = field.description or ""
    if get_origin(field.annotation) is Literal:
        choices = {called(one): one for one in get_args(field.annotation)}
        pick = choose(_LABELS.get(name, called(name)), choices, called(value), put)
        return [tag("div", [pick, tag("p", help, "c2-help")]).key(name)]
    if isinstance(value, bool):
        return [tick(help or called(name), value, put).key(name)]
    limits = _limits(field)
    if isinstance(value, int | float) and limits is not None:
        low, high = limits
        return [NumberField(name, value, low, min(high, _WIDEST), put, help).key(name)]
    return []


def _limits(field: FieldInfo) -> tuple[Number, Number] | None:
    low = [one.ge for one in field.metadata if isinstance(one, annotated_types.Ge)]
    high = [one.le for one in field.metadata if isinstance(one, annotated_types.Le)]
    return (low[0], high[0]) if low and high else None  # pyright: ignore[reportReturnType]
