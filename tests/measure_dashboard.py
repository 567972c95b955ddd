"""How quick the dashboard is, alone and with many: `uv run python tests/measure_dashboard.py [VISITORS]`."""

import asyncio
import random
import statistics
import sys
import time
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from browsing import CHROMIUM, FLAGS, PATIENCE, require_chromium, serving

CHANGES = 10
THINKING = 15.0
"""Seconds between two changes of one visitor, on average."""
SHOWN = ".c2-stage[data-shown]:not([data-shown=''])"


async def main() -> None:
    """Measure and print."""
    require_chromium()
    visitors = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with serving() as address:
        async with async_playwright() as play:
            browser = await play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            await alone(browser, address)
            await browser.close()
            browser = await play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            await together(browser, address, visitors)
            await browser.close()


async def alone(browser: Browser, address: str) -> None:
    """One visitor: from a change to the new future, and frames a second while playing."""
    page = await visit(browser, address)
    waits = [await change(page) for _ in range(CHANGES)]
    print(
        f"one visitor, change to new future: median {statistics.median(waits):.2f} s, "
        f"worst {max(waits):.2f} s"
    )
    await page.get_by_role("button", name="Play").click()
    await page.wait_for_timeout(1000)
    frames = await page.evaluate("Number(document.querySelector('.c2-stage').dataset.frames)")
    await page.wait_for_timeout(5000)
    later = await page.evaluate("Number(document.querySelector('.c2-stage').dataset.frames)")
    print(f"one visitor, playing: {(later - frames) / 5:.0f} frames a second (drawn without a graphics card)")


async def together(browser: Browser, address: str, visitors: int) -> None:
    """Many visitors at once, each of whom changes the plan ten times."""
    before = memory(address)
    pages: list[Page] = [await visit(browser, address) for _ in range(visitors)]
    opened = memory(address)
    found = await asyncio.gather(*(visitor(page, number) for number, page in enumerate(pages)))
    waits = [wait for ones in found for wait in ones]
    print(f"{visitors} visitors, {len(waits)} changes, one in {THINKING:.0f} s each:")
    print(
        f"  median {statistics.median(waits):.2f} s, "
        f"90th percentile {statistics.quantiles(waits, n=10)[-1]:.2f} s"
    )
    used = memory(address)
    print(
        f"  memory a visitor: {(opened - before) / visitors:.1f} MB opened, "
        f"{(used - before) / visitors:.1f} MB used"
    )


async def visitor(page: Page, number: int) -> list[float]:
    """Ten changes, with time to think before each."""
    luck = random.Random(number)
    waits: list[float] = []
    await page.wait_for_timeout(luck.uniform(0.0, 1000.0 * THINKING))
    for _ in range(CHANGES):
        waits.append(await change(page))
        await page.wait_for_timeout(max(0.0, luck.uniform(0.5, 1.5) * 1000.0 * THINKING))
    return waits


async def visit(browser: Browser, address: str) -> Page:
    """A visitor with a cookie of their own, and luck of their own, so that no two share a recording."""
    context = await browser.new_context(viewport={"width": 1280, "height": 720})
    page = await context.new_page()
    await page.goto(address)
    await page.wait_for_selector(SHOWN, timeout=PATIENCE)
    return page


async def change(page: Page) -> float:
    """Remove one intervention and wait for the first frame of the new future."""
    rows = page.locator(".c2-row")
    name = await rows.nth(random.randrange(max(1, await rows.count()))).get_attribute("data-id")
    await page.locator(f".c2-row[data-id={name}]").click()
    remove = page.get_by_role("button", name="Remove")
    await remove.wait_for(timeout=PATIENCE)
    before = await page.locator(".c2-stage").get_attribute("data-shown")
    start = time.monotonic()
    await remove.click()
    script = "(before) => document.querySelector('.c2-stage').dataset.shown !== before"
    await page.wait_for_function(script, arg=before, timeout=PATIENCE)
    return time.monotonic() - start


def memory(address: str) -> float:
    """Megabytes that the server holds, found by the port on its command line (Linux)."""
    port = address.rsplit(":", 1)[1]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if port not in (process / "cmdline").read_text().split("\0"):
                continue
            status = (process / "status").read_text()
        except OSError:
            continue
        return int(status.split("VmRSS:")[1].split()[0]) / 1024
    return float("nan")


if __name__ == "__main__":
    asyncio.run(main())
