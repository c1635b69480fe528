"""System packages: named before anything is installed."""

import pytest

from launcher import steps, system


@pytest.fixture
def bare(monkeypatch):
    """A machine that has apt and nothing else; returns what was installed."""
    installed = []
    monkeypatch.setattr(system, "NEEDS", (
        (lambda: False, "nodejs", "right-to-left styles", False), (lambda: True, "npm", "right-to-left styles", False),
        (lambda: False, "chromium", "browser tests", True),
    ))
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system.steps, "interactive", lambda: False)
    monkeypatch.setattr(system.steps, "call", lambda command, what, **options: installed.append(command))
    return installed


def test_missing_packages_are_named_with_their_purpose(bare, capsys):
    system.ensure(for_tests=True)
    told = capsys.readouterr().out
    assert "nodejs" in told and "right-to-left styles" in told and "chromium" in told and "npm" not in told
    assert bare[-1][-2:] == ["nodejs", "chromium"]


def test_the_browser_is_asked_for_by_tests_only(bare):
    system.ensure()
    assert bare[-1][-1] == "nodejs"


def test_nothing_missing_nothing_done(bare, monkeypatch, capsys):
    monkeypatch.setattr(system, "NEEDS", ())
    system.ensure(for_tests=True)
    assert bare == [] and capsys.readouterr().out == ""


def test_without_apt_the_list_is_told(bare, monkeypatch):
    monkeypatch.setattr(system.shutil, "which", lambda name: None)
    with pytest.raises(steps.Failure, match="apt-get install nodejs chromium"):
        system.ensure(for_tests=True)
    assert bare == []


def test_a_user_without_sudo_gets_the_list(bare, monkeypatch):
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    with pytest.raises(steps.Failure, match="install them yourself"):
        system.ensure()
    assert bare == []


def test_no_means_no(bare, monkeypatch):
    monkeypatch.setattr(system.steps, "interactive", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: "n")
    with pytest.raises(steps.Failure, match="install them yourself"):
        system.ensure()
    assert bare == []
