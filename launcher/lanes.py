"""Test processes side by side: started, told, ended. They share the queue of test files and nothing else."""

import os
import signal
import subprocess
import time

from . import paths, steps, weights
from .lane_queue import LaneQueue

NOTHING_CHOSEN = 5   # pytest's exit status when -k or the like leaves no test
PATIENCE = 20        # seconds that a lane has, once interrupted, to put away what it made


def default(names):
    """How many lanes these addons are tested in, when nobody says it."""
    return 1 if len(names) < 2 else min(2, os.cpu_count() or 1)


def worst(statuses):
    """One exit status for all: 0 only if each is 0; a lane that a signal ended counts as a shell counts it."""
    ran = [128 - status if status < 0 else status for status in statuses if status != NOTHING_CHOSEN]
    return max(ran, default=NOTHING_CHOSEN)


class Lane:
    """One process; the first one speaks at once, each other when it has ended."""

    def __init__(self, number, command, folder):
        self.number, self.command = number, [str(part) for part in command]
        self.output = folder / f"lane-{number}.txt"
        self.process = None

    def start(self, variables):
        if self.number == 1:
            self.process = subprocess.Popen(self.command, env=variables, cwd=paths.ROOT)
            return
        with open(self.output, "wb") as output:
            self.process = subprocess.Popen(
                self.command, env=variables, cwd=paths.ROOT,
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)

    def tell(self):
        if self.output.exists():
            print(f"\n━━━ lane {self.number} " + "━" * 60, self.output.read_text(errors="replace"), sep="\n", flush=True)


def run(commands, variables, folder, weigh=False):
    """Run these commands of pytest side by side, one a lane; returns the worst exit status.

    `folder` is empty and lasts as long as the run. Several lanes share a queue in it; a single one needs none.
    `weigh` keeps how long the files took.
    """
    if len(commands) == 1:
        return worst(_run([Lane(1, commands[0], folder)], variables))
    lanes = [
        Lane(number, [
            *command, "-p", "launcher.pytest_lane", f"--lane={number}", f"--lane-queue={folder}",
            # a percentage would be that of all lanes' tests
            "-o", "console_output_style=classic",
        ], folder)
        for number, command in enumerate(commands, 1)
    ]
    status = worst(_run(lanes, variables))
    queue = LaneQueue(folder)
    _tell_shares(queue.ended())
    ended = sorted(row["name"] for row in queue.ended())
    if status == 0 and ended != sorted(queue.names()):
        raise steps.Failure(f"the lanes ran {len(ended)} files of {len(queue.names())}, and said nothing of it")
    if weigh and status == 0:
        weights.write(queue.ended())
    return status


def _run(lanes, variables):
    started = []
    try:
        for lane in lanes:
            lane.start(variables)
            started.append(lane)
        for lane in lanes:
            lane.process.wait()
    except BaseException:
        _end(started)
        raise
    finally:
        for lane in started:
            lane.tell()
    return [lane.process.returncode for lane in lanes]


def _end(lanes):
    """Interrupt them, less and less politely. What a terminal has told to all, none needs to hear twice."""
    processes = [lane.process for lane in lanes]
    try:
        for seconds, means in ((3, None), (PATIENCE, signal.SIGINT), (PATIENCE, signal.SIGTERM)):
            for process in processes:
                if means and process.poll() is None:
                    process.send_signal(means)
            limit = time.monotonic() + seconds
            while time.monotonic() < limit and any(process.poll() is None for process in processes):
                time.sleep(0.05)
    finally:
        # also where one asks twice
        for process in processes:
            if process.poll() is None:
                process.kill()
                process.wait()


def _tell_shares(rows):
    for number in sorted({row["lane"] for row in rows}):
        share = [row for row in rows if row["lane"] == number]
        longest = max(share, key=lambda row: row["seconds"])
        print(
            f"lane {number}: {len(share)} files, {sum(row['tests'] for row in share)} tests,"
            f" {sum(row['seconds'] for row in share):.0f} s; the longest {longest['name']}, {longest['seconds']:.0f} s")
