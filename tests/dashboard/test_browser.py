import pytest

from browsing import (
    CHROMIUM,
    FLAGS,
    Watch,
    changed_by,
    click_on_somebody,
    digest,
    opened,
    require_chromium,
    serving,
    too_small_for_a_finger,
)

pytestmark = pytest.mark.browser


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

    def new(path="", **how):
        context = browser.new_context(viewport={"width": 1280, "height": 720}, **how)
        contexts.append(context)
        page = context.new_page()
        page.watch = Watch(page, address)
        return opened(page, f"{address}/{path}")

    yield new
    for context in contexts:
        context.close()


def to_week(page, week):
    page.locator(".c2-scrub").evaluate(
        "(one, week) => { one.value = week; one.dispatchEvent(new Event('change')); }", week
    )
    page.wait_for_function(
        "(week) => document.querySelector('.c2-week').textContent.includes(week)", arg=f"{week} /"
    )


def week(page):
    return int(page.locator(".c2-week").inner_text().split()[1])


def test_the_dashboard_plays_and_nothing_leaves_the_machine_and_nothing_fails(visit):
    page = visit()
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("Number(document.querySelector('.c2-stage').dataset.frames) > 20", timeout=30_000)
    page.get_by_role("button", name="Pause").click()
    assert week(page) > 0
    page.wait_for_selector(".c2-figure canvas")
    assert "thinking tool, not a forecast" in page.locator("footer").inner_text()
    assert page.watch.found == []


def test_steps_and_scrubbing_move_the_week(visit):
    page = visit()
    page.get_by_label("One week on").click()
    page.wait_for_function("document.querySelector('.c2-week').textContent.startsWith('week 1 ')")
    digest(page)
    assert week(page) == 312


def test_an_intervention_is_removed_and_undo_brings_its_future_back(visit):
    page = visit()
    before = digest(page)
    page.locator(".c2-row[data-id=listening_event]").click()
    changed_by(page, lambda: page.get_by_role("button", name="Remove").click())
    assert digest(page) != before
    assert page.locator(".c2-row[data-id=listening_event]").count() == 0
    changed_by(page, lambda: page.get_by_role("button", name="Undo (1)").click())
    assert digest(page) == before


def test_a_share_link_opened_by_somebody_else_shows_the_same_run_and_they_do_not_disturb_each_other(visit):
    page = visit()
    untouched = digest(page)
    page.locator(".c2-row[data-id=hub]").click()
    changed_by(page, lambda: page.get_by_role("button", name="Remove").click())
    changed = digest(page)
    page.get_by_role("button", name="Share").click()
    link = page.locator("#link").input_value() or page.locator("#link").inner_text()
    other = visit("?" + link.split("?", 1)[1])
    assert digest(other) == changed
    third = visit()
    assert digest(third) == untouched
    changed_by(third, lambda: third.get_by_role("button", name="Other luck").click())
    assert digest(page) == changed
    assert page.locator("#seed").inner_text() == "seed 1"


@pytest.mark.parametrize("plan", ["nonsense", "A" * 9000, "%3Cscript%3Ealert(1)%3C/script%3E"])
def test_a_hostile_link_is_refused_in_one_line_and_the_page_opens(visit, plan):
    page = visit(f"?plan={plan}")
    assert "link: found" in page.get_by_role("alert").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen_and_a_finger_hits_every_button(browser, address, scheme):
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = opened(context.new_page(), address)
    to_week(page, 137)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    ends = page.locator(".c2-app *:visible").evaluate_all(
        "(all) => all.filter((one) => one.getBoundingClientRect().right > 391)"
        ".filter((one) => !one.closest('.c2-scroll, .c2-track')).map((one) => one.className)"
    )
    assert ends == []
    assert too_small_for_a_finger(page) == []
    context.close()


def test_a_dark_system_gives_a_dark_page(visit):
    page = visit(color_scheme="dark")
    page.wait_for_selector(".v-application.theme--dark")
    shade = page.locator(".c2-kpi").first.evaluate("(one) => getComputedStyle(one).backgroundColor")
    assert shade == "rgb(26, 33, 41)"


def test_the_networks_take_the_colours_of_a_page_that_is_made_dark(visit):
    page = visit()
    page.get_by_role("button", name="Dark", exact=True).click()
    page.wait_for_selector(".v-application.theme--dark")
    page.wait_for_function(
        "() => { const net = document.querySelector('.c2-net'); return net.kept.key.includes("
        "getComputedStyle(net).getPropertyValue('--c2-tie-near')); }",
        timeout=5_000,
    )


def test_the_mark_of_the_week_ends_above_the_numbers_of_the_weeks(visit):
    page = visit()
    page.wait_for_selector(".c2-figure canvas")
    for name in ("Stress", "Why did it move?"):
        figure = page.locator(".c2-figure, .c2-card").filter(has=page.get_by_role("heading", name=name)).last
        picture = figure.locator("canvas").bounding_box()
        mark = figure.locator(".c2-playhead").bounding_box()
        gap = picture["y"] + picture["height"] - (mark["y"] + mark["height"])
        assert 24 <= gap <= 32, name


def test_a_note_for_trainers_asks_for_nothing_that_is_not_there(visit):
    page = visit()
    page.get_by_role("button", name="Trainer").click()
    page.get_by_text("Ask before running.").wait_for()
    page.wait_for_timeout(500)
    assert page.watch.found == []


@pytest.mark.parametrize("besides", ["huge text", "a note open"])
def test_what_is_chosen_opens_in_sight_where_the_plan_is_not_beside_the_stage(visit, besides):
    page = visit()
    presses = ["Text size", "Text size"] if besides == "huge text" else ["Trainer"]
    for name in presses:
        page.get_by_role("button", name=name).click()
        page.wait_for_timeout(500)
    page.locator(".c2-row[data-id=listening_event]").click()
    remove = page.get_by_role("button", name="Remove", exact=True)
    box = remove.bounding_box()
    assert 0 <= box["y"] <= 720 - box["height"]
    changed_by(page, remove.click)
    told = page.get_by_role("heading", name="Listening event taken out")
    told.wait_for()
    assert 0 <= told.bounding_box()["y"] <= 700


def test_what_a_change_did_is_held_against_the_plan_before_it_on_compare(visit):
    page = visit()
    page.locator(".c2-row[data-id=listening_event]").click()
    changed_by(page, page.get_by_role("button", name="Remove").click)
    page.get_by_role("button", name="Is it luck? Compare both").click()
    page.get_by_text("held against the first one chosen: Before my last change").wait_for()
    pressed = page.locator("[aria-pressed=true]").all_inner_texts()
    assert [one for one in pressed if "seeds" not in one] == ["✓ My plan", "✓ Before my last change"]


def test_a_prediction_hides_what_comes_until_it_is_revealed(visit):
    page = visit()
    page.get_by_role("button", name="Hide what comes").click()
    page.get_by_role("button", name="Rises").click()
    page.get_by_text("You say: rises.").wait_for()
    page.get_by_label("One week on").click()
    assert week(page) == 0
    page.get_by_role("button", name="Reveal").click()
    page.get_by_role("cell", name="rises").first.wait_for()
    assert digest(page)


def test_a_click_on_somebody_tells_their_story(visit):
    page = visit()
    click_on_somebody(page)


def test_the_space_bar_plays(visit):
    page = visit()
    page.locator("body").press("Space")
    page.wait_for_selector(".c2-stage[data-playing=yes]")


def numbers(page):
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as found:
        page.get_by_role("button", name="Numbers (CSV)").click()
    return found.value.path().read_bytes()


def test_a_share_link_gives_somebody_else_the_same_numbers_to_the_byte(visit):
    page = visit()
    page.locator(".c2-row[data-id=hub]").click()
    changed_by(page, lambda: page.get_by_role("button", name="Remove").click())
    changed_by(page, lambda: page.get_by_role("button", name="Other luck").click())
    page.get_by_role("button", name="Share").click()
    link = page.locator("#link").input_value() or page.locator("#link").inner_text()
    here = numbers(page)
    there = numbers(visit("?" + link.split("?", 1)[1]))
    assert len(here) > 10_000
    assert here == there
    assert here != numbers(visit())


def test_an_exported_scenario_file_is_taken_back_and_a_hostile_one_is_refused_in_one_line(visit):
    page = visit()
    page.locator(".c2-row[data-id=hub]").click()
    changed_by(page, lambda: page.get_by_role("button", name="Remove").click())
    changed = digest(page)
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as found:
        page.get_by_role("button", name="Scenario file (TOML)").click()
    text = found.value.path().read_text(encoding="utf-8")
    other = visit()
    other.get_by_role("button", name="Export", exact=True).click()
    take(other, "evil.toml", 'base = "/etc/passwd"')
    other.get_by_text("expected the name of a bundled scenario").wait_for()
    take(other, "vast.toml", "x" * 200_000)
    other.get_by_text("vast.toml: found 200,000 bytes, expected at most 100,000").wait_for()
    changed_by(other, lambda: take(other, "mine.toml", text))
    assert digest(other) == changed
    assert other.get_by_role("alert").count() == 0
    assert other.watch.found == []


def take(page, name, text):
    """Choose a file, as from a folder."""
    page.locator("input.c2-file").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    )


def test_a_trainer_removes_the_listening_event_and_reads_what_changed_and_why_in_two_clicks(visit):
    page = visit()
    page.get_by_role("button", name="Listening event").click()
    changed_by(page, lambda: page.get_by_role("button", name="Remove").click())
    told = page.locator(".c2-change")
    told.get_by_role("heading", name="Listening event taken out").wait_for()
    told.get_by_text("Mostly: ").first.wait_for()
    assert told.evaluate(
        "(one) => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight; }"
    )


def test_predictions_of_a_room_are_counted_over_all_who_followed_its_link(visit):
    page = visit()
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Open a room").click()
    page.get_by_text("are tallied").wait_for()
    page.wait_for_function(
        "(document.querySelector('#link').value || '').includes('&room=') || "
        "document.querySelector('#link').textContent.includes('&room=')"
    )
    link = page.locator("#link").input_value() or page.locator("#link").inner_text()
    page.get_by_role("img", name="QR code of the link").wait_for()
    page.locator(".c2-opened").get_by_role("button", name="Close").click()
    learner = visit("?" + link.split("?", 1)[1])
    for one, guess in ((page, "Rises"), (learner, "Falls")):
        one.get_by_role("button", name="Hide what comes").click()
        one.get_by_role("button", name=guess).click()
        one.get_by_text("You say:").wait_for()
        one.get_by_text(f"{guess.lower()} 1").wait_for()
    page.get_by_role("button", name="Count again").click()
    page.get_by_text("falls 1, stays 0, rises 1").wait_for()


def test_forty_seeds_lay_a_band_behind_the_lines_and_can_be_stopped(visit):
    page = visit()
    page.get_by_role("button", name="Run 40 seeds").click()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Run 40 seeds").wait_for(timeout=60_000)
    assert page.watch.found == []


def test_the_play_bar_is_in_sight_wherever_the_page_is_scrolled_to(visit):
    page = visit()
    page.get_by_role("heading", name="Why did it move?").scroll_into_view_if_needed()
    box = page.get_by_role("button", name="Play").bounding_box()
    assert 0 <= box["y"] <= 720 - box["height"]


def test_a_printed_page_leaves_out_what_can_only_be_pressed(visit):
    page = visit()
    page.emulate_media(media="print")
    for name in ("▶ Play", "Share", "Hide what comes", "Add at the week shown"):
        assert not page.get_by_role("button", name=name).is_visible()
    assert page.get_by_role("heading", name="What moves").is_visible()


def test_a_page_that_is_dark_is_printed_in_dark_words_on_white(visit):
    page = visit(color_scheme="dark")
    page.wait_for_selector(".v-application.theme--dark")
    page.emulate_media(media="print")
    for css in (".c2-kpi-value", ".c2-card h2", ".c2-kpi-label"):
        red = page.locator(css).first.evaluate("(one) => parseInt(getComputedStyle(one).color.slice(4))")
        assert red < 110


def test_every_picture_says_what_it_shows(visit):
    page = visit()
    page.wait_for_selector(".c2-figure canvas")
    silent = page.locator("[role=img]").evaluate_all(
        "(all) => all.filter((one) => !(one.getAttribute('aria-label') || '').trim()).length"
    )
    assert silent == 0
    assert page.locator("[role=img]").count() > 10


def test_what_is_done_is_taken_out_in_three_clicks_beside_the_stage_twice_in_a_row(visit):
    page = visit()
    for name in ("Listening event", "Hub"):
        page.get_by_label("Change or take out").click(force=True)
        page.get_by_role("option", name=name, exact=True).click()
        changed_by(page, lambda: page.get_by_role("button", name="Remove", exact=True).click())
        page.get_by_role("heading", name=f"{name} taken out").wait_for()
    assert page.evaluate("scrollY") == 0


def test_share_opens_in_sight_wherever_the_page_is_scrolled_to_and_closes(visit):
    page = visit()
    page.get_by_role("heading", name="Why did it move?").scroll_into_view_if_needed()
    page.get_by_role("button", name="Share").click()
    box = page.get_by_role("img", name="QR code of the link").bounding_box()
    assert 0 <= box["y"] <= 720 - box["height"]
    page.locator(".c2-opened").get_by_role("button", name="Close").click()
    page.get_by_role("img", name="QR code of the link").wait_for(state="detached")
