"""One line a step, work that is done once, and a clear word when it fails."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from . import paths


class Failure(Exception):
    """What a person must know or do; shown without a traceback."""


@contextlib.contextmanager
def step(title):
    """Print the step, a sign of life every ten seconds while it lasts, and the time it took."""
    started = time.monotonic()
    print(f"· {title} …", flush=True)
    finished = threading.Event()

    def alive():
        while not finished.wait(10):
            print(f"    still at it, {time.monotonic() - started:.0f} s", flush=True)

    watcher = threading.Thread(target=alive, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        finished.set()
        watcher.join()
    print(f"    done in {time.monotonic() - started:.1f} s", flush=True)


@contextlib.contextmanager
def lock(name):
    """Let one launcher at a time do the work called `name`; the kernel frees it if we die."""
    folder = paths.CACHE / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / name.replace("/", "_"), "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def fresh_folder(target):
    """Give a folder to fill; it becomes `target` only when all went well, so that nothing is ever half there.

    The caller holds a lock: what an earlier run, killed in the middle, left beside it is nobody's and goes.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{target.name}-*"):
        shutil.rmtree(left, ignore_errors=True)
    work = tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-")
    os.chmod(work, 0o755)
    try:
        yield type(target)(work)
        if target.exists():
            shutil.rmtree(target)
        os.rename(work, target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


@contextlib.contextmanager
def ended_politely():
    """Take a request to end like Ctrl-C, so that what was begun is put away.

    A shell that starts a command in the background has it ignore Ctrl-C, and all that it starts: here it counts again.
    """
    before = {means: signal.signal(means, signal.default_int_handler) for means in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for means, handler in before.items():
            signal.signal(means, handler)


def call(command, what, **options):
    """Run a command quietly; on failure raise with the end of what it printed."""
    done = subprocess.run(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
    )
    if done.returncode:
        tail = "\n".join(done.stdout.strip().splitlines()[-15:])
        raise Failure(f"{what} failed (exit {done.returncode}):\n{tail}")
    return done.stdout


def digest(*parts):
    """Short stable hash of strings, files and folders' files."""
    total = hashlib.sha256()
    for part in parts:
        if hasattr(part, "read_bytes"):
            total.update(part.read_bytes())
        else:
            total.update(str(part).encode())
        total.update(b"\0")
    return total.hexdigest()[:12]


def interactive():
    return sys.stdin is not None and sys.stdin.isatty() and not os.environ.get("CI")
