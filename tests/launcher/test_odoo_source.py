"""Where Odoo comes from."""

import os
import re

import pytest

from launcher import odoo_source, steps

MIRROR = "http://mirror.example.org/debian"


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """The machine's apt sources, as a file that the test writes."""
    real = odoo_source.Path
    monkeypatch.setattr(odoo_source, "Path", lambda path: tmp_path / str(path).strip("/") if str(path).startswith(
        "/etc/apt") else real(path))
    (tmp_path / "etc/apt/sources.list.d").mkdir(parents=True)
    return tmp_path / "etc/apt"


@pytest.mark.parametrize("name, text", [
    ("sources.list", f"deb {MIRROR} bookworm main\n"),
    ("sources.list", f"# a comment\ndeb [signed-by=/x.gpg arch=amd64] {MIRROR} bookworm main contrib\n"),
    ("sources.list.d/debian.sources", f"Types: deb\nURIs: {MIRROR}\nSuites: bookworm\n"),
])
def test_mirror_is_the_one_of_this_machine(sources, name, text):
    (sources / name).write_text(text)
    assert odoo_source._mirror() == MIRROR


def test_security_mirror_is_not_taken_for_the_archive(sources):
    (sources / "sources.list").write_text(
        f"deb http://mirror.example.org/debian-security bookworm-security main\ndeb {MIRROR} bookworm main\n"
    )
    assert odoo_source._mirror() == MIRROR


def test_without_a_mirror_it_says_what_to_do(sources):
    with pytest.raises(steps.Failure) as told:
        odoo_source._mirror()
    assert re.search("ODOO_PATH", str(told.value))


def test_private_apt_writes_in_its_own_folder_only(tmp_path, monkeypatch):
    ring = tmp_path / "ring.gpg"
    ring.touch()
    monkeypatch.setattr(odoo_source, "_mirror", lambda: MIRROR)
    monkeypatch.setattr(odoo_source, "KEYRINGS", (str(ring),))
    work = tmp_path / "work"
    work.mkdir()
    environment = odoo_source._private_apt(work)
    settings = (work / "apt.conf").read_text()
    assert environment["APT_CONFIG"] == str(work / "apt.conf")
    assert f'Dir::State "{work}/state"' in settings and f'Dir::Cache "{work}/cache"' in settings
    assert 'Dir::State::status "/dev/null"' in settings
    written = (work / "sources/unstable.sources").read_text()
    assert f"URIs: {MIRROR}" in written and f"Signed-By: {ring}" in written
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ring.gpg", "work"]


def test_without_the_keyring_nothing_is_downloaded(tmp_path, monkeypatch):
    monkeypatch.setattr(odoo_source, "KEYRINGS", (str(tmp_path / "none.gpg"),))
    with pytest.raises(steps.Failure) as told:
        odoo_source._private_apt(tmp_path)
    assert re.search("debian-archive-keyring", str(told.value))


def test_odoo_path_of_another_series_is_refused(places, monkeypatch):
    (places / "checkout/odoo").mkdir(parents=True)
    (places / "checkout/odoo/release.py").write_text("version_info = (18, 0, 0, 'final', 0, '')")
    monkeypatch.setenv("ODOO_PATH", str(places / "checkout"))
    with pytest.raises(steps.Failure) as told:
        odoo_source.ensure()
    assert re.search("does not hold Odoo 19.0", str(told.value))


def test_odoo_path_that_is_no_checkout_is_refused(places, monkeypatch):
    monkeypatch.setenv("ODOO_PATH", str(places / "nowhere"))
    with pytest.raises(steps.Failure) as told:
        odoo_source.ensure()
    assert re.search("does not hold Odoo 19.0", str(told.value))


def test_odoo_path_is_used_as_it_is(places, monkeypatch):
    (places / "checkout/odoo").mkdir(parents=True)
    (places / "checkout/odoo/release.py").write_text("version_info = (19, 0, 0, 'final', 0, '')")
    monkeypatch.setenv("ODOO_PATH", str(places / "checkout"))
    source = odoo_source.ensure()
    assert source.addons == [places / "checkout/addons"]
    assert os.listdir(source.python) == ["odoo"]
    assert (source.python / "odoo/release.py").exists()


def test_without_apt_and_without_odoo_path_it_says_what_to_do(places, monkeypatch):
    monkeypatch.delenv("ODOO_PATH", raising=False)
    monkeypatch.setattr(odoo_source, "TARGET", places / "cache/odoo-19")
    monkeypatch.setattr(odoo_source.shutil, "which", lambda name: None)
    with pytest.raises(steps.Failure) as told:
        odoo_source.ensure()
    assert re.search("set ODOO_PATH", str(told.value))
