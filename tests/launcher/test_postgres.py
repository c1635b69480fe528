"""The embedded server after a kill, and the tools for another server."""

import os
import re
import subprocess

import pytest

from launcher import postgres, steps


@pytest.fixture
def cluster(places, monkeypatch):
    """A cluster's folder, with a server that only notes how it was started."""
    monkeypatch.setattr(postgres, "PGDATA", places / "state/postgresql")
    postgres.PGDATA.mkdir()
    started = []

    class Server:
        def ensure_postgres_running(self):
            pass

    class Wheel:
        @staticmethod
        def get_server(folder, cleanup_mode):
            started.append(sorted(path.name for path in folder.iterdir()) if folder.exists() else None)
            return Server()

    monkeypatch.setattr(postgres, "_wheel", lambda: Wheel)
    monkeypatch.setattr(postgres, "_configure", lambda server: started.append("configured"))
    return postgres.PGDATA, started


def test_cluster_half_made_by_a_killed_run_is_made_again(cluster):
    folder, started = cluster
    (folder / "PG_VERSION").write_text("18\n")
    (folder / "postmaster.pid").write_text("-28953\n/somewhere\n")   # initdb's own, single-user process
    postgres._start_embedded()
    assert started == [None, "configured"]


def test_note_of_a_dead_server_is_forgotten_and_the_data_kept(cluster):
    folder, started = cluster
    (folder / postgres.CONFIGURED).touch()
    (folder / "base").mkdir()
    (folder / "postmaster.pid").write_text("999999999\n/somewhere\n")
    postgres._start_embedded()
    assert started == [["base", postgres.CONFIGURED]]


def test_server_that_reads_its_log_after_a_power_cut_is_waited_for(cluster, monkeypatch):
    """The wheel gives up after ten seconds, then gives out its server unasked; that one is not ready at first."""
    _folder, _started = cluster
    answers = [subprocess.TimeoutExpired("pg_ctl", 10), AssertionError("status"), None]

    class Server:
        def ensure_postgres_running(self):
            if answer := answers.pop(0):
                raise answer

    server, asked = Server(), []

    class Wheel:
        @staticmethod
        def get_server(_folder, cleanup_mode):
            asked.append(cleanup_mode)
            if len(asked) == 1:
                server.ensure_postgres_running()
            return server

    monkeypatch.setattr(postgres, "_wheel", lambda: Wheel)
    monkeypatch.setattr(postgres.time, "sleep", lambda _seconds: None)
    assert postgres._start_embedded() is server
    assert (len(asked), answers) == (3, [])


def test_server_that_never_becomes_ready_is_told(cluster, monkeypatch):
    class Wheel:
        @staticmethod
        def get_server(_folder, cleanup_mode):
            raise subprocess.TimeoutExpired("pg_ctl", 10)

    monkeypatch.setattr(postgres, "_wheel", lambda: Wheel)
    monkeypatch.setattr(postgres, "RECOVERY", -1)
    with pytest.raises(steps.Failure, match="not become ready.*log"):
        postgres._start_embedded()


def test_a_process_that_took_the_number_is_not_taken_for_the_server(cluster):
    folder, started = cluster
    (folder / postgres.CONFIGURED).touch()
    (folder / "postmaster.pid").write_text(f"{os.getpid()}\n/somewhere\n")
    postgres._start_embedded()
    assert started == [[postgres.CONFIGURED]]


def test_running_server_without_our_settings_is_configured(cluster, monkeypatch):
    folder, started = cluster
    (folder / "postmaster.pid").write_text("1\n")
    monkeypatch.setattr(postgres, "_alive", lambda: True)
    postgres._start_embedded()
    assert started == [["postmaster.pid"], "configured"]


def test_server_that_does_not_answer_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PGHOST", str(tmp_path))
    with pytest.raises(steps.Failure) as told:
        postgres.ensure()
    assert re.search("PGHOST names does not answer", str(told.value))


def test_tool_knows_the_server(monkeypatch):
    connection = postgres.ensure()
    with connection.cursor() as cursor:
        server = cursor.connection.server_version // 10000
    assert postgres._major(postgres.binary("pg_dump", connection)) >= server


def test_older_tools_are_refused_with_the_package_to_install(monkeypatch):
    connection = postgres.ensure()
    monkeypatch.setattr(postgres, "_major", lambda tool: 9)
    with pytest.raises(steps.Failure) as told:
        postgres.binary("pg_dump", connection)
    assert re.search("postgresql-client-", str(told.value))
