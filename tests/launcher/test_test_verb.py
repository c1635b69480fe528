"""./chamber test: which folders, which databases, which options."""

import inspect
import os
import signal
import socket
import time
import xml.etree.ElementTree as tree
from pathlib import Path

import pytest

from launcher import junit, paths, pytest_chamber, steps
from launcher.verbs import test as verb


class Store:
    """Notes which databases are made and dropped; may fail at one of them."""

    def __init__(self, failing=()):
        self.failing, self.made, self.dropped = failing, [], []

    def __call__(self, environment):
        return self

    def product(self, names):
        return "template"

    def clone(self, template, name):
        self.made.append(name)
        if len(self.made) in self.failing:
            raise steps.Failure("no room")

    def execute(self, statement, *names):
        assert names == (self.made[-1],)

    def drop(self, name):
        self.dropped.append(name)


class Environment:
    def environment(self):
        return {"PYTHONPATH": "odoo"}


@pytest.fixture
def run(addon, monkeypatch, tmp_path):
    """Run the tests of two addons with a made-up store and made-up lanes."""
    addon("journal")
    addon("guard")
    addon("test_guard", parent="tests")

    def run(store, ending, count=3, keep=False, options=()):
        monkeypatch.setattr(verb.databases, "Databases", store)
        monkeypatch.setattr(verb.lanes, "run", ending)
        return verb.run(Environment(), ["journal", "guard"], junit.Report(list(options), tmp_path), count, keep)
    return run


def test_each_lane_has_a_database_of_its_own_and_all_are_dropped(run):
    store, seen = Store(), []
    assert run(store, lambda commands, variables, folder, weigh: seen.extend(commands) or 1) == 1
    databases = [option for command in seen for option in command if str(option).startswith("--odoo-database=")]
    assert databases == [f"--odoo-database={name}" for name in store.made]
    assert len(set(store.made)) == 3
    assert sorted(store.dropped) == sorted(store.made)


def test_each_lane_sees_every_folder_those_of_the_test_addons_included(run):
    seen = []
    run(Store(), lambda commands, variables, folder, weigh: seen.extend(commands) or 0)
    folders = [paths.ADDONS / "journal/tests", paths.ADDONS / "guard/tests", paths.TESTS / "test_guard/tests"]
    assert [command[-3:] for command in seen] == [folders] * 3


@pytest.mark.parametrize("error", [KeyboardInterrupt, steps.Failure])
def test_databases_go_also_when_the_run_does_not_end_well(run, error):
    def ending(commands, variables, folder, weigh):
        raise error

    store = Store()
    with pytest.raises(error):
        run(store, ending)
    assert sorted(store.dropped) == sorted(store.made) and len(store.made) == 3


def test_databases_go_when_one_of_them_cannot_be_made(run):
    store = Store(failing={2})
    with pytest.raises(steps.Failure, match="no room"):
        run(store, None)
    assert sorted(store.dropped) == sorted(store.made) and len(store.made) == 2


def test_databases_stay_where_that_is_asked(run, capsys):
    store = Store()
    run(store, lambda commands, variables, folder, weigh: 0, keep=True)
    assert store.dropped == []
    assert [line.removeprefix("kept: database ") for line in capsys.readouterr().out.splitlines()] == store.made[::-1]


def test_one_file_of_results_for_all_processes(tmp_path):
    target = tmp_path / "deep/results.xml"
    report = junit.Report(["-x", "--junitxml", str(target), "-k", "seal"], tmp_path)
    assert report.others == ["-x", "-k", "seal"]
    for process in ("plain", "lane 1", "killed"):
        *others, own = report.options()
        assert others == ["-x", "-k", "seal"]
        if process != "killed":
            Path(own.removeprefix("--junitxml=")).write_text(
                f'<testsuites><testsuite tests="1"><testcase name="{process}"/></testsuite></testsuites>')
    report.write()
    assert [case.get("name") for case in tree.parse(target).iter("testcase")] == ["plain", "lane 1"]


def test_without_the_option_no_file_of_results_is_written(tmp_path):
    report = junit.Report(["-x"], tmp_path)
    assert report.options() == ["-x"]
    report.write()
    assert list(tmp_path.iterdir()) == []


def test_number_of_lanes_is_at_least_one(capsys):
    with pytest.raises(SystemExit):
        verb._parser().parse_args(["--lanes", "0"])
    assert "at least one" in capsys.readouterr().err


def test_weights_are_taken_of_everything_only(monkeypatch):
    monkeypatch.setattr(verb.odoo, "ensure", lambda: None)
    for arguments in (["static", "--weigh"], ["--weigh", "--", "-k", "seal"]):
        with pytest.raises(steps.Failure) as told:
            verb.main(arguments)
        assert "a run of everything" in str(told.value)


def test_a_request_to_end_is_an_interruption():
    with pytest.raises(KeyboardInterrupt), steps.ended_politely():
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_a_port_is_held_for_the_server_that_will_listen_there():
    kept = []
    ports = [pytest_chamber.reserve_port(kept) for _lane in range(20)]
    try:
        assert len(set(ports)) == 20
        with socket.socket() as stranger, pytest.raises(OSError, match="in use"):
            stranger.bind(("127.0.0.1", ports[0]))
        with socket.socket() as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(("127.0.0.1", ports[0]))
            server.listen()
            socket.create_connection(("127.0.0.1", ports[0]), timeout=5).close()
    finally:
        for holder in kept:
            holder.close()


def test_pytest_odoo_asks_for_its_port_where_we_answer():
    import pytest_odoo

    assert "= _get_available_random_port()" in inspect.getsource(pytest_odoo)
