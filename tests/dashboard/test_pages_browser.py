"""Each page beside Explore opens, does its one thing, asks no other machine, and reports no error."""

import pytest

from browsing import CHROMIUM, FLAGS, PATIENCE, Watch, require_chromium, serving, too_small_for_a_finger

pytestmark = pytest.mark.browser
SIZES = {"projector": (1280, 720), "phone": (390, 844)}
NAMES = {
    "compare": "Compare",
    "trade-offs": "Trade-offs",
    "challenge": "Challenge",
    "concepts": "Concepts",
    "evidence": "Evidence",
}


@pytest.fixture(scope="module")
def browser():
    require_chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(browser):
    with serving() as where:
        yield where


@pytest.fixture
def visit(browser, address):
    contexts = []

    def new(path, size="projector", **how):
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, **how)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.watch = Watch(page, address)
        page.goto(f"{address}/{path}")
        page.get_by_role("heading", level=1, name=NAMES[path.split("?")[0]]).wait_for()
        return page

    yield new
    for context in contexts:
        context.close()


def test_compare_shows_the_spread_of_two_plans_over_seeds(visit):
    page = visit("compare")
    page.get_by_role("button", name="10 seeds", exact=True).click()
    page.get_by_role("button", name="✓ 10 seeds").wait_for()
    page.locator(".c2-job").get_by_role("button", name="Compare").click()
    page.get_by_role("heading", name="Side by side").wait_for()
    page.get_by_role("heading", name="Who is changed").wait_for()
    assert page.locator(".c2-strip").count() == 10 + 4 * 4  # measures of two plans; parts by levels
    assert "harm" in page.locator(".c2-table").inner_text()
    assert page.watch.found == []


def test_trade_offs_puts_a_picked_plan_into_explore(visit):
    page = visit("trade-offs")
    page.wait_for_selector(".c2-parallel canvas")
    row = page.locator(".c2-table tbody tr").last.locator("td").all_inner_texts()
    page.get_by_text(f"{row[0]}: ").first.wait_for()
    page.get_by_role("button", name=f"Open {row[0]} in Explore").click()
    page.wait_for_selector(".c2-stage[data-shown]:not([data-shown=''])")
    page.get_by_role("button", name="Undo (1)").wait_for()
    assert page.watch.found == []


def test_a_click_on_a_line_of_the_trade_offs_picks_its_plan(visit):
    page = visit("trade-offs")
    page.wait_for_selector(".c2-parallel canvas")
    page.wait_for_timeout(500)
    said = page.get_by_role("status").first
    before = said.inner_text()
    box = page.locator(".c2-parallel canvas").bounding_box()
    for part in range(12, 92, 4):
        page.mouse.click(box["x"] + box["width"] * 0.92, box["y"] + box["height"] * part / 100)
        page.wait_for_timeout(150)
        if said.inner_text() != before:
            break
    picked = said.inner_text()
    assert picked != before
    assert page.get_by_role("button", name=f"Open {picked.split(':')[0]} in Explore").count() == 1
    assert page.watch.found == []


def test_a_plan_put_aside_in_explore_is_offered_in_compare(visit):
    page = visit("compare")
    page.get_by_role("link", name="Explore").click()
    page.wait_for_selector(".c2-stage[data-shown]:not([data-shown=''])")
    page.get_by_role("button", name="Put aside").click()
    page.get_by_role("button", name="Put aside (1)").wait_for()
    page.get_by_role("link", name="Compare").click()
    page.get_by_role("button", name="Put aside 1").wait_for()
    assert page.watch.found == []


def test_a_plan_of_the_challenge_goes_up_on_the_board_of_its_room_only(visit):
    page = visit("challenge?room=ABCDE")
    neighbour, stranger = visit("challenge?room=ABCDE"), visit("challenge?room=VWXYZ")
    page.get_by_role("button", name="Put it on the board", disabled=False).click()
    page.get_by_role("button", name="Open Plan A").wait_for()
    neighbour.get_by_role("button", name="Open Plan A").wait_for()
    assert stranger.get_by_text("Nothing is up yet.").count() == 1
    assert page.watch.found + neighbour.watch.found + stranger.watch.found == []


def test_a_plan_over_the_budget_of_the_challenge_cannot_be_put_up(visit):
    page = visit("challenge")
    page.get_by_role("button", name="Facilitator", exact=True).click()
    page.get_by_role("button", name="800 hours (small)").click()
    page.get_by_text("expected at most 800").wait_for()
    assert page.get_by_role("button", name="Put it on the board").is_disabled()


def test_concepts_draws_the_loop_of_an_idea_from_a_run(visit):
    page = visit("concepts")
    page.get_by_role("button", name="Run it and look").click()
    page.wait_for_selector(".c2-ring-size")
    assert page.watch.found == []


def test_evidence_unfolds_what_stands_behind_a_verdict(visit):
    page = visit("evidence")
    pattern = page.locator("details.c2-pattern").first
    pattern.locator("summary").click()
    pattern.locator("ul").first.wait_for()
    assert page.watch.found == []


@pytest.mark.parametrize("path", NAMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_no_page_is_wider_than_the_screen_and_a_finger_hits_every_button(visit, path, scheme):
    page = visit(path, size="phone", color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert too_small_for_a_finger(page) == []
