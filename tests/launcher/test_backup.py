"""Backup and restore on the real database server, with a database as small as it can be."""

import os
import re

import pytest

from launcher import databases, odoo, postgres, steps
from launcher.verbs import backup, restore


class SmallOdoo(odoo.Odoo):
    """The server is real, Odoo is left out: nothing here installs addons."""

    def __init__(self, connection, secret_option):
        super().__init__(type("Source", (), {"version": "19.0-test"}), connection)
        self.secret_option = secret_option

    def settings(self):
        return self.secret_option


@pytest.fixture
def server(places, monkeypatch):
    """The launcher's server, an empty state folder, and names that are dropped at the end."""
    connection = postgres.ensure()
    monkeypatch.delenv("SIGNING_KEY_SECRET", raising=False)
    environment = SmallOdoo(connection, places / "odoo.conf")
    (places / "odoo.conf").write_text("[options]\n")
    for module in (backup, restore):
        monkeypatch.setattr(module.odoo, "ensure", lambda: environment)
    store = databases.Databases(environment)
    names = [f"bk_{os.getpid()}_{part}" for part in ("source", "target")]
    store.create_empty(names[0])
    with connection.cursor(names[0]) as cursor:
        cursor.execute("CREATE TABLE ir_module_module (name text, latest_version text, state text)")
        cursor.execute("INSERT INTO ir_module_module VALUES ('base', '19.0.1.3', 'installed'), ('web', '1', 'gone')")
        cursor.execute("CREATE TABLE artisan (id serial PRIMARY KEY, name text)")
        cursor.execute("INSERT INTO artisan (name) SELECT 'حرفي ' || n FROM generate_series(1, 500) n")
    stored = databases.FILESTORE / names[0]
    (stored / "ab").mkdir(parents=True)
    (stored / "ab/ab12").write_bytes(b"portrait")
    (stored / "checklist/ab").mkdir(parents=True)
    (stored / "checklist/ab/ab12").touch()
    yield store, *names, places
    for name in names:
        store.drop(name)


def _artisans(store, name):
    with store.connection.cursor(name) as cursor:
        cursor.execute("SELECT id, name FROM artisan ORDER BY id")
        return cursor.fetchall()


def _backup(places, source):
    backup.main(["-d", source, "-o", str(places / "kept.tar")])
    return places / "kept.tar"


def test_restored_database_and_files_are_the_same(server):
    store, source, target, places = server
    kept = _backup(places, source)
    restore.main([str(kept), "-d", target])
    assert _artisans(store, target) == _artisans(store, source)
    assert (databases.FILESTORE / target / "ab/ab12").read_bytes() == b"portrait"
    assert not list(databases.FILESTORE.glob("wip_*")) and not list(places.glob("state/data/backup-*"))


def test_a_file_that_vanishes_during_the_dump_is_kept(server, monkeypatch):
    store, source, target, places = server
    real = steps.call

    def call(command, what, **options):
        if what == "pg_dump":
            (databases.FILESTORE / source / "ab/ab12").unlink()
        return real(command, what, **options)

    monkeypatch.setattr(backup.steps, "call", call)
    kept = _backup(places, source)
    restore.main([str(kept), "-d", target])
    assert (databases.FILESTORE / target / "ab/ab12").read_bytes() == b"portrait"


def test_tampered_archive_restores_nothing(server):
    store, source, target, places = server
    kept = _backup(places, source)
    data = bytearray(kept.read_bytes())
    data[2000] ^= 1
    kept.write_bytes(data)
    with pytest.raises(steps.Failure, match="wrong checksum"):
        restore.main([str(kept), "-d", target])
    assert not store.exists(target) and not (databases.FILESTORE / target).exists()


def test_existing_database_is_kept_without_force(server):
    store, source, _target, places = server
    kept = _backup(places, source)
    with store.connection.cursor(source) as cursor:
        cursor.execute("DELETE FROM artisan WHERE id > 3")
    with pytest.raises(steps.Failure, match="exists"):
        restore.main([str(kept)])
    assert len(_artisans(store, source)) == 3
    restore.main([str(kept), "--force"])
    assert len(_artisans(store, source)) == 500


def test_failed_restore_keeps_the_old_database(server, monkeypatch):
    store, source, _target, places = server
    kept = _backup(places, source)

    def call(command, what, **options):
        raise steps.Failure("the disk is full")

    monkeypatch.setattr(restore.steps, "call", call)
    with pytest.raises(steps.Failure, match="disk is full"):
        restore.main([str(kept), "--force"])
    assert len(_artisans(store, source)) == 500
    with store.connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE %s", [f"wip_restore_{os.getpid()}_%"])
        assert cursor.fetchone() == (0,)


def test_check_restores_nothing(server, capsys):
    store, source, target, places = server
    assert restore.main([str(_backup(places, source)), "-d", target, "--check"]) == 0
    assert "whole" in capsys.readouterr().out and not store.exists(target)


def test_unknown_database_is_told(server):
    *_rest, places = server
    with pytest.raises(steps.Failure) as told:
        _backup(places, "nowhere")
    assert re.search("no database called", str(told.value))


def test_secret_goes_with_the_archive_to_a_server_without_one(server):
    store, source, target, places = server
    kept_here = places / "state/data/signing_key.secret"
    kept_here.write_text("s" * 64)
    kept = _backup(places, source)
    kept_here.unlink()
    restore.main([str(kept), "-d", target])
    assert kept_here.read_text() == "s" * 64 and kept_here.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("place", ["file", "environment", "option"])
def test_secret_is_found_wherever_the_server_has_it(server, monkeypatch, place):
    store, source, _target, places = server
    if place == "file":
        (places / "state/data/signing_key.secret").write_text("s" * 64 + "\n")
    elif place == "environment":
        monkeypatch.setenv("SIGNING_KEY_SECRET", "s" * 64)
    else:
        (places / "odoo.conf").write_text(f"[options]\nsigning_key_secret = {'s' * 64}\n")
    assert backup.signing_secret(store.odoo) == "s" * 64


def test_another_servers_secret_is_never_overwritten(server):
    store, source, target, places = server
    kept_here = places / "state/data/signing_key.secret"
    kept_here.write_text("s" * 64)
    kept = _backup(places, source)
    kept_here.write_text("t" * 64)
    with pytest.raises(steps.Failure, match="another signing secret"):
        restore.main([str(kept), "-d", target])
    assert not store.exists(target) and kept_here.read_text() == "t" * 64
    restore.main([str(kept), "-d", target, "--without-secret"])
    assert store.exists(target) and kept_here.read_text() == "t" * 64


def test_old_archives_go_and_others_stay(server):
    store, source, _target, places = server
    folder = places / "archives"
    folder.mkdir()
    for rest in ("-20250101T000000Z", "-20250102T000000Z", "_other-20250101T000000Z", "-by-hand"):
        (folder / f"{source}{rest}.tar").touch()
    backup.main(["-d", source, "-o", str(folder), "--keep", "2"])
    left = sorted(path.name for path in folder.iterdir())
    assert f"{source}-20250101T000000Z.tar" not in left
    assert f"{source}-20250102T000000Z.tar" in left and len(left) == 4
