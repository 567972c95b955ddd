import json

import numpy as np
import pytest
from click.testing import CliRunner

from c2sim.analysis import tradeoffs as asked
from c2sim.analysis.answer import open_answer, read_answer
from c2sim.analysis.options import BLOCKS, GENES, OPTIONS
from c2sim.analysis.pareto import OBJECTIVES, front, hypervolume, spread
from c2sim.analysis.planned_hours import total, weekly_hours
from c2sim.analysis.runner import Runner
from c2sim.analysis.search import searched
from c2sim.analysis.space import BUDGET, plan, random_genes
from c2sim.analysis.starting_plans import genes_of, known_genes
from c2sim.cli import main
from c2sim.errors import C2simError
from c2sim.files.bundled import bundled_files
from c2sim.mesa.model import C2Model
from c2sim.output.answer_folder import answer_record, publish
from c2sim.scenario import Scenario, load_scenario

QUESTION = asked.TradeoffsQuestion(evaluations=24, residents=60, replicates=2, shown=5, fresh=2)
FIRSTS = np.cumsum([0, *BLOCKS])[:-1]


def made_up(scenario, seed, outcomes):
    """A plan is worth what it holds, and costs 15 hours for each intervention and 10 more with each seed."""
    held = len(scenario.interventions)
    worth = [min(1.0, held / 40 + 0.01 * number + 0.001 * seed) for number in range(5)]
    return [*worth, 15.0 * held + 10.0 * seed][: len(outcomes)]


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    """The folder of a small answer, made without the model."""
    folder = tmp_path_factory.mktemp("answer")
    found = asked.tradeoffs(QUESTION, Runner(folder / "runs", workers=0, observe=made_up))
    publish(folder, answer_record("tradeoffs", asked.as_record(QUESTION), found))
    return folder


def test_any_genes_are_a_plan_that_can_be_loaded():
    luck = np.random.default_rng(1)
    for _ in range(200):
        scenario = plan(luck.random(GENES), "any", 300)
        assert all(one.until is None or one.until <= scenario.weeks for one in scenario.interventions)


def test_a_plan_holds_everything_or_nothing_by_its_genes():
    everything, nothing = plan(np.full(GENES, 0.9), "all", 300, 1e9), plan(np.zeros(GENES), "none", 300)
    assert [one.kind for one in everything.interventions] == [one.kind for one in OPTIONS]
    assert nothing.interventions == ()


def test_what_follows_another_intervention_is_left_out_without_it():
    genes = np.full(GENES, 0.9)
    genes[FIRSTS[[one.kind for one in OPTIONS].index("partnership")]] = 0.0
    assert {"coaching", "partnership_meeting", "self_review"}.isdisjoint(
        one.kind for one in plan(genes, "a", 300, 1e9).interventions
    )


def test_no_plan_can_cost_more_than_the_budget():
    for genes in random_genes(60, 1):
        assert total(weekly_hours(plan(genes, "any", 300))) <= BUDGET


def test_over_the_budget_a_plan_loses_what_is_wanted_least():
    genes = np.full(GENES, 0.9)
    wanted = np.linspace(0.99, 0.51, len(OPTIONS))
    genes[FIRSTS] = wanted
    kept = {one.kind for one in plan(genes, "a", 300).interventions}
    lost = [one for one in OPTIONS if one.kind not in kept]
    first_lost = [one.kind for one in OPTIONS].index(lost[0].kind)
    assert kept == {one.kind for one in OPTIONS[:first_lost]}
    assert lost


def test_a_run_costs_at_most_what_was_planned():
    for row, genes in enumerate([*random_genes(8, 2), np.full(GENES, 0.5)]):
        scenario = plan(genes, "any", 100, 1e9).with_changes(weeks=120)
        model = C2Model(scenario, rng=row, journal=False)
        while model.running:
            model.step()
        planned = total(weekly_hours(scenario)) * model.state.scale
        assert model.costs.to_numpy().sum() <= planned * (1 + 1e-9)


def test_random_plans_are_as_often_empty_as_full():
    shares = (random_genes(400, 1)[:, FIRSTS] >= 0.5).mean(axis=1)
    assert np.abs(np.quantile(shares, (0.1, 0.5, 0.9)) - (0.1, 0.5, 0.9)).max() < 0.1


def test_a_search_starts_from_plans_with_the_interventions_of_the_bundled_scenarios():
    kinds = {one.kind for one in OPTIONS}
    assert len(known_genes()) == len(bundled_files("scenarios"))
    for name in ("seven_steps", "community_organisers", "community_conversations"):
        known = load_scenario(name)
        near = plan(genes_of(known), "near", 300, 1e9)
        assert {one.kind for one in near.interventions} == {one.kind for one in known.interventions} & kinds


def test_the_front_holds_what_nothing_beats_within_the_budget():
    cost = np.full((4, 6), 0.5)
    cost[1, 0], cost[2, 5], cost[3, 5] = 0.4, 0.9, 1.1
    cost[3, 0] = 0.0
    assert front(cost).tolist() == [1]


def test_the_hypervolume_of_one_plan_is_the_product_of_what_it_saves():
    assert hypervolume(np.full((1, 6), 0.5)) == pytest.approx((0.6 / 1.1) ** 6)
    assert hypervolume(np.full((1, 6), 1.5)) == 0.0


def test_plans_that_are_shown_hold_the_best_in_each_objective():
    cost = np.random.default_rng(1).random((50, 6))
    chosen = spread(cost, range(50), 10)
    assert len(set(chosen.tolist())) == 10
    assert set(np.argmin(cost, axis=0).tolist()) <= set(chosen.tolist())


def test_a_plan_that_is_worst_in_one_objective_counts_for_the_others():
    cost = np.full((1, 6), 0.5)
    cost[0, 4] = 1.0
    assert hypervolume(cost) == pytest.approx((0.6 / 1.1) ** 5 * 0.1 / 1.1)


def far_from_targets(genes, label):
    return np.stack([np.abs(genes[:, k::6] - k / 6).mean(axis=1) for k in range(6)], axis=1)


def search_for(cost, evaluations, seed):
    """A search from the first of some random plans, and what luck finds with all of them."""
    genes = np.random.default_rng(seed).random((evaluations, GENES))
    luck, first = cost(genes, ""), evaluations // 5
    found = searched(cost, (genes[:first], luck[:first]), BLOCKS, evaluations, seed)
    return found, luck


def knapsack(genes, label):
    """Each option is worth something if the one before it is there too, at its right dose, and costs."""
    luck = np.random.default_rng(7)
    gain, price = luck.random((len(BLOCKS), 5)) ** 3 / 8, luck.random(len(BLOCKS)) / 16
    held = (genes[:, FIRSTS] >= 0.5).astype(float)
    right = 1.0 - np.abs(np.floor(4 * genes[:, FIRSTS + np.array(BLOCKS) - 1]) / 4 - 0.75)
    worth = (held * np.roll(held, 1, axis=1) * right) @ gain
    return np.column_stack([1.0 - np.minimum(worth, 1.0), held @ price])


@pytest.mark.parametrize(("problem", "times"), [(far_from_targets, 1.0), (knapsack, 1.2)])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_search_beats_luck_where_there_is_something_to_find(problem, times, seed):
    (_, found), luck = search_for(problem, 600, seed)
    assert len(found) == len(luck) == 600
    assert hypervolume(found) > times * hypervolume(luck)


def test_a_search_takes_the_same_course_again():
    (first, _), _ = search_for(far_from_targets, 60, 3)
    (again, _), _ = search_for(far_from_targets, 60, 3)
    assert np.array_equal(first, again)


def test_a_search_does_not_try_one_plan_twice_in_a_generation():
    (genes, _), _ = search_for(far_from_targets, 200, 1)
    assert len(np.unique(genes, axis=0)) == len(genes)


def test_each_point_of_the_front_is_a_scenario_file_that_opens(answer):
    record = read_answer(answer)
    best = [one for one in record["plans"] if one["on_front"]]
    assert best
    for one in best:
        assert load_scenario(answer / "plans" / f"{one['name']}.toml") == Scenario.model_validate(
            one["scenario"]
        )


def test_what_is_shown_rests_on_seeds_that_the_search_has_not_seen(answer):
    one = read_answer(answer)["plans"][0]
    held = len(one["scenario"]["interventions"])
    assert one["values"]["person_hours"] == pytest.approx(15.0 * held + 10.0 * 3.5)  # seeds 3 and 4


def test_search_and_luck_are_reported_side_by_side(answer):
    found = read_answer(answer)["found"]
    assert found["search"]["plans"] == found["random"]["plans"] == 24
    assert all(0.0 <= found[by]["hypervolume"] <= 1.0 for by in ("search", "random"))


def test_the_answer_has_its_table_figure_page_and_course(answer):
    assert {"front.csv", "course.csv", "figure.png", "report.html", "result.json"} <= {
        one.name for one in answer.iterdir()
    }
    page = (answer / "report.html").read_text("utf-8")
    assert "data:image/png;base64" in page
    assert page.index("Provenance") > page.index("Was searching better than luck?")
    assert "http" not in page


def test_the_same_question_goes_on_without_making_a_run_again(answer, monkeypatch):
    def never(scenario, seed, outcomes):
        raise AssertionError("a run was made again")

    found = asked.tradeoffs(QUESTION, Runner(answer / "runs", workers=0, observe=never))
    assert json.loads(json.dumps(found)) == {key: read_answer(answer)[key] for key in found}


def test_a_plan_that_fails_is_worst_and_stops_nothing():
    def failing(scenario, seed, outcomes):
        if scenario.name.startswith("first_000") and seed == 1:
            raise RuntimeError("no")
        return made_up(scenario, seed, outcomes)

    found = asked.tradeoffs(QUESTION, Runner(workers=0, observe=failing))
    assert found["found"]["search"]["plans"] == 24


def test_a_folder_of_another_question_is_refused(tmp_path):
    open_answer(tmp_path / "a", "tradeoffs", asked.as_record(QUESTION))
    open_answer(tmp_path / "a", "tradeoffs", asked.as_record(QUESTION))
    with pytest.raises(C2simError, match="another question"):
        open_answer(tmp_path / "a", "tradeoffs", {"evaluations": 3})
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "mine.txt").write_text("mine")
    result = CliRunner().invoke(main, ["tradeoffs", "--out", str(tmp_path / "b")])
    assert result.exit_code == 2
    assert result.output.count("\n") == 1


def test_objectives_are_the_five_dimensions_and_person_hours(answer):
    assert [one["name"] for one in read_answer(answer)["objectives"]] == list(OBJECTIVES)
    assert [one["name"] for one in read_answer(answer)["references"]] == ["status_quo", "seven_steps"]
