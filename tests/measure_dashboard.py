"""How quick the dashboard is, alone and with many: `uv run python tests/measure_dashboard.py [VISITORS]`.

Needs the machine for itself: the browser that plays the visitors takes processor time as well.
"""

import asyncio
import json
import os
import random
import statistics
import sys
import time
import urllib.request
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from playwright.async_api import Error as BrowserError

from browsing import CHROMIUM, FLAGS, PATIENCE, require_chromium, serving
from c2sim.dashboard.link import to_link
from c2sim.dashboard.plan import start

CHANGES = 10
THINKING = 15.0
"""Seconds between two changes of one visitor, on average."""
FORGOTTEN = 20.0
"""Seconds after which the measured server forgets a visit whose page is closed (usually 30 minutes)."""
SHOWN = ".c2-stage[data-shown]:not([data-shown=''])"
SCRUBS = """async () => {
  const scrub = document.querySelector('.c2-scrub'), label = document.querySelector('.c2-week'), waits = [];
  const frame = () => new Promise(requestAnimationFrame);
  for (let i = 0; i < 60; i++) {
    const week = (i * 37) % Number(scrub.max), start = performance.now();
    scrub.value = week;
    scrub.dispatchEvent(new Event('input'));
    while (!label.textContent.startsWith(`week ${week} `)) await frame();
    waits.push(performance.now() - start);
  }
  return waits;
}"""


async def main() -> None:
    """Measure and print."""
    require_chromium()
    visitors = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    os.environ["SOLARA_KERNEL_CULL_TIMEOUT"] = f"{FORGOTTEN:.0f}s"
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with serving() as address:
        async with async_playwright() as play:
            for measure in (alone, together):
                browser = await play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
                await measure(browser, address, visitors)
                await browser.close()


async def alone(browser: Browser, address: str, _visitors: int) -> None:
    """One visitor: from a change to the new future, frames a second while playing, and scrubbing."""
    page = await visit(await browser.new_context(viewport={"width": 1280, "height": 720}), address, 1)
    waits = [await change(page) for _ in range(CHANGES)]
    print(f"one visitor, change to new future: {spread(waits)}")
    await page.get_by_role("button", name="Play").click()
    await page.wait_for_timeout(1000)
    frames = await page.evaluate("Number(document.querySelector('.c2-stage').dataset.frames)")
    await page.wait_for_timeout(5000)
    later = await page.evaluate("Number(document.querySelector('.c2-stage').dataset.frames)")
    print(f"one visitor, playing: {(later - frames) / 5:.0f} frames a second (drawn without a graphics card)")
    scrubs = [wait / 1000 for wait in await page.evaluate(SCRUBS)]
    print(f"one visitor, scrubbing to a week: {spread(scrubs)}")


async def together(browser: Browser, address: str, visitors: int) -> None:
    """Many visitors at once, each of whom changes a plan with luck of its own ten times, and goes."""
    before = memory(address)
    contexts = [await browser.new_context(viewport={"width": 1280, "height": 720}) for _ in range(visitors)]
    pages = [await visit(context, address, 2 + number) for number, context in enumerate(contexts)]
    opened = memory(address)
    found = await asyncio.gather(
        *(visitor(page, number) for number, page in enumerate(pages)), return_exceptions=True
    )
    failed = [one for one in found if isinstance(one, BaseException)]
    waits = [wait for one in found if not isinstance(one, BaseException) for wait in one]
    print(f"{visitors} visitors, {len(waits)} changes, one in {THINKING:.0f} s each; {len(failed)} failed")
    for one in failed[:3]:
        print(f"  {type(one).__name__}: {str(one).splitlines()[0]}")
    if waits:
        print(f"  {spread(waits)}, nine of ten within {statistics.quantiles(waits, n=10)[-1]:.2f} s")
    used = memory(address)
    print(
        f"  server: {before:.0f} MB before, a visitor takes {(opened - before) / visitors:.1f} MB opened, "
        f"{(used - before) / visitors:.1f} MB used (recordings that all share included)"
    )
    print(f"  visits that the server holds: {visits(address)} while open")
    for context in contexts:
        await context.close()
    await asyncio.sleep(FORGOTTEN + 15.0)
    print(f"  {visits(address)} after closing; server: {memory(address):.0f} MB")


async def visitor(page: Page, number: int) -> list[float]:
    """Ten changes, with time to think before each."""
    luck = random.Random(number)
    waits: list[float] = []
    await page.wait_for_timeout(luck.uniform(0.0, 1000.0 * THINKING))
    for _ in range(CHANGES):
        waits.append(await change(page))
        await page.wait_for_timeout(max(0.0, luck.uniform(0.5, 1.5) * 1000.0 * THINKING))
    return waits


async def visit(context: BrowserContext, address: str, seed: int) -> Page:
    """A visitor with a cookie and with luck of their own, so that no two share a recording."""
    page = await context.new_page()
    await page.goto(f"{address}/?plan={to_link(start('seven_steps', seed))}")
    await page.wait_for_selector(SHOWN, timeout=PATIENCE)
    return page


async def change(page: Page) -> float:
    """Remove one intervention and wait for the first frame of the new future."""
    rows = page.locator(".c2-row")
    name = await rows.nth(random.randrange(max(1, await rows.count()))).get_attribute("data-id")
    await page.locator(f".c2-row[data-id={name}]").click(timeout=PATIENCE)
    remove = page.get_by_role("button", name="Remove")
    await remove.wait_for(timeout=PATIENCE)
    before = await page.locator(".c2-stage").get_attribute("data-shown")
    begun = time.monotonic()
    await remove.click(timeout=PATIENCE)
    script = "(before) => document.querySelector('.c2-stage').dataset.shown !== before"
    await page.wait_for_function(script, arg=before, timeout=PATIENCE)
    waited = time.monotonic() - begun
    gone = "(name) => !document.querySelector(`.c2-row[data-id=${name}]`)"
    await page.wait_for_function(gone, arg=name, timeout=PATIENCE)
    if await page.get_by_role("alert").count():
        raise BrowserError(await page.get_by_role("alert").first.inner_text())
    return waited


def spread(waits: list[float]) -> str:
    """Median and worst, in words."""
    return f"median {statistics.median(waits):.2f} s, worst {max(waits):.2f} s"


def visits(address: str) -> int:
    """How many visits the server holds, by its own account."""
    with urllib.request.urlopen(f"{address}/resourcez", timeout=20) as answer:
        return int(json.load(answer)["kernels"]["total"])


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
