import json

import numpy as np
import pytest
from click.testing import CliRunner

from c2sim.analysis import tradeoffs as asked
from c2sim.analysis.answer import open_answer, read_answer
from c2sim.analysis.bench import Bench
from c2sim.analysis.front import OBJECTIVES, front, hypervolume, spread
from c2sim.analysis.publish import answer_record, publish
from c2sim.analysis.search import drawn, searched
from c2sim.analysis.space import GENES, OPTIONS, plan
from c2sim.cli import main
from c2sim.errors import C2simError
from c2sim.scenario import Scenario, load_scenario

QUESTION = asked.Question(evaluations=24, residents=60, replicates=2, shown=5, fresh=2)


def made_up(scenario, seed, outcomes):
    """A plan is worth what it holds, and costs 15 hours for each intervention and 10 more with each seed."""
    held = len(scenario.interventions)
    worth = [min(1.0, held / 40 + 0.01 * number + 0.001 * seed) for number in range(5)]
    return [*worth, 15.0 * held + 10.0 * seed][: len(outcomes)]


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    """The folder of a small answer, made without the model."""
    folder = tmp_path_factory.mktemp("answer")
    found = asked.tradeoffs(QUESTION, Bench(folder / "runs", workers=0, observe=made_up))
    publish(folder, answer_record("tradeoffs", asked.as_record(QUESTION), found))
    return folder


def test_any_genes_are_a_plan_that_can_be_loaded():
    luck = np.random.default_rng(1)
    for _ in range(200):
        scenario = plan(luck.random(GENES), "any", 300)
        assert all(one.until is None or one.until <= scenario.weeks for one in scenario.interventions)


def test_a_plan_holds_everything_or_nothing_by_its_genes():
    everything, nothing = plan(np.full(GENES, 0.9), "all", 300), plan(np.zeros(GENES), "none", 300)
    assert [one.kind for one in everything.interventions] == [one.kind for one in OPTIONS]
    assert nothing.interventions == ()


def test_what_follows_another_intervention_is_left_out_without_it():
    genes = np.full(GENES, 0.9)
    genes[sum(one.genes for one in OPTIONS[: [o.kind for o in OPTIONS].index("partnership")])] = 0.0
    assert {"coaching", "partnership_meeting"}.isdisjoint(
        one.kind for one in plan(genes, "a", 300).interventions
    )


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


def test_a_search_beats_luck_where_there_is_something_to_find():
    _, found = searched(far_from_targets, GENES, 600, 1)
    _, luck = drawn(far_from_targets, GENES, 600, 1)
    assert len(found) == len(luck) == 600
    assert hypervolume(found) > hypervolume(luck)


def test_a_search_takes_the_same_course_again():
    first, _ = searched(far_from_targets, GENES, 60, 3)
    again, _ = searched(far_from_targets, GENES, 60, 3)
    assert np.array_equal(first, again)


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

    found = asked.tradeoffs(QUESTION, Bench(answer / "runs", workers=0, observe=never))
    assert json.loads(json.dumps(found)) == {key: read_answer(answer)[key] for key in found}


def test_a_plan_that_fails_is_worst_and_stops_nothing():
    def failing(scenario, seed, outcomes):
        if scenario.name.startswith("search_000_00") and seed == 1:
            raise RuntimeError("no")
        return made_up(scenario, seed, outcomes)

    found = asked.tradeoffs(QUESTION, Bench(workers=0, observe=failing))
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
