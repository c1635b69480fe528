"""The files of tests that lanes share: each is taken once, by the lane that is free first.

A folder of plain files under the kernel's locks, so that a lane that is killed holds nothing back.
"""

import contextlib
import fcntl
import json


class Differ(Exception):
    """Two lanes do not see the same tests: none may trust the other to run what it leaves out."""


class LaneQueue:
    def __init__(self, folder):
        self.folder = folder

    @contextlib.contextmanager
    def _locked(self, name, kind=fcntl.LOCK_EX):
        with open(self.folder / name, "a+") as handle:
            fcntl.flock(handle, kind)
            handle.seek(0)
            yield handle

    def agree(self, names):
        """Say which groups there are, in the order in which they will be taken; the first lane's word is all lanes'."""
        with self._locked("groups") as handle:
            known = handle.read()
            if not known:
                handle.write(json.dumps(names))
            elif json.loads(known) != names:
                raise Differ("the lanes do not collect the same tests in the same order")

    def take(self):
        """Place of the next group that nobody has taken, or None when there is none or the run has been stopped."""
        names = self.names()
        with self._locked("taken") as handle:
            place = len(handle.read())
            if place >= len(names) or self.stopped():
                return None
            handle.write(".")
            return place

    @contextlib.contextmanager
    def beside(self):
        """Context in which a group runs that bears other lanes beside it.

        It gives a context within which this lane runs alone: it begins when the other lanes have ended their groups,
        and they begin none before it has ended.
        """
        with self._locked("alone", fcntl.LOCK_SH) as handle:
            @contextlib.contextmanager
            def alone():
                fcntl.flock(handle, fcntl.LOCK_EX)
                try:
                    yield
                finally:
                    fcntl.flock(handle, fcntl.LOCK_SH)

            yield alone

    def done(self, lane, name, tests, seconds):
        """Note that this lane has run a group to its end."""
        with self._locked("done") as handle:
            handle.write(json.dumps({"lane": lane, "name": name, "tests": tests, "seconds": seconds}) + "\n")

    def stop(self):
        """Give out nothing more."""
        (self.folder / "stopped").touch()

    def stopped(self):
        return (self.folder / "stopped").exists()

    def names(self):
        path = self.folder / "groups"
        return json.loads(path.read_text()) if path.exists() else []

    def ended(self):
        """What `done` noted, in the order of time."""
        path = self.folder / "done"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
