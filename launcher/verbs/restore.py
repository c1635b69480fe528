"""./chamber restore ARCHIVE [-d DATABASE]: check an archive, then bring it back under a name that is free."""

import argparse
import os
import tempfile
from pathlib import Path

from .. import archive, databases, odoo, paths, postgres, steps
from . import backup


def main(arguments):
    parser = argparse.ArgumentParser("chamber restore", description="Bring an archive of `chamber backup` back.")
    parser.add_argument("archive", type=Path)
    parser.add_argument("-d", "--database", help="name of the restored database; by default the one it had")
    parser.add_argument("--check", action="store_true", help="check the archive and restore nothing")
    parser.add_argument("--force", action="store_true", help="replace the database of that name, once all went well")
    parser.add_argument("--neutralize", action="store_true", help="for a copy: no e-mail, no scheduled job")
    parser.add_argument("--without-secret", action="store_true",
                        help="leave the signing secret out: old documents stay verifiable, signing needs new keys")
    options = parser.parse_args(arguments)
    if not options.archive.is_file():
        raise steps.Failure(f"there is no archive {options.archive}.")
    environment = odoo.ensure()
    store = databases.Databases(environment)
    paths.DATA.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=paths.DATA, prefix="restore-") as folder:
        work = Path(folder)
        with steps.step(f"Checking {options.archive.name}"):
            about = archive.read(options.archive, work)
        print(f"{about['database']} of {about['created']}, {about['files']} files: whole.")
        if options.check:
            return 0
        database = options.database or about["database"]
        if store.exists(database) and not options.force:
            raise steps.Failure(f"database {database} exists: choose another name with -d, or --force to replace it.")
        secret = work / archive.SECRET
        place_secret = secret.exists() and not options.without_secret and _wants_secret(environment, secret)
        with steps.step(f"Database {database}"):
            _restore(environment, store, work, database, options.neutralize)
        if place_secret:
            os.rename(secret, paths.DATA / backup.SECRET_FILE)
            print(f"The signing secret was put into {paths.DATA / backup.SECRET_FILE}.")
    return 0


def _wants_secret(environment, path):
    """Whether this server still needs the archive's signing secret; refuses where it has another one."""
    here = backup.signing_secret(environment)
    if here and here != path.read_text():
        raise steps.Failure(
            "this server has another signing secret, and can have only one. To bring back the archive's keys, take this"
            f" server's secret away ({paths.DATA / backup.SECRET_FILE}, {backup.SECRET_VARIABLE} or the option of"
            " odoo.conf); to go without them, say --without-secret."
        )
    return not here


def _restore(environment, store, work, database, neutralize):
    # under another name until it is whole
    name = f"wip_restore_{os.getpid()}_{database}"[:63]
    store.create_empty(name)
    try:
        steps.call(
            [postgres.binary("pg_restore", environment.connection), "--no-owner", "--no-acl", "--exit-on-error",
             "--jobs=2", f"--dbname={name}", work / archive.DUMP],
            "pg_restore", env={**os.environ, **environment.connection.environment()},
        )
        databases.FILESTORE.mkdir(parents=True, exist_ok=True)
        if (work / "filestore").exists():
            os.rename(work / "filestore", databases.FILESTORE / name)
        if neutralize:
            environment.call("neutralize", "-d", name, what="neutralizing the copy")
            with environment.connection.cursor(name) as cursor:
                # two servers that say the same identifier are one to Odoo's services
                cursor.execute(
                    "UPDATE ir_config_parameter SET value = gen_random_uuid()::text WHERE key = 'database.uuid'"
                )
        with environment.connection.cursor(name) as cursor:
            cursor.execute("ANALYZE")
        store.rename(name, database)
    except BaseException:
        store.drop(name)
        raise
