"""Networks as Gephi, Kumu, NodeXL, UCINET, Pajek, Excel, R and others write them, with what is in them."""

import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from c2sim.errors import RefusalError
from c2sim.place.network import NetworkCodebook, read_network

CASES = Path(__file__).parents[1] / "cases"
FOLDERS = ("04", "11", "12", "13", "16", "18", "19")


def given() -> dict[Path, Any]:
    """Right values of the files of networks that other people have."""
    found: dict[Path, Any] = {}
    for expected in sorted(CASES.glob("*/expected.json")):
        if expected.parent.name.startswith(FOLDERS):
            for name, right in json.loads(expected.read_text(encoding="utf-8")).items():
                if "respondents" not in right:
                    found[expected.parent / name] = right
    return found


def test_files_as_people_have_them_give_the_people_and_ties_that_are_in_them(
    subtests: pytest.Subtests,
) -> None:
    read = {file: right for file, right in given().items() if "people" in right}
    assert len(read) == 24
    for file, right in read.items():
        with subtests.test(file=file.name):
            network = read_network(file)
            assert network.residents + len(network.agency) == right["people"]
            assert network.ends.shape[1] == right["ties"]


def test_a_list_without_a_head_asks_and_is_read_with_the_answer() -> None:
    file = CASES / "11-edge-list-heads" / "n05_noheader.csv"
    with pytest.raises(RefusalError, match=r"source,target as the first row; or, .*head = false"):
        read_network(file)
    network = read_network(file, NetworkCodebook(head=False))
    assert (network.residents, network.ends.shape[1]) == (30, 59)


def test_ties_of_dislike_are_refused_with_what_to_do() -> None:
    with pytest.raises(RefusalError, match=r"9 ties of weight below 0, .* leave out ties of dislike"):
        read_network(CASES / "19-gap-and-mixed-xml" / "n19_negweight.csv")


def test_an_exported_list_of_ties_without_its_people_says_what_is_lacking() -> None:
    with pytest.raises(
        RefusalError, match=r"residents.csv and providers.csv beside it, which say who is a wor"
    ):
        read_network(CASES / "07-own-ties-csv" / "ties.csv")


def village() -> dict[str, Any]:
    return json.loads((CASES / "networks" / "expected.json").read_text(encoding="utf-8"))


def test_a_village_is_the_same_whichever_program_wrote_it(subtests: pytest.Subtests) -> None:
    for name, right in village().items():
        if "refusal" in right:
            continue
        with subtests.test(file=name):
            codebook = NetworkCodebook.model_validate(right.get("codebook", {}))
            network = read_network(CASES / "networks" / name, codebook)
            assert network.residents == right["residents"]
            assert len(network.agency) == right["workers"]
            assert network.ends.shape[1] == right["ties"]
            assert int((network.degree == 0).sum()) == right["alone"]
            assert right["names"] in network.names
            assert set(network.unread) == set(right["unread"])
            low, high, known = right["weight"]
            told = next(line for line in network.taken if line.startswith("weight from"))
            assert f": {low:g} to {high:g}, " in told
            assert f"known of {known} of {right['ties']} ties" in told
            assert int(np.isfinite(network.rank).sum()) == known
            assert any(right.get("note", "") in note for note in (*network.notes, ""))


def test_what_is_no_list_of_ties_is_refused_with_its_columns_and_a_way_out(subtests: pytest.Subtests) -> None:
    for name, right in village().items():
        if "refusal" in right:
            with subtests.test(file=name), pytest.raises(RefusalError, match=re.escape(right["refusal"])):
                read_network(CASES / "networks" / name)


WRITERS = {
    ".gexf": nx.write_gexf,
    ".gml": nx.write_gml,
    ".graphml": nx.write_graphml_xml,
    ".net": nx.write_pajek,
    ".csv": lambda graph, file: nx.to_pandas_edgelist(graph).to_csv(file, index=False),
    ".tsv": lambda graph, file: nx.to_pandas_adjacency(graph).to_csv(file, sep="\t"),
}


def test_what_networkx_and_pandas_write_is_what_is_read(subtests: pytest.Subtests, tmp_path: Path) -> None:
    for graph in (nx.les_miserables_graph(), nx.florentine_families_graph()):
        weighted = any("weight" in data for *_, data in graph.edges(data=True))
        for suffix, write in WRITERS.items():
            with subtests.test(suffix=suffix, nodes=len(graph)):
                file = tmp_path / f"{len(graph)}{suffix}"
                write(graph, str(file))
                network = read_network(file)
                names = network.names
                ties = {frozenset((names[a], names[b])) for a, b in network.ends.T.tolist()}
                assert ties == {frozenset(map(str, pair)) for pair in graph.edges}
                assert set(names) == set(map(str, graph))
                assert bool(np.isfinite(network.rank).any()) == weighted
