"""A real server, the system's Chromium, and a watch over everything that a page asks for."""

import os
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from c2sim.dashboard.server.startup import wait_until_ready

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 90_000


def require_chromium():
    """Skip where there is no Chromium, and fail in continuous integration, which has to have one."""
    if os.path.exists(CHROMIUM):
        return
    if os.environ.get("C2SIM_BROWSER_TESTS") == "required":
        pytest.fail("no Chromium at /usr/bin/chromium, and C2SIM_BROWSER_TESTS=required")
    pytest.skip("no Chromium at /usr/bin/chromium (Debian: apt-get install chromium)")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(scenario="seven_steps", *options, port=None, found_at=None, counted=False):
    """The dashboard as a person starts it; gives its address.

    `counted`: it also says how many visits it holds (counted.py).
    """
    port = port or free_port()
    start = (
        [str(Path(__file__).parent / "counted.py")]
        if counted
        else ["-c", "from c2sim.cli import main; main()"]
    )
    command = [sys.executable, *start, "dashboard", scenario, "--port", str(port), "--no-browser", *options]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = found_at or f"http://localhost:{port}"
    try:
        assert wait_until_ready(address, 180.0), "the server did not answer in three minutes"
        yield address
    finally:
        server.terminate()
        server.wait(30)


class Watch:
    """What went wrong on a page: requests to elsewhere, failures, errors on the console."""

    def __init__(self, page, address):
        self.found = []
        page.on("request", lambda one: self._note_elsewhere(one.url, address))
        page.on("requestfailed", lambda one: self.found.append(f"failed: {one.url}"))
        page.on("response", lambda one: one.status >= 400 and self.found.append(f"{one.status}: {one.url}"))
        page.on("console", lambda one: one.type == "error" and self.found.append(f"console: {one.text}"))
        page.on("pageerror", lambda one: self.found.append(f"error: {one}"))

    def _note_elsewhere(self, url, address):
        if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
            self.found.append(f"elsewhere: {url}")


def opened(page, address):
    """Open the page and wait until the plan is on the stage."""
    page.goto(address)
    page.wait_for_selector(".c2-stage[data-shown]:not([data-shown=''])", timeout=PATIENCE)
    return page


def digest(page):
    """The values of the last week, which differ between runs, as they are shown."""
    page.locator(".c2-scrub").evaluate(
        "(one) => { one.value = one.max; one.dispatchEvent(new Event('change')); }"
    )
    page.wait_for_function("document.querySelector('.c2-week').textContent.match(/week (\\d+) \\/ \\1$/)")
    return page.locator(".c2-kpis").inner_text()


def changed_by(page, action):
    """Do something to the plan and wait until its new future is on the stage."""
    before = page.locator(".c2-stage").get_attribute("data-shown")
    action()
    page.wait_for_function(
        "(before) => document.querySelector('.c2-stage').dataset.shown !== before",
        arg=before,
        timeout=PATIENCE,
    )


def too_small_for_a_finger(page):
    """What can be pressed and is less than 40 points high or wide."""
    return page.locator(
        ":is(button, a, summary, .v-select .v-input__slot, input[type=range], input[type=file]):visible"
    ).evaluate_all(
        "(all) => all.map((one) => [one.textContent, one.getBoundingClientRect()])"
        ".filter(([, box]) => Math.min(box.width, box.height) < 39.5)"
        ".map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"
    )


def click_on_somebody(page):
    """Click across the network of the plan until a story opens."""
    box = page.locator(".c2-net").nth(1).bounding_box()
    for part in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        page.mouse.click(box["x"] + box["width"] * part, box["y"] + box["height"] * 0.2)
        if page.get_by_role("heading", name="Resident").count():
            break
        page.wait_for_timeout(200)
    page.get_by_role("heading", name="Resident").wait_for()
    page.get_by_text("ties to residents").first.wait_for(timeout=PATIENCE)
