"""Which addons go into a template, and what makes a template stale."""

import contextlib

import pytest
from psycopg2 import errors

from launcher import databases, steps


def test_closure_follows_own_addons_and_stops_at_foreign_ones(addon):
    addon("journal", ["mail"])
    addon("guard", ["journal", "base_tier_validation"])
    addon("test_guard", ["guard", "purchase"], parent="tests")
    addon("other", ["web"])
    assert databases.closure(["test_guard"]) == (
        ["guard", "journal", "test_guard"], ["base_tier_validation", "mail", "purchase"]
    )


def test_closure_of_addons_that_name_each_other_ends(addon):
    addon("one", ["two"])
    addon("two", ["one"])
    assert databases.closure(["one"]) == (["one", "two"], [])


def test_changed_code_makes_another_key(addon):
    folder = addon("journal", models__journal="x = 1")
    before = databases.content_key("journal")
    (folder / "models/journal").write_text("x = 2")
    assert databases.content_key("journal") != before


def test_moved_file_makes_another_key(addon):
    folder = addon("journal", models__journal="x = 1")
    before = databases.content_key("journal")
    (folder / "models/journal").rename(folder / "models/diary")
    assert databases.content_key("journal") != before


@pytest.mark.parametrize("path", ["tests/test_x.py", "readme/USAGE.md", "README.md", "models/__pycache__/a.pyc"])
def test_what_installs_nothing_leaves_the_key(addon, path):
    folder = addon("journal", models__journal="x = 1")
    before = databases.content_key("journal")
    (folder / path).parent.mkdir(exist_ok=True, parents=True)
    (folder / path).write_text("changed")
    assert databases.content_key("journal") == before


class Refusing:
    """A server that refuses some of the statements it gets."""

    def __init__(self, *refusals):
        self.refusals, self.statements = list(refusals), []

    @contextlib.contextmanager
    def cursor(self, database="postgres"):
        yield self

    def execute(self, statement, parameters=None):
        self.statements.append("FORCE" in repr(statement))
        if self.refusals:
            raise self.refusals.pop(0)("refused")


def test_database_under_autovacuum_is_dropped_all_the_same(places):
    server = Refusing(errors.InsufficientPrivilege, errors.ObjectInUse)
    databases.Databases(type("Odoo", (), {"connection": server})).drop("old")
    assert server.statements == [True, False, True]


def test_database_that_cannot_be_dropped_is_told_and_its_files_stay(places, monkeypatch):
    monkeypatch.setattr(databases.time, "sleep", lambda seconds: None)
    (databases.FILESTORE / "old").mkdir(parents=True)
    server = Refusing(*[errors.ObjectInUse] * 100)
    with pytest.raises(steps.Failure, match="old cannot be dropped"):
        databases.Databases(type("Odoo", (), {"connection": server})).drop("old")
    assert (databases.FILESTORE / "old").exists()


class Installed:
    """A server whose database holds some addons, and an Odoo that notes what it is called with."""

    def __init__(self, *names):
        self.names, self.statements, self.calls = names, [], []
        self.connection = self

    @contextlib.contextmanager
    def cursor(self, database="postgres"):
        yield self

    def execute(self, statement, parameters=None):
        self.statements.append((statement, parameters))

    def fetchall(self):
        return [(name,) for name in self.names]

    def call(self, *arguments, what):
        self.calls.append(arguments)


def test_an_older_database_gets_what_new_addons_need_without_foreign_demonstration_data(addon):
    addon("register", ["mail"])
    addon("training", ["register", "event", "survey"])
    odoo = Installed("base", "mail", "register")
    databases.Databases(odoo).complete("chamber", ["training"])
    [call] = odoo.calls
    assert call[:4] == ("-d", "chamber", "-i", "event,survey")
    assert "--with-demo" not in call
    # Odoo loads demonstration data on top of demonstration data only: none is there while others install, then all is
    assert [parameters for statement, parameters in odoo.statements if "SET demo" in statement] == [[False], [True]]


def test_a_database_that_has_all_is_left_alone(addon):
    addon("training", ["event"])
    odoo = Installed("base", "event")
    databases.Databases(odoo).complete("chamber", ["training"])
    assert odoo.calls == []
    assert [parameters for statement, parameters in odoo.statements if "SET demo" in statement] == [[True]]
