import asyncio
import time
from contextlib import asynccontextmanager

import psutil
import pytest

from browsing import serving
from c2sim.dashboard.link import to_link
from c2sim.dashboard.plan import Plan, start
from c2sim.dashboard.runs.job_slots import MOST_JOBS
from visiting import Visitor, visits

KEPT = 2
"""Seconds for which this server keeps a visit that broke off."""


@pytest.fixture(scope="module")
def address():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOLARA_KERNEL_CULL_TIMEOUT", f"{KEPT}s")
        with serving(counted=True) as where:
            yield where


@asynccontextmanager
async def visiting(address, *seeds):
    scenario = start("seven_steps").scenario.with_changes(weeks=60, residents=100)
    links = [f"plan={to_link(Plan(scenario, seed))}" for seed in seeds]
    visitors = await asyncio.gather(*(Visitor.come(address, link) for link in links))
    try:
        yield visitors
    finally:
        await asyncio.gather(*(one.hang_up() for one in visitors))


async def nobody_is_here(address, patience):
    end = time.monotonic() + patience
    while await asyncio.to_thread(visits, address):
        assert time.monotonic() < end, f"still there after {patience} s"
        await asyncio.sleep(0.1)


def test_visitors_who_change_their_plans_at_once_each_get_their_own_future(address):
    async def room():
        async with visiting(address, 1, 2, 3) as visitors:
            before = [one.stage()["film_chosen"] for one in visitors]
            gone = ("steering_group", "walkabout", "listening_event")
            await asyncio.gather(*(one.remove(name) for one, name in zip(visitors, gone, strict=True)))
            films = [one.stage()["film_chosen"] for one in visitors]
            assert len({*before, *films}) == 6
            for one, name in zip(visitors, gone, strict=True):
                assert {*gone} - {*one.plan()} == {name}

    asyncio.run(room())


def test_a_change_of_one_visitor_leaves_another_with_the_same_plan_alone(address):
    async def room():
        async with visiting(address, 4, 4) as (one, other):
            assert one.stage()["film_chosen"] == other.stage()["film_chosen"]
            kept = other.stage()["token"]
            await one.remove("hub")
            await other.remove("listening_event")
            assert other.stage()["token"] != kept
            assert "hub" in other.plan()
            assert one.stage()["film_chosen"] != other.stage()["film_chosen"]
            assert one.stage()["film_without"] == other.stage()["film_without"]

    asyncio.run(room())


def test_the_server_forgets_a_visit_at_once_when_it_is_closed_and_soon_when_it_broke_off(address):
    async def room():
        await nobody_is_here(address, 30)
        async with visiting(address, 5, 6) as (one, other):
            assert visits(address) == 2
            await one.leave()
            assert visits(address) == 1
            await other.hang_up()
            await nobody_is_here(address, KEPT + 30)

    asyncio.run(room())


def long(seed):
    return f"plan={to_link(Plan(start('seven_steps').scenario.with_changes(weeks=520, residents=500), seed))}"


def test_whoever_leaves_takes_the_seeds_along_that_they_asked_for(address):
    async def room():
        for _ in range(MOST_JOBS + 1):
            visitor = await Visitor.come(address, long(1))
            await visitor.click("Run 40 seeds")
            await visitor.find(lambda one: one.get("children") == ["0 of 40 seeds"])
            await visitor.leave()

    asyncio.run(room())


def test_a_server_that_is_told_to_end_gives_up_the_seeds_that_wait():
    async def ask(address):
        visitor = await Visitor.come(address, long(1))
        await visitor.click("Run 40 seeds")
        await visitor.find(lambda one: one.get("children") == ["0 of 40 seeds"])
        await visitor.hang_up()

    others = set(psutil.Process().children(recursive=True))
    with serving() as address:
        asyncio.run(ask(address))
        processes = set(psutil.Process().children(recursive=True)) - others
        assert len(processes) > 2
    _, left = psutil.wait_procs(processes, timeout=20)
    for one in left:
        one.kill()
    assert [one for one in left if one.status() != psutil.STATUS_ZOMBIE] == []
