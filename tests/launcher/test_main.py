"""What a person sees who types ./chamber."""

import importlib
import subprocess
import sys

import pytest

from launcher import main, paths, steps


def _chamber(*arguments):
    return subprocess.run([sys.executable, paths.ROOT / "chamber", *arguments], capture_output=True, text=True)


def test_help_names_every_verb():
    done = _chamber()
    assert done.returncode == 0
    assert all(f"  {verb} " in done.stdout for verb in main.VERBS)


def test_unknown_verb_is_refused_with_the_list():
    done = _chamber("brew")
    assert done.returncode == 2
    assert "no verb called 'brew'" in done.stderr and "backup" in done.stdout


@pytest.mark.parametrize("verb", main.VERBS)
def test_every_verb_named_exists(verb):
    assert callable(importlib.import_module(f"launcher.verbs.{verb}").main)


def test_no_verb_is_left_out_of_the_help():
    there = {path.stem for path in (paths.ROOT / "launcher/verbs").glob("[a-z]*.py")}
    assert there == set(main.VERBS)


def _fail(monkeypatch, error):
    def ensure(for_tests):
        raise error
    monkeypatch.setattr(main.system, "ensure", ensure)


def test_failure_is_one_clear_line(monkeypatch, capsys):
    _fail(monkeypatch, steps.Failure("there is no water"))
    assert main.main(["setup"]) == 1
    assert capsys.readouterr().err == "\nchamber: there is no water\n"


def test_interruption_says_that_one_can_go_on(monkeypatch, capsys):
    _fail(monkeypatch, KeyboardInterrupt())
    assert main.main(["setup"]) == 130
    assert "goes on from here" in capsys.readouterr().err
