"""Archives: whole, checked, and read with distrust."""

import io
import re
import subprocess
import tarfile

import pytest

from launcher import archive, steps


@pytest.fixture
def parts(tmp_path):
    names = {"database.dump": b"PGDMP" + bytes(range(256)) * 40, "signing.secret": b"s" * 64,
             "filestore/ab/ab12": b"portrait", "filestore/cd/cd34": b""}
    for name, data in names.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return {name: tmp_path / "source" / name for name in names}


@pytest.fixture
def whole(tmp_path, parts):
    target = tmp_path / "backup.tar"
    archive.write(target, parts, {"database": "chamber"})
    return target


def test_what_was_written_is_read(tmp_path, parts, whole):
    about = archive.read(whole, tmp_path / "back")
    assert about["database"] == "chamber" and about["files"] == 4
    for name, path in parts.items():
        assert (tmp_path / "back" / name).read_bytes() == path.read_bytes()


def test_archive_is_for_its_owner_only(whole):
    assert whole.stat().st_mode & 0o077 == 0


def test_ordinary_tools_check_it_too(tmp_path, whole):
    (tmp_path / "out").mkdir()
    subprocess.run(["tar", "xf", whole, "-C", tmp_path / "out"], check=True)
    done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path / "out")
    assert done.returncode == 0


def test_interrupted_writing_leaves_nothing(tmp_path, parts):
    parts["filestore/ef/ef56"] = tmp_path / "gone"
    (tmp_path / "out").mkdir()
    with pytest.raises(FileNotFoundError):
        archive.write(tmp_path / "out/backup.tar", parts, {})
    assert list((tmp_path / "out").iterdir()) == []


def test_a_changed_byte_anywhere_in_the_contents_is_refused(tmp_path, whole):
    data = whole.read_bytes()
    with tarfile.open(whole) as tar:
        places = [(info.name, info.offset_data + info.size // 2) for info in tar if info.size]
    for number, (name, place) in enumerate(places):
        bad = tmp_path / f"bad{number}.tar"
        bad.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1:])
        with pytest.raises(steps.Failure):
            archive.read(bad, tmp_path / f"out{number}")
        assert name


def test_a_cut_archive_is_refused_wherever_it_is_cut(tmp_path, whole):
    data = whole.read_bytes()
    end = data.rindex(b"manifest.json")
    for number, place in enumerate((1, 511, 1024, len(data) // 2, end, end + 600)):
        bad = tmp_path / f"cut{number}.tar"
        bad.write_bytes(data[:place])
        with pytest.raises(steps.Failure) as told:
            archive.read(bad, tmp_path / f"out{number}")
        assert str(told.value)


def _rewritten(tmp_path, whole, drop=(), add=()):
    """The archive with members left out and others added, by someone who does not mend the checksums."""
    target = tmp_path / "rewritten.tar"
    with tarfile.open(whole) as old, tarfile.open(target, "w") as new:
        for info in old:
            if info.name not in drop:
                new.addfile(info, old.extractfile(info))
        for name, data in add:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            new.addfile(info, io.BytesIO(data))
    return target


@pytest.mark.parametrize("name", ["filestore/ab/ab12", "database.dump", "SHA256SUMS", "manifest.json"])
def test_a_missing_part_is_refused(tmp_path, whole, name):
    with pytest.raises(steps.Failure) as told:
        archive.read(_rewritten(tmp_path, whole, drop=[name]), tmp_path / "out")
    assert str(told.value)


@pytest.mark.parametrize("name", ["../escape", "/etc/passwd", "filestore/../../escape", "filestore/ab/ab13", "a.txt"])
def test_a_part_that_does_not_belong_is_refused(tmp_path, whole, name):
    with pytest.raises(steps.Failure):
        archive.read(_rewritten(tmp_path, whole, add=[(name, b"bad")]), tmp_path / "out")
    assert not (tmp_path / "escape").exists()


def test_a_link_is_refused(tmp_path, whole):
    target = tmp_path / "linked.tar"
    with tarfile.open(target, "w") as tar:
        info = tarfile.TarInfo("database.dump")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)
    with pytest.raises(steps.Failure) as told:
        archive.read(target, tmp_path / "out")
    assert re.search("not one of our archives", str(told.value))


def test_a_later_format_is_refused(tmp_path, parts, monkeypatch):
    monkeypatch.setattr(archive, "FORMAT", 2)
    archive.write(tmp_path / "later.tar", parts, {})
    monkeypatch.setattr(archive, "FORMAT", 1)
    with pytest.raises(steps.Failure) as told:
        archive.read(tmp_path / "later.tar", tmp_path / "out")
    assert re.search("format 2", str(told.value))
