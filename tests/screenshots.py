"""Pictures of every page and state: `uv run python tests/screenshots.py [FOLDER [NAME ...]]`.

With a folder every state (or those named: "explore", "explore_phone_dark") is taken into it, whole, at three
sizes, light and dark. Without one the few that the documents show are renewed.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from browsing import CHROMIUM, FLAGS, PATIENCE, changed_by, click_on_somebody, require_chromium, serving

KEPT = Path(__file__).parents[1] / "docs" / "images" / "dashboard"
SIZES = {"projector": (1280, 720), "large": (1920, 1080), "phone": (390, 844)}
SCHEMES = ("light", "dark")
IDEAS = ("Feedback", "Emergence", "Non-linearity", "Path dependence", "Tipping", "Co-evolution")
SHADES = 255
"""Colours of a picture that is kept: few enough for a small file."""
ONLY_WHAT_IS_SEEN = frozenset({"explore", "playing", "removed", "predict", "share", "trainer"})
"""States of which what fits on the screen is taken as well: it is what a room sees first."""


def main() -> None:
    """Take all of them, or those that are kept."""
    require_chromium()
    folder, names = (Path(sys.argv[1]), sys.argv[2:]) if len(sys.argv) > 1 else (None, [])
    every = [(name, size, scheme) for name in STATES for size in SIZES for scheme in SCHEMES]
    wanted = [one for one in every if not names or one[0] in names or "_".join(one) in names]
    if not wanted:
        sys.exit(f"states: found {names}, expected names among {', '.join(STATES)}")
    with serving() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        if folder is None:
            keep(browser, address)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            for one in wanted:
                take(browser, address, folder / f"{'_'.join(one)}.png", *one)
        browser.close()


def keep(browser: Browser, address: str) -> None:
    """Renew the pictures of the documents, with few colours: a clone should stay small."""
    for file, (name, size, scheme) in SHOWN_IN_DOCS.items():
        path = KEPT / f"{file}.png"
        take(browser, address, path, name, size, scheme, whole=name not in ONLY_WHAT_IS_SEEN)
        Image.open(path).convert("RGB").quantize(
            SHADES, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        ).save(path, optimize=True)


def take(
    browser: Browser, address: str, path: Path, name: str, size: str, scheme: str, whole: bool = True
) -> None:
    """One state at one size: what is seen at first where that counts, and the page from top to bottom."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    where, bring = STATES[name]
    page.goto(f"{address}/{where}")
    page.wait_for_selector(".c2-head h1, .c2-stage[data-shown]:not([data-shown=''])")
    bring(page)
    page.wait_for_timeout(900)
    if name in ONLY_WHAT_IS_SEEN:
        seen = path.with_stem(f"{path.stem}_seen") if whole else path
        page.screenshot(path=seen)
    if whole:
        _unfold(page, width)
        page.screenshot(path=path)
    print(path.name, flush=True)
    context.close()


def _unfold(page: Page, width: int) -> None:
    """Make the window as high as the page; the networks keep the height that they have on the screen."""
    page.evaluate("scrollTo(0, 0)")
    heights = page.locator(".c2-net").evaluate_all("(all) => all.map((one) => one.clientHeight)")
    if heights:
        page.add_style_tag(content=f".c2-net.c2-net {{ height: {heights[0]}px; }}")
    whole = page.evaluate("document.querySelector('.c2-app > footer').getBoundingClientRect().bottom")
    page.set_viewport_size({"width": width, "height": int(whole) + 30})
    page.wait_for_timeout(900)


def to_week(page: Page, week: int) -> None:
    """Put the stage at a week."""
    page.locator(".c2-scrub").evaluate(
        "(one, week) => { one.value = week; one.dispatchEvent(new Event('change')); }", week
    )
    page.wait_for_timeout(900)


def _press(page: Page, name: str, exact: bool = True) -> None:
    page.get_by_role("button", name=name, exact=exact).first.click()


def _explore(page: Page) -> None:
    to_week(page, 137)


def _playing(page: Page) -> None:
    _press(page, "▶ Play")
    page.wait_for_timeout(2500)


def _why(page: Page) -> None:
    to_week(page, 312)
    page.get_by_role("heading", name="Why did it move?").scroll_into_view_if_needed()
    page.get_by_text("As a table").click()


def _story(page: Page) -> None:
    to_week(page, 137)
    click_on_somebody(page)


def _ensemble(page: Page) -> None:
    _press(page, "Run 40 seeds")
    page.locator(".c2-progress").wait_for()
    page.get_by_role("button", name="Run 40 seeds").wait_for()


def _predict(page: Page) -> None:
    to_week(page, 26)
    _press(page, "Hide what comes")
    _press(page, "Rises")
    page.get_by_text("You say: rises.").wait_for()


def _revealed(page: Page) -> None:
    _predict(page)
    _press(page, "Reveal")
    page.get_by_role("cell", name="rises").first.wait_for()


def _edit(page: Page) -> None:
    page.locator(".c2-row[data-id=listening_event]").click()
    page.get_by_role("button", name="Remove").wait_for()


def _removed(page: Page) -> None:
    to_week(page, 137)
    page.locator(".c2-row[data-id=listening_event]").click()
    changed_by(page, lambda: _press(page, "Remove", exact=False))


def _opened(panel: str) -> Callable[[Page], None]:
    return lambda page: _press(page, panel)


def _room(page: Page) -> None:
    _press(page, "Share")
    _press(page, "Open a room")
    page.get_by_text("are tallied").wait_for()


def _refused(page: Page) -> None:
    page.get_by_role("alert").wait_for()


def _large(page: Page) -> None:
    _press(page, "Text size")
    page.wait_for_timeout(300)
    _press(page, "Text size")
    page.wait_for_timeout(600)


def _print(page: Page) -> None:
    to_week(page, 137)
    page.emulate_media(media="print")


def _compare(page: Page) -> None:
    _press(page, "10 seeds")
    page.get_by_role("button", name="✓ 10 seeds").wait_for()
    page.locator(".c2-job").get_by_role("button", name="Compare").click()
    page.get_by_role("heading", name="Side by side").wait_for()


def _tradeoffs(page: Page) -> None:
    page.wait_for_selector(".c2-parallel canvas")


def _challenge(page: Page) -> None:
    put_up = page.get_by_role("button", name="Put it on the board", disabled=False)
    put_up.click()
    page.get_by_role("button", name="Open Plan A").wait_for()
    _press(page, "Walkabout")
    page.get_by_role("button", name="✓ Walkabout").wait_for()
    put_up.click()
    page.get_by_role("button", name="Open Plan B").wait_for()


def _idea(name: str) -> Callable[[Page], None]:
    def bring(page: Page) -> None:
        if name != IDEAS[0]:
            _press(page, name)
        page.get_by_role("heading", level=2, name=name).wait_for()
        _press(page, "Run it and look")
        page.wait_for_selector(".c2-ring-size")

    return bring


def _nothing(_: Page) -> None:
    pass


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "explore": ("", _explore),
    "start": ("", _nothing),
    "playing": ("", _playing),
    "why": ("", _why),
    "story": ("", _story),
    "ensemble": ("", _ensemble),
    "predict": ("", _predict),
    "revealed": ("", _revealed),
    "edit": ("", _edit),
    "removed": ("", _removed),
    "trainer": ("", _opened("Trainer")),
    "share": ("", _room),
    "export": ("", _opened("Export")),
    "refused": ("?plan=nonsense", _refused),
    "large_text": ("", _large),
    "print": ("", _print),
    "compare_start": ("compare", _nothing),
    "compare": ("compare", _compare),
    "trade-offs": ("trade-offs", _tradeoffs),
    "challenge_start": ("challenge", _nothing),
    "challenge": ("challenge", _challenge),
    "concepts_start": ("concepts", _nothing),
    **{f"concepts_{name.lower().replace(' ', '_')}": ("concepts", _idea(name)) for name in IDEAS},
    "evidence": ("evidence", _nothing),
}
"""Where each state is, and what brings it about."""

SHOWN_IN_DOCS = {
    "explore": ("explore", "projector", "light"),
    "explore_dark": ("explore", "large", "dark"),
    "explore_phone": ("explore", "phone", "light"),
    "removed": ("removed", "projector", "light"),
    "predict": ("predict", "projector", "light"),
    "share": ("share", "projector", "light"),
    "trainer": ("trainer", "projector", "light"),
    "compare": ("compare", "projector", "light"),
    "trade-offs": ("trade-offs", "projector", "light"),
    "challenge": ("challenge", "projector", "light"),
    "concepts": ("concepts_feedback", "projector", "light"),
    "evidence": ("evidence", "projector", "light"),
}


if __name__ == "__main__":
    main()
