"""A week of a model as files: the network in GraphML, and residents, providers and ties in CSV.

What is written reads back in as a network, bit for bit: kind, street, group, tenure and agency of each node,
and the strength of each tie. No two attributes have one name, and each has one type, as other programs ask;
the agency of a worker is `works_for`, since `agency` is a level of residents.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from c2sim.files.folder import MANIFEST, PROGRAM, fill, refuse_unusable
from c2sim.model.codes import ACTIVITIES, AGENCIES, LEVELS, TENURES, Agency
from c2sim.place.baseline.import_ties import half_ties
from c2sim.results.provenance import provenance
from c2sim.simulation.model import Model

type Graph = Any
"""A graph of networkx, which is imported late and typed loosely."""

FILES = ("network.graphml", "residents.csv", "providers.csv", "ties.csv", MANIFEST)
_KINDS = ("bonding", "bridging", "linking")


def refuse_export(folder: Path) -> None:
    """Refuse, before anything is run, a folder that could not or should not be filled."""
    refuse_unusable(folder, FILES)


def network_of(model: Model) -> Graph:
    """The network of the model's week: residents and providers, and every tie once."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from((one.pop("id"), one) for one in (*_residents(model), *_providers(model)))
    for tie in _ties(model):
        graph.add_edge(tie.pop("source"), tie.pop("target"), **tie)
    return graph


def export(model: Model, folder: Path, command: Sequence[str] = ()) -> None:
    """Write the model's week: all files, or none.

    Raises:
        C2simError: when the folder cannot be written to or holds other things.
    """
    refuse_export(folder)
    fill(folder, lambda draft: _write(model, draft, command))


def _residents(model: Model) -> Iterable[dict[str, Any]]:
    people = model.state.residents
    for row in range(model.state.size):
        yield {
            "id": f"resident {row}",
            "kind": "resident",
            "street": int(people.street[row]),
            "group": int(people.group[row]),
            "tenure": TENURES[people.tenure[row]],
            "activity": ACTIVITIES[people.activity[row]],
            **{name: float(people.levels[level, row]) for level, name in enumerate(LEVELS)},
        }


def _providers(model: Model) -> Iterable[dict[str, Any]]:
    providers = model.state.providers
    for row in range(len(providers.agency)):
        if providers.agency[row] != Agency.PROGRAMME:
            yield {
                "id": f"provider {row}",
                "kind": "provider",
                "works_for": AGENCIES[providers.agency[row]],
                "stance": float(providers.stance[row]),
                "discretion": float(providers.discretion[row]),
                "trust": float(providers.trust[row]),
            }


def _ties(model: Model) -> Iterable[dict[str, Any]]:
    """Every tie once; those to the programme's facilitator, who is not of the place, are left out."""
    state = model.state
    n, facilitator = state.size, state.size + len(state.providers.agency) - 1
    rows, places = half_ties(state.ties)
    for row, place in zip(rows.tolist(), places.tolist(), strict=True):
        other = int(state.ties.other[place])
        if other > row and other != facilitator:
            yield {
                "source": f"resident {row}",
                "target": f"resident {other}" if other < n else f"provider {other - n}",
                "strength": float(state.ties.strength[place]),
                "tie": _KINDS[state.ties.kind[place]],
            }


def _write(model: Model, draft: Path, command: Sequence[str]) -> None:
    import networkx as nx

    nx.write_graphml_xml(network_of(model), str(draft / "network.graphml"))
    _table(draft / "residents.csv", _residents(model))
    _table(draft / "providers.csv", _providers(model))
    ties = ({name: tie[name] for name in ("source", "target", "strength")} for tie in _ties(model))
    _table(draft / "ties.csv", ties)
    manifest = {
        "program": PROGRAM,
        "command": list(command),
        "scenario": model.plan.model_dump(mode="json"),
        "seed": int(model.state.seed),
        "week": model.week,
        **provenance(model.plan),
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    (draft / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def _table(file: Path, rows: Iterable[dict[str, Any]]) -> None:
    records = list(rows)
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, fieldnames=list(records[0]) if records else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)
