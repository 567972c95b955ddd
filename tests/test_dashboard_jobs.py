import subprocess
import sys

import psutil

SERVER = """
import os, time
from c2sim.dashboard.jobs import pool
print(*{pool().submit(os.getpid).result() for _ in range(4)}, flush=True)
time.sleep(600)
"""


def test_the_processes_that_run_seeds_end_with_a_server_that_was_killed():
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        workers = [psutil.Process(int(number)) for number in server.stdout.readline().split()]
        server.kill()
    _, left = psutil.wait_procs(workers, timeout=20)
    for one in left:
        one.kill()
    assert workers
    assert left == []
