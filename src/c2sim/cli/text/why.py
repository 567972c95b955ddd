"""Why a measure moved, as text."""

from collections.abc import Sequence

from c2sim.cli.text.tables import banded, table, together
from c2sim.explain.why import FATES, TIED, Reasons
from c2sim.model.measures.causes import meaning_of
from c2sim.model.measures.definitions import spoken
from c2sim.results.seed_band import BAND, Band, band

_MUCH = 3.0  # times the change, from which on pushes and pulls are said to cancel out


def reasons_text(reasons: Reasons, *, bands: bool) -> str:
    """The change, then what it is made of, from the largest part to the smallest."""
    blocks = [_title(reasons, bands), _change(reasons, bands)]
    if reasons.of_ties:
        return "\n\n".join([*blocks, _ties(reasons, bands)])
    return "\n\n".join([*blocks, _causes(reasons, bands), *_note(reasons, bands)])


def _title(reasons: Reasons, bands: bool) -> str:
    number = len(reasons.seeds)
    seeds = f"{number} seed{'s' * (number > 1)}, median ({BAND[0]}-{BAND[1]} %)"
    which = seeds if bands else f"seed {reasons.seeds[0]}"
    against = f", against {reasons.against}" if reasons.against is not None else ""
    when = f"week {reasons.since} to week {reasons.week}"
    return f"{reasons.scenario}{against}: {when}, {reasons.residents:,} residents, {which}"


def _change(reasons: Reasons, bands: bool) -> str:
    name = spoken(reasons.measure)
    name = name[0].upper() + name[1:]
    first, last, change = band(reasons.first), band(reasons.last), band(reasons.change)
    if change["median"] is None:
        return f"{name} is null."
    moved = _written(change, bands)
    from_to = " to ".join(together(first["median"], last["median"]))
    if reasons.against is None:
        return f"{name} changed by {moved}, from {from_to}."
    return f"{name} went from {from_to}. Its change is {moved} against that in {reasons.against}."


def _causes(reasons: Reasons, bands: bool) -> str:
    rows: list[Sequence[str]] = []
    for name in reasons.main_names:
        meaning = meaning_of(reasons.measure, name)
        rows.append((name, _written(reasons.of(name), bands), meaning.loop, meaning.text))
    rest = [name for name in reasons.names if name not in reasons.main_names]
    if rest:
        rows.append(("other causes", _written(band(reasons.others), bands), "", ", ".join(rest)))
    rows.append(("all causes", _written(band(reasons.parts.sum(axis=1)), bands), "", ""))
    return table(("cause", "change", "loop", "in words"), rows, left=(0, 2, 3))


def _ties(reasons: Reasons, bands: bool) -> str:
    rows: list[Sequence[str]] = []
    for kind in TIED[reasons.measure]:
        parts = [reasons.parts[f"{kind} {fate}"] for fate in FATES]
        net = sum((one * sign for one, sign in zip(parts, FATES.values(), strict=True)), 0.0 * parts[0])
        signed = reasons.against is not None
        cells = [_written(band(one), bands, sign=signed) for one in parts]
        rows.append((kind, *cells, _written(band(net), bands)))
    words = (
        "Numbers of ties. formed: new ones, those of newcomers included; faded: for want of meeting; left: "
        "with a resident\nor provider who moved on. Ties fainter than 0.1 are counted here and not in "
        f"{reasons.measure}."
    )
    return f"{table(('ties', *FATES, 'all in all'), rows)}\n\n{words}"


def _note(reasons: Reasons, bands: bool) -> list[str]:
    """What to bear in mind where large pushes and pulls leave little."""
    if reasons.parts.empty:
        return []
    medians = reasons.parts.median()
    notes: list[str] = []
    if reasons.against is None and abs(medians).max() > _MUCH * abs(medians.sum()):
        notes.append("Pushes and pulls go on every week and mostly cancel out, also where nothing is done.")
        if reasons.scenario != "status_quo":
            notes.append("What a plan changes shows against another one, for example: --against status_quo")
    if bands and len(reasons.seeds) > 1:
        notes.append("Each median is taken by itself, so they need not add up; within a seed causes do.")
    return ["\n".join(notes)] if notes else []


def _written(values: Band, bands: bool, *, sign: bool = True) -> str:
    return banded(values, sign=sign) if bands else together(values["median"], sign=sign)[0]
