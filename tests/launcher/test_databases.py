"""Which addons go into a template, and what makes a template stale."""

import contextlib
import json

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


class Templates:
    """A server with templates, and what each says of itself."""

    def __init__(self, **notes):
        self.notes = notes
        self.connection = self
        self.source = type("Source", (), {"version": "19"})

    @contextlib.contextmanager
    def cursor(self, database="postgres"):
        yield self

    def execute(self, statement, parameters):
        assert "LIKE" in statement

    def fetchall(self):
        return [(name, json.dumps(note) if note else None) for name, note in self.notes.items()]


@pytest.mark.parametrize(("held", "expected"), [
    ({"journal": "1"}, "mine"),
    ({"journal": "1", "guard": "1"}, "mine"),
    ({}, "mine"),
    # an addon that is not wanted, another content of one that is
    ({"journal": "1", "other": "1"}, None),
    ({"journal": "2"}, None),
])
def test_a_template_begins_as_a_copy_of_one_that_holds_nothing_else(held, expected):
    store = databases.Databases(Templates(mine={"kind": "k", "held": held}, unnoted=None))
    start, _known = store._fullest("tpl_prod_", "k", {"journal": "1", "guard": "1"})
    assert start == expected


def test_a_template_begins_as_a_copy_of_the_fullest_of_its_kind():
    store = databases.Databases(Templates(
        one={"kind": "k", "held": {"journal": "1"}}, both={"kind": "k", "held": {"journal": "1", "guard": "1"}},
        other_kind={"kind": "demo", "held": {"journal": "1", "guard": "1", "more": "1"}}))
    wanted = {"journal": "1", "guard": "1", "more": "1"}
    assert store._fullest("tpl_prod_", "k", wanted) == ("both", {"journal": "1", "guard": "1"})
    assert store._fullest("tpl_prod_", "none", wanted) == (None, {})


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
        self.names, self.story = names, []
        self.connection = self

    @contextlib.contextmanager
    def cursor(self, database="postgres"):
        yield self

    def execute(self, statement, parameters=None):
        if "SET demo" in statement:
            self.story.append(parameters[0])

    def fetchall(self):
        return [(name,) for name in self.names]

    def call(self, *arguments, what):
        assert arguments[:2] == ("-d", "chamber")
        self.story.append(arguments[2:arguments.index("--stop-after-init")])


def _demo_and_calls(odoo):
    """What is installed or updated, in its order, and whether demonstration data may come with it."""
    return [(entry if isinstance(entry, bool) else " ".join(entry)) for entry in odoo.story]


def test_an_older_database_gets_what_new_addons_need_without_foreign_demonstration_data(addon):
    addon("register", ["mail"])
    addon("training", ["register", "event", "survey"])
    odoo = Installed("base", "mail", "register")
    databases.Databases(odoo).bring_up("chamber", [], ["training"])
    # Odoo loads demonstration data on top of demonstration data only: none is there while others install, then all is
    assert _demo_and_calls(odoo) == [False, "-i event,survey", True, True, "-i training --with-demo"]


def test_what_is_installed_is_updated_before_anything_new_comes(addon):
    addon("register", ["mail"])
    addon("training", ["register", "event"])
    odoo = Installed("base", "mail", "register")
    databases.Databases(odoo).bring_up("chamber", ["register"], ["training"])
    assert _demo_and_calls(odoo) == [
        "-u register --with-demo", False, "-i event", True, True, "-i training --with-demo"]


def test_what_an_installed_addon_has_come_to_need_is_installed_while_it_is_updated(addon):
    addon("register", ["mail", "contacts"])
    odoo = Installed("base", "mail", "register")
    databases.Databases(odoo).bring_up("chamber", ["register"], [])
    assert _demo_and_calls(odoo) == [False, "-i contacts -u register", True, "-u register --with-demo"]


def test_a_database_that_has_all_is_left_alone(addon):
    addon("training", ["event"])
    odoo = Installed("base", "event")
    databases.Databases(odoo).bring_up("chamber", [], [])
    assert _demo_and_calls(odoo) == []
