"""A social network in a file becomes the residents and ties of a neighbourhood, and a week becomes a file."""

import re
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from c2sim.cli import main
from c2sim.errors import RefusalError, ScenarioError
from c2sim.mesa.model import C2Model
from c2sim.model.codes import Mean
from c2sim.model.parameters import with_changes
from c2sim.output.network_export import network_of
from c2sim.place.baseline.burn_in import state_at_start
from c2sim.place.baseline.import_ties import half_ties
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.network import Network, read_network
from c2sim.place.network.graph_file import File, graph_of
from c2sim.place.network.network_codebook import NetworkCodebook
from c2sim.scenario import Scenario, load_scenario
from c2sim.scenario.matched_pairs import refuse_unmatched

KNOWN = {
    "karate": nx.karate_club_graph,
    "les_miserables": nx.les_miserables_graph,
    "southern_women": nx.davis_southern_women_graph,
}


def written(graph: nx.Graph, folder: Path, name: str = "place") -> Path:
    graph.graph.clear()
    file = folder / f"{name}.graphml"
    nx.write_graphml_xml(graph, str(file))
    return file


def local_ties(model: C2Model) -> np.ndarray:
    return model.state.means[Mean.BONDING_TIES] + model.state.means[Mean.BRIDGING_TIES]


def tied_homes(model: C2Model) -> set[tuple[int, int]]:
    """Pairs of residents with a tie."""
    rows, place = half_ties(model.state.ties)
    other = model.state.ties.other[place]
    return {(int(a), int(b)) for a, b in zip(rows, other, strict=True) if a < b < model.state.size}


def ties_in(network: Network) -> dict[frozenset[str], float]:
    """Strength of each tie by the names of its ends."""
    names = network.names
    return {
        frozenset((names[a], names[b])): strength
        for a, b, strength in zip(*network.ends.tolist(), network.strength.tolist(), strict=True)
    }


def plan_of(file: Path, weeks: int = 52) -> Scenario:
    return Scenario(name=file.stem, weeks=weeks, neighbourhood=Neighbourhood(network=read_network(file)))


@pytest.mark.parametrize("name", KNOWN)
def test_well_known_networks_run_as_neighbourhoods(name: str, tmp_path: Path) -> None:
    graph = KNOWN[name]()
    model = C2Model(plan_of(written(graph, tmp_path, name)), rng=1)
    assert sorted(local_ties(model)) == sorted(degree for _, degree in graph.degree())
    for _ in range(52):
        model.step()
    assert model.weekly.loc[52, "stress"] == pytest.approx(0.55, abs=0.12)
    assert local_ties(model).mean() == pytest.approx(2 * len(graph.edges) / len(graph), rel=0.3)


def test_the_number_of_ties_is_what_the_place_returns_to(tmp_path: Path) -> None:
    plan = plan_of(written(nx.les_miserables_graph(), tmp_path), weeks=260)
    network = plan.neighbourhood.network
    assert network is not None
    lived = np.zeros(network.residents)
    for seed in range(1, 7):
        model = C2Model(plan, rng=seed, journal=False)
        for week in range(1, 261):
            model.step()
            lived += local_ties(model) / (260 * 6) if week else 0.0
    assert lived.mean() == pytest.approx(network.degree.mean(), rel=0.15)
    assert np.corrcoef(lived, network.degree)[0, 1] > 0.7


def test_imported_ties_end_when_people_move_away_and_half_are_left_after_three_years(tmp_path: Path) -> None:
    plan = plan_of(written(nx.les_miserables_graph(), tmp_path), weeks=156)
    network = plan.neighbourhood.network
    assert network is not None
    imported = {(int(a), int(b)) for a, b in np.sort(network.ends.T)}
    left, of_stayers = [], []
    for seed in range(1, 5):
        model = C2Model(plan, rng=seed, journal=False)
        assert tied_homes(model) == imported
        for _ in range(156):
            model.step()
        stayed = model.state.lives.arrived <= 0
        both = {(a, b) for a, b in imported if stayed[a] and stayed[b]}
        left.append(len(both & tied_homes(model)) / len(imported))
        of_stayers.append(len(both & tied_homes(model)) / len(both))
    assert 0.3 < np.median(left) < 0.7
    assert min(of_stayers) > 0.9


def test_attributes_of_nodes_are_kept_and_providers_are_providers(tmp_path: Path) -> None:
    graph = nx.Graph()
    for row in range(12):
        graph.add_node(f"r{row}", street=row % 2, group=row % 3, tenure="owner")
    graph.add_node("nurse", kind="provider", agency="health")
    graph.add_edges_from((f"r{row}", f"r{(row + 1) % 12}", {"strength": 0.5}) for row in range(12))
    graph.add_edge("r3", "nurse", strength=0.7)
    network = read_network(written(graph, tmp_path))
    state = state_at_start(Neighbourhood(network=network), with_changes({}), 1)
    assert network.streets == (6, 6)
    assert state.residents.street.tolist() == [0] * 6 + [1] * 6
    assert state.residents.tenure.tolist() == [0] * 12
    assert state.residents.group.tolist() == [int(name[1:]) % 3 for name in network.names[:12]]
    assert state.providers.agency.tolist()[:-1] == [2]
    assert network.names[int(np.flatnonzero(state.means[Mean.LINKING_TIES])[0])] == "r3"


@pytest.mark.parametrize(
    ("graph", "note"),
    [
        (nx.DiGraph([(0, 1), (1, 2)]), "2 ties have a direction and are read as mutual"),
        (nx.MultiGraph([(0, 1), (0, 1), (1, 2)]), "1 repeated ties are read as one, the strongest"),
        (nx.Graph([(0, 0), (0, 1), (1, 2)]), "1 ties of somebody with themselves are left out"),
    ],
)
def test_unusual_networks_are_read_and_it_is_said_how(graph: nx.Graph, note: str, tmp_path: Path) -> None:
    network = read_network(written(graph, tmp_path))
    assert network.ends.shape[1] == 2
    assert network.notes == (f"place.graphml: {note}",)


def test_a_disconnected_network_and_one_without_ties_run(tmp_path: Path) -> None:
    graph = nx.disjoint_union(nx.complete_graph(8), nx.empty_graph(12))
    model = C2Model(plan_of(written(graph, tmp_path)), rng=1)
    assert model.weekly.loc[0, "isolated_share"] == pytest.approx(12 / 20)
    model.step()
    bare = C2Model(plan_of(written(nx.empty_graph(20), tmp_path, "bare")), rng=1)
    bare.step()
    assert bare.weekly.loc[0, "isolated_share"] == 1.0


GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + GRAPHML + "&b;</graphml>"
)


NO_NETWORKS = [
    ("place.graphml", "", "found an empty file"),
    ("place.graphml", "<graphml>", "found a file that cannot be read as GraphML"),
    ("place.gexf", "not xml", "found a file that cannot be read as GEXF"),
    ("place.gml", "graph [ node [ id 1 ] node [", "found a file that cannot be read as GML"),
    (
        "place.gml",
        "graph [ node [ id 1 ] edge [ source 1 target 2 ] ]",
        'found a tie of "2", which is no node',
    ),
    ("place.net", "*Vertices 2\n1 a\n3 b\n", 'line 3: found "3 b", expected a number from 1 to 2'),
    (
        "place.net",
        "*Vertices 30 18\n",
        "found a network of two kinds (18 of 30), expected one of people alone",
    ),
    ("place.graphml", GRAPHML + '<graph edgedefault="undirected"/></graphml>', "found 0 residents"),
    ("place.graphml", LAUGHS, "found a declaration of a document type or an entity"),
    ("place.csv", "a,b\n1,2\n", "row 1: found the columns a and b, expected source,target as the first row"),
    ("place.csv", "source,target\n1,2,3\n", "row 2: found 3 cells, expected 2"),
    ("place.csv", "source,target,weight\n,,3\n1,2,3\n", "row 2: found a row without a name"),
    (
        "place.csv",
        "source,target,strength,weight\n1,2,1.5,3\n",
        "tie 1 - 2: found strength 1.5, expected 0 to 1",
    ),
    ("place.csv", "source,target,weight\n1,2,heavy\n", 'tie 1 - 2: found weight "heavy"'),
    ("place.csv", "source;target;weight\n1;2;1,250\n", "which may be 1.250 or 1250"),
    ("place.csv", "source,target,from,to\n1,2,3,4\n", "two that are the ends of a tie"),
    ("place.csv", ",x,y,z\na,1,0,1\nb,0,1,1\n", "found a table of 2 by 3, with other names in its rows"),
    ("place.csv", "0,1,1\n1,0,1\n1,1,0\n", 'form = "matrix" or form = "list"'),
    ("place.csv", "id,kind\nann,resident\n", "found the columns id and kind"),
    ("place.xlsx", "x", 'found ".xlsx"'),
]


def test_what_is_no_network_is_refused_in_one_sentence(subtests: pytest.Subtests, tmp_path: Path) -> None:
    for name, text, message in NO_NETWORKS:
        with subtests.test(name=name, text=text):
            (tmp_path / name).write_text(text, encoding="utf-8")
            with pytest.raises(RefusalError, match=re.escape(message)):
                read_network(tmp_path / name)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([".graphml", ".gexf", ".csv", ".gml", ".net", ".txt"]))
def test_whatever_a_network_file_holds_it_is_read_or_refused(data: bytes, suffix: str) -> None:
    try:
        graph_of(File(f"place{suffix}", data), NetworkCodebook())
    except RefusalError:
        return


def test_a_list_of_ties_is_read_with_the_order_of_its_weights(tmp_path: Path) -> None:
    file = tmp_path / "place.csv"
    file.write_text("\ufeffsource;target;weight\nann;bob;1\nbob;cid;2,5\ncid;dee;9\n", encoding="utf-8")
    network = read_network(file)
    strengths = dict(zip(network.rank.tolist(), (network.names[row] for row in network.ends[0]), strict=True))
    assert [strengths[rank] for rank in sorted(strengths)] == ["ann", "bob", "cid"]


def test_columns_of_a_list_of_ties_go_by_their_names_in_any_order(tmp_path: Path) -> None:
    file = tmp_path / "place.csv"
    file.write_text("strength,target,source\n0.25,bob,ann\n0.5,cid,bob\n", encoding="utf-8")
    network = read_network(file)
    assert set(network.names) == {"ann", "bob", "cid"}
    assert sorted(network.strength.tolist()) == [0.25, 0.5]


def test_numbered_streets_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    graph = nx.path_graph(36)
    nx.set_node_attributes(graph, {node: node // 3 for node in graph}, "street")
    network = read_network(written(graph, tmp_path))
    assert [int(name) for name in network.names] == list(range(36))


def test_too_many_ties_a_head_are_refused_for_the_scenario(tmp_path: Path) -> None:
    written(nx.complete_graph(120), tmp_path)
    (tmp_path / "place.toml").write_text(
        'name = "place"\nweeks = 9\n[neighbourhood]\nnetwork = "place.graphml"\n'
    )
    with pytest.raises(
        ScenarioError,
        match=r"neighbourhood.network: found 65 ties .* in place.graphml, expected at most 20; leave out",
    ):
        load_scenario(tmp_path / "place.toml")


def test_the_number_of_residents_is_that_of_the_network(tmp_path: Path) -> None:
    written(nx.karate_club_graph(), tmp_path)
    text = 'name = "place"\nweeks = 9\n[neighbourhood]\nnetwork = "place.graphml"\n'
    (tmp_path / "place.toml").write_text(text)
    plan = load_scenario(tmp_path / "place.toml")
    assert plan.neighbourhood.residents == 34
    with pytest.raises(
        ScenarioError, match=r"neighbourhood.residents: found 300, expected 34, as in place.graphml"
    ):
        plan.with_changes(residents=300)


def test_the_content_of_a_network_decides_what_is_a_matched_pair(tmp_path: Path) -> None:
    one = plan_of(written(nx.karate_club_graph(), tmp_path, "one"))
    same = plan_of(written(nx.karate_club_graph(), tmp_path, "same"))
    other = plan_of(written(nx.les_miserables_graph(), tmp_path, "other"))
    refuse_unmatched([one, same])
    with pytest.raises(ScenarioError, match=r"other: neighbourhood.network: found other.graphml"):
        refuse_unmatched([one, other])


def test_an_exported_week_reads_back_in_as_the_same_network(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ["export", "status_quo", "--residents", "60", "--week", "3", "--out", "week"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    model = C2Model("status_quo", residents=60, rng=1)
    for _ in range(3):
        model.step()
    network = read_network(tmp_path / "week" / "network.graphml")
    assert network.residents == 60
    assert network.ends.shape[1] == network_of(model).number_of_edges()
    homes = [name for name, kind in network_of(model).nodes(data="kind") if kind == "resident"]
    degrees = sorted(dict(network_of(model).subgraph(homes).degree()).values())
    assert sorted(network.degree.tolist()) == degrees
    assert np.isfinite(network.strength).all()
    listed = read_network(tmp_path / "week" / "ties.csv")
    for one in (network, listed):
        assert one.names == tuple(network_of(model))
        assert one.agency.tolist() == model.state.providers.agency[:-1].tolist()
        assert one.street(25).tolist() == model.state.residents.street.tolist()
        assert one.group.tolist() == model.state.residents.group.tolist()
        assert one.tenure.tolist() == model.state.residents.tenure.tolist()
        assert ties_in(one) == {
            frozenset(pair[:2]): pair[2] for pair in network_of(model).edges(data="strength")
        }
    again = C2Model(plan_of(tmp_path / "week" / "network.graphml"), rng=1)
    ties = [one.ties for one in again.residents]  # faint ones too, which measures do not count
    assert sorted(len(one["bonding"]) + len(one["bridging"]) for one in ties) == degrees


@pytest.mark.slow
def test_a_network_of_200_000_ties_runs(tmp_path: Path) -> None:
    graph = nx.gnm_random_graph(40_000, 200_000, seed=1)
    model = C2Model(plan_of(written(graph, tmp_path)), rng=1)
    model.step()
    assert model.state.size == 40_000
