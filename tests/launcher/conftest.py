"""Folders of a test's own: nothing of the real cache or state is touched."""

import pytest

from launcher import databases, paths


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Send the launcher's cache, state and addons into the test's folder."""
    for name, folder in {
        "CACHE": "cache", "STATE": "state", "DATA": "state/data", "LOGS": "state/logs", "ADDONS": "addons",
        "TESTS": "tests", "CONFIG": "config",
    }.items():
        monkeypatch.setattr(paths, name, tmp_path / folder)
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(databases, "FILESTORE", tmp_path / "state/data/filestore")
    return tmp_path


@pytest.fixture
def addon(places):
    """Factory of small addons."""
    def make(name, depends=(), parent="addons", **files):
        folder = places / parent / name
        folder.mkdir(parents=True)
        (folder / "__manifest__.py").write_text(repr({"name": name, "depends": list(depends)}))
        (folder / "__init__.py").touch()
        for path, text in files.items():
            target = folder / path.replace("__", "/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        return folder
    return make
