"""How quick the dashboard is, alone and with many: `uv run python tests/measure_dashboard.py [VISITORS]`.

One visitor is a real browser. The many are pages without one (visiting.py), since thirty browser pages would
take all of a small machine's time themselves; among them a real browser stays open, and is measured as well.
Takes some five minutes, and needs the machine for itself.
"""

import asyncio
import os
import random
import statistics
import sys
import time
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright
from playwright.async_api import Error as BrowserError

from browsing import CHROMIUM, FLAGS, PATIENCE, require_chromium, serving
from c2sim.dashboard.link import to_link
from c2sim.dashboard.plan import start
from visiting import Visitor, visits

CHANGES = 10
THINKING = 15.0
"""Seconds between two changes of one visitor, on average."""
FORGOTTEN = 20.0
"""Seconds after which the measured server forgets a visit that broke off (usually 30 minutes)."""
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

# From the click, as the page gets it, until the frame with the new future has been drawn.
WATCH = """() => {
  const stage = document.querySelector('.c2-stage'), before = stage.dataset.shown;
  let begun = 0;
  document.addEventListener('click', () => { begun = performance.now(); }, { capture: true, once: true });
  window.waited = new Promise((done) => new MutationObserver((_, watcher) => {
    if (stage.dataset.shown === before) return;
    watcher.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done((performance.now() - begun) / 1000)));
  }).observe(stage, { attributes: true }));
}"""


async def main() -> None:
    """Measure and print."""
    require_chromium()
    visitors = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    os.environ["SOLARA_KERNEL_CULL_TIMEOUT"] = f"{FORGOTTEN:.0f}s"
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with serving(counted=True) as address:
        async with async_playwright() as play:
            browser = await play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            page = await seen(browser, address)
            await alone(page)
            await together(page, address, visitors)
            await browser.close()
    print(f"load after: {os.getloadavg()[0]:.1f}")


async def alone(page: Page) -> None:
    """One visitor: from a change to the first frame of its future, frames while playing, and scrubbing."""
    print(f"one visitor, change to first frame: {spread([await change(page) for _ in range(CHANGES)])}")
    await page.get_by_role("button", name="Play").click()
    await page.wait_for_timeout(1000)
    frames = await page.evaluate("Number(document.querySelector('.c2-stage').dataset.frames)")
    await page.wait_for_timeout(5000)
    later = await page.evaluate("Number(document.querySelector('.c2-stage').dataset.frames)")
    await page.get_by_role("button", name="Pause").click()
    print(f"one visitor, playing: {(later - frames) / 5:.0f} frames a second (drawn without a graphics card)")
    scrubs = [wait / 1000 for wait in await page.evaluate(SCRUBS)]
    print(f"one visitor, scrubbing to a week: {spread(scrubs)}")


async def together(page: Page, address: str, many: int) -> None:
    """Many visitors at once, each of whom changes a plan with luck of its own ten times, and goes."""
    held, before = visits(address), memory(address)
    begun = time.monotonic()
    came = await asyncio.gather(*(come(address, number) for number in range(many)), return_exceptions=True)
    here = [one for one in came if isinstance(one, Visitor)]
    print(f"{len(here)} of {many} visitors are in after {time.monotonic() - begun:.0f} s; {failures(came)}")
    opened = memory(address)
    *found, seen_waits = await asyncio.gather(
        *(changing(one.remove, one.plan, number) for number, one in enumerate(here)),
        on_screen(page),
        return_exceptions=True,
    )
    waits = [wait for one in found if isinstance(one, list) for wait in one]
    print(f"{len(waits)} changes, one in {THINKING:.0f} s each; {failures(found)}")
    if waits:
        print(f"  click to the last byte: {spread(waits)}")
    if isinstance(seen_waits, list):
        print(f"  click to the first frame in the browser among them: {spread(seen_waits)}")
    else:
        print(f"  the browser among them failed: {failures([seen_waits])}")
    used, during = memory(address), visits(address)
    for number, one in enumerate(here):
        await (one.leave() if number % 2 else one.hang_up())
    await asyncio.sleep(FORGOTTEN + 15.0)
    print(
        f"  server: {before:.0f} MB before, {opened:.0f} opened ({(opened - before) / many:.1f} a visitor), "
        f"{used:.0f} used ({(used - before) / many:.1f} a visitor), {memory(address):.0f} after closing"
    )
    print(f"  visits held: {held} before, {during} during, {visits(address)} after closing")


async def come(address: str, number: int) -> Visitor:
    """A visitor with luck of their own, so that no two share a recording; a room takes a while to come in."""
    luck = random.Random(number)
    await asyncio.sleep(luck.uniform(0.0, THINKING))
    return await Visitor.come(address, f"plan={to_link(start('seven_steps', 1000 + number))}")


async def changing(remove, plan, number: int) -> list[float]:
    """Ten changes of a plan, with time to think before each: seconds that each took."""
    luck = random.Random(number)
    waits: list[float] = []
    await asyncio.sleep(luck.uniform(0.0, THINKING))
    for _ in range(CHANGES):
        waits.append(await remove(luck.choice(plan())))
        await asyncio.sleep(luck.uniform(0.5, 1.5) * THINKING)
    return waits


async def on_screen(page: Page) -> list[float]:
    """The same in a browser, among the many."""
    waits: list[float] = []
    for _ in range(CHANGES):
        waits.append(await change(page))
        await page.wait_for_timeout(1000.0 * THINKING)
    return waits


async def seen(browser: Browser, address: str) -> Page:
    """A visitor with a browser."""
    page = await browser.new_page(viewport={"width": 1280, "height": 720})
    await page.goto(f"{address}/?plan={to_link(start('seven_steps', 1))}")
    await page.wait_for_selector(SHOWN, timeout=PATIENCE)
    return page


async def change(page: Page) -> float:
    """Remove one intervention: seconds from the click to the first frame of the new future."""
    rows = page.locator(".c2-row")
    name = await rows.nth(random.randrange(max(1, await rows.count()))).get_attribute("data-id")
    await page.locator(f".c2-row[data-id={name}]").click(timeout=PATIENCE)
    remove = page.get_by_role("button", name="Remove")
    await remove.wait_for(timeout=PATIENCE)
    await page.evaluate(WATCH)
    await remove.click(timeout=PATIENCE)
    waited = float(await page.evaluate("waited"))
    gone = "(name) => !document.querySelector(`.c2-row[data-id=${name}]`)"
    await page.wait_for_function(gone, arg=name, timeout=PATIENCE)
    if await page.get_by_role("alert").count():
        raise BrowserError(await page.get_by_role("alert").first.inner_text())
    return waited


def spread(waits: list[float]) -> str:
    """Median, nine of ten and worst, in words."""
    ninth = statistics.quantiles(waits, n=10)[-1]
    return f"median {statistics.median(waits):.2f} s, nine of ten {ninth:.2f} s, worst {max(waits):.2f} s"


def failures(found) -> str:
    """How many failed, and of what kind."""
    failed = [one for one in found if isinstance(one, BaseException)]
    kinds = {f"{type(one).__name__} {str(one).partition(chr(10))[0]}".strip() for one in failed}
    return f"{len(failed)} failed" + (f": {'; '.join(sorted(kinds))}" if kinds else "")


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
