"""Pictures of every page and state for the docs: `uv run python tests/screenshots.py [FOLDER]`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from browsing import CHROMIUM, FLAGS, changed_by, opened, require_chromium, serving

FOLDER = Path(__file__).parents[1] / "docs" / "images" / "dashboard"
SIZES = {"projector": (1280, 720), "large": (1920, 1080), "phone": (390, 844)}


def main() -> None:
    """Take all of them."""
    require_chromium()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with serving() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for name, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                take(browser, address, folder, f"explore_{name}_{scheme}", width, height, scheme)
        states(browser, address, folder)
        browser.close()


def take(
    browser: Browser, address: str, folder: Path, name: str, width: int, height: int, scheme: str
) -> None:
    """Explore at week 137, from top to bottom."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = opened(context.new_page(), address)
    to_week(page, 137)
    page.screenshot(path=folder / f"{name}.png")
    whole = page.evaluate("document.querySelector('.c2-app').getBoundingClientRect().height")
    page.set_viewport_size({"width": width, "height": int(whole) + 40})
    page.wait_for_timeout(1200)
    page.screenshot(path=folder / f"{name}_whole.png")
    context.close()


def states(browser: Browser, address: str, folder: Path) -> None:
    """What the tools open, an intervention being edited, and a hidden future."""
    page = opened(browser.new_page(viewport={"width": 1280, "height": 720}), address)
    to_week(page, 60)
    for name in ("Trainer", "Share", "Export"):
        page.get_by_role("button", name=name).click()
        page.wait_for_timeout(1000)
        page.screenshot(path=folder / f"{name.lower()}.png")
        page.get_by_role("button", name=name).click()
    page.locator(".c2-row[data-id=hub]").click()
    page.wait_for_timeout(800)
    page.screenshot(path=folder / "edit.png", full_page=True)
    changed_by(page, lambda: page.get_by_role("button", name="Remove").click())
    page.get_by_role("button", name="Hide what comes").click()
    page.wait_for_timeout(1200)
    page.get_by_role("heading", name="Predict").scroll_into_view_if_needed()
    page.screenshot(path=folder / "predict.png")


def to_week(page: Page, week: int) -> None:
    """Put the stage at a week."""
    page.locator(".c2-scrub").evaluate(
        "(one, week) => { one.value = week; one.dispatchEvent(new Event('change')); }", week
    )
    page.wait_for_timeout(1500)


if __name__ == "__main__":
    main()
