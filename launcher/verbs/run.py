"""./chamber run: the product, with demonstration data, on this machine."""

import argparse
import csv
import json
import os

from .. import databases, odoo, paths, steps

KEY = "launcher.addon_keys"   # which content of each addon the database holds


def main(arguments):
    parser = argparse.ArgumentParser("chamber run", description="Serve the product with demonstration data.")
    parser.add_argument("--port", type=int, default=8069)
    parser.add_argument("--database", default=os.environ.get("CHAMBER_DB", "chamber"))
    parser.add_argument("--workers", type=int, default=0, help="processes; 0 is one process with threads")
    parser.add_argument("--prepare-only", action="store_true", help="bring the database up to date and stop")
    options, more = parser.parse_known_args(arguments)
    environment = odoo.ensure()
    prepare(environment, options.database)
    announce(options)
    if options.prepare_only:
        return 0
    queue = ["--load=base,rpc,web,queue_job"]
    return environment.replace(
        "-d", options.database, f"--db-filter=^{options.database}$", f"--http-port={options.port}",
        f"--workers={options.workers}", *queue, *more,
    )


def prepare(environment, database):
    """Create the database, or update the addons whose content has changed since."""
    store = databases.Databases(environment)
    keys = {name: databases.content_key(name) for name in paths.own_addons()}
    if not store.exists(database):
        template = store.product(paths.own_addons(), demo=True)
        with steps.step(f"Database {database}"):
            store.clone(template, database)
        _remember(environment, database, keys)
        return
    held = _remembered(environment, database)
    changed = [name for name, key in keys.items() if held.get(name) != key]
    if changed:
        with steps.step(f"Updating {', '.join(changed)}"):
            store.bring_up(
                database, [name for name in changed if name in held], [name for name in changed if name not in held])
        _remember(environment, database, keys)


def _remembered(environment, database):
    with environment.connection.cursor(database) as cursor:
        cursor.execute("SELECT value FROM ir_config_parameter WHERE key = %s", [KEY])
        row = cursor.fetchone()
    return json.loads(row[0]) if row else {}


def _remember(environment, database, keys):
    with environment.connection.cursor(database) as cursor:
        cursor.execute(
            "INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [KEY, json.dumps(keys)],
        )


def announce(options):
    """Say where it is and who may come in."""
    print(f"\n  http://127.0.0.1:{options.port}    database {options.database}\n")
    logins = paths.CONFIG / "demo_logins.csv"
    if logins.exists():
        with logins.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        width = max(len(row["login"]) for row in rows)
        print("  Demonstration logins (the password is the login):")
        for row in rows:
            print(f"    {row['login']:<{width}}  {row['role']}")
    print("\n  Ctrl+C stops it.\n")
