"""./chamber backup [-d DATABASE] [-o FILE|FOLDER]: database, files and signing secret in one archive."""

import argparse
import configparser
import os
import subprocess
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from .. import archive, databases, odoo, paths, postgres, steps

SECRET_FILE, SECRET_VARIABLE, SECRET_OPTION = "signing_key.secret", "SIGNING_KEY_SECRET", "signing_key_secret"


def main(arguments):
    parser = argparse.ArgumentParser("chamber backup", description="Write one archive that restore brings back.")
    parser.add_argument("-d", "--database", default=os.environ.get("CHAMBER_DB", "chamber"))
    parser.add_argument("-o", "--output", type=Path, default=Path.cwd(), help="archive, or folder that it goes into")
    parser.add_argument("--keep", type=int, metavar="N", help="then leave only the newest N archives of this database")
    options = parser.parse_args(arguments)
    environment = odoo.ensure()
    if not databases.Databases(environment).exists(options.database):
        raise steps.Failure(f"there is no database called {options.database}.")
    now = datetime.now(timezone.utc)
    target = options.output
    if target.is_dir():
        target = target / f"{options.database}-{now:%Y%m%dT%H%M%SZ}.tar"
    with steps.step(f"Backup of {options.database}"):
        about = _write(environment, options.database, target.resolve(), now)
    print(f"{target}  {target.stat().st_size / 1e6:.1f} MB, {about['files']} files")
    if not about["signing_secret"]:
        print("No signing secret was found on this server: none is in the archive.")
    if options.keep:
        _forget(target.parent, options.database, options.keep)


def _write(environment, database, target, now):
    work_place = databases.FILESTORE.parent
    work_place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work_place, prefix="backup-") as folder:
        work = Path(folder)
        # Files are added before the transaction that names them ends, and removed after: what is there before the
        # dump and what is there after it, together, hold every file that the dump names.
        _link_files(database, work / "filestore")
        steps.call(
            [postgres.binary("pg_dump", environment.connection), "--format=custom", "--no-owner",
             f"--file={work / archive.DUMP}", database],
            "pg_dump", env={**os.environ, **environment.connection.environment()},
        )
        _link_files(database, work / "filestore")
        secret = signing_secret(environment)
        if secret:
            (work / archive.SECRET).write_text(secret)
        names = [archive.DUMP, *([archive.SECRET] if secret else [])]
        names += sorted(path.relative_to(work).as_posix() for path in (work / "filestore").glob("??/*"))
        return archive.write(target, {name: work / name for name in names}, {
            "created": now.isoformat(timespec="seconds"), "database": database, "signing_secret": bool(secret),
            "odoo": environment.source.version, "revision": _revision(), **_versions(environment, database),
        })


def _link_files(database, target):
    source = databases.FILESTORE / database
    target.mkdir(exist_ok=True)
    for path in source.glob("[0-9a-f][0-9a-f]/*"):
        copy = target / path.relative_to(source)
        if not copy.exists():
            copy.parent.mkdir(exist_ok=True)
            try:
                os.link(path, copy)
            except FileNotFoundError:
                continue   # the server removed it meanwhile


def _versions(environment, database):
    with environment.connection.cursor(database) as cursor:
        cursor.execute("SELECT name, latest_version FROM ir_module_module WHERE state = 'installed'")
        modules = dict(cursor.fetchall())
        cursor.execute("SHOW server_version")
        return {"modules": modules, "postgresql": cursor.fetchone()[0]}


def _revision():
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=paths.ROOT, capture_output=True, text=True)
    return done.stdout.strip() or None


def signing_secret(environment):
    """The secret that opens the signing keys, where the signing_key addon looks for it; None where there is none."""
    settings = configparser.RawConfigParser(strict=False)
    settings.read(environment.settings())
    kept = paths.DATA / SECRET_FILE
    return (
        os.environ.get(SECRET_VARIABLE) or settings.get("options", SECRET_OPTION, fallback=None)
        or (kept.read_text().strip() if kept.exists() else None)
    )


def _forget(folder, database, keep):
    pattern = f"{database}-" + "[0-9]" * 8 + "T" + "[0-9]" * 6 + "Z.tar"
    for path in sorted(folder.glob(pattern))[:-keep]:
        path.unlink()
        print(f"removed {path.name}")
