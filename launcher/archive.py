"""One tar file with a database, its files and the signing secret, and a checksum for each part.

    database.dump     pg_dump, custom format
    filestore/…       the attachments, as Odoo keeps them
    signing.secret    what opens the private signing keys in the database; the archive is as secret as this
    SHA256SUMS        of all of the above, as `sha256sum -c` reads it
    manifest.json     what it is; written last, so that a cut archive has none
"""

import hashlib
import io
import json
import os
import re
import tarfile

from . import steps

FORMAT = 1
DUMP, SECRET, SUMS, MANIFEST = "database.dump", "signing.secret", "SHA256SUMS", "manifest.json"
MEMBERS = re.compile(r"database\.dump|signing\.secret|SHA256SUMS|manifest\.json|filestore/[0-9a-f]{2}/[0-9a-f]+")


class _Hashing:
    """File for reading that keeps the checksum of what went through."""

    def __init__(self, handle):
        self.handle, self.sum = handle, hashlib.sha256()

    def read(self, size=-1):
        block = self.handle.read(size)
        self.sum.update(block)
        return block


def write(target, parts, about):
    """Write `parts` ({name: path}) and the dictionary `about`; `target` appears only when it is whole."""
    work = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with open(os.open(work, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            with tarfile.open(fileobj=handle, mode="w", format=tarfile.PAX_FORMAT) as tar:
                sums = "".join(f"{_add(tar, name, path)}  {name}\n" for name, path in parts.items())
                _add_text(tar, SUMS, sums)
                total = hashlib.sha256(sums.encode()).hexdigest()
                about = {"format": FORMAT, **about, "files": len(parts), "sums": total}
                _add_text(tar, MANIFEST, json.dumps(about, indent=1, sort_keys=True, ensure_ascii=False))
            handle.flush()
            os.fsync(handle.fileno())
        os.rename(work, target)
    except BaseException:
        work.unlink(missing_ok=True)
        raise
    return about


def _add(tar, name, path):
    info = tarfile.TarInfo(name)
    with open(path, "rb") as handle:
        state = os.fstat(handle.fileno())
        info.size, info.mtime, info.mode = state.st_size, int(state.st_mtime), 0o600
        hashing = _Hashing(handle)
        tar.addfile(info, hashing)
    return hashing.sum.hexdigest()


def _add_text(tar, name, text):
    info = tarfile.TarInfo(name)
    data = text.encode()
    info.size, info.mode = len(data), 0o600
    tar.addfile(info, io.BytesIO(data))


def read(source, folder):
    """Unpack into `folder` and check everything; returns what the manifest says. Raises Failure on the least doubt."""
    found = {}
    try:
        with tarfile.open(source, mode="r:") as tar:
            for info in tar:
                if not info.isfile() or not MEMBERS.fullmatch(info.name) or info.name in found:
                    raise steps.Failure(f"{source}: not one of our archives (it holds {info.name!r}).")
                found[info.name] = _extract(tar, info, folder / info.name)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise steps.Failure(f"{source} cannot be read: {error}") from error
    if MANIFEST not in found or SUMS not in found:
        raise steps.Failure(f"{source} is cut off: it has no manifest.")
    try:
        about = json.loads((folder / MANIFEST).read_text())
        recorded = dict(line.split("  ")[::-1] for line in (folder / SUMS).read_text().splitlines())
    except ValueError as error:
        raise steps.Failure(f"{source}: its manifest is damaged: {error}") from error
    if about.get("format") != FORMAT:
        raise steps.Failure(f"{source} has format {about.get('format')}, this launcher reads format {FORMAT}.")
    _compare(source, about, recorded, found)
    return about


def _extract(tar, info, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    hashing = _Hashing(tar.extractfile(info))
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        while block := hashing.read(1 << 20):
            handle.write(block)
    return hashing.sum.hexdigest()


def _compare(source, about, recorded, found):
    if found[SUMS] != about.get("sums"):
        raise steps.Failure(f"{source}: the list of checksums was changed; nothing was restored.")
    there = {name: value for name, value in found.items() if name not in (SUMS, MANIFEST)}
    wrong = sorted(name for name in recorded.keys() | there.keys() if recorded.get(name) != there.get(name))
    if wrong or DUMP not in there:
        names = ", ".join(wrong[:5] or [DUMP])
        raise steps.Failure(f"{source}: wrong checksum or missing: {names}; nothing was restored.")
