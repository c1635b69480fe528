"""Databases: made once as templates, cloned with their files, thrown away.

Two layers, so that a change in our addons never installs the rest again:
  base      Odoo's and OCA's addons that ours depend on, with the languages
  product   base plus our addons; the key holds their content

A new template begins as a copy of the fullest that holds nothing but what it needs: a change in one addon installs that
addon and those that rest on it, not the others.
"""

import ast
import json
import os
import shutil
import time

from psycopg2 import errors, sql

from . import odoo as odoo_module
from . import paths, python_env, steps

# templates kept of each kind; the oldest go
KEEP = int(os.environ.get("CHAMBER_TEMPLATES") or 8)
FILESTORE = paths.DATA / "filestore"
FIRST_PAGES = paths.ROOT / "launcher/program/first_pages.py"
# What does not change what an installation gives.
IGNORED = {"__pycache__", "tests", "readme", "README.md", "README.rst"}


def manifest(name):
    return ast.literal_eval((paths.addon_path(name) / "__manifest__.py").read_text())


def closure(names):
    """(own addons, foreign addons) that these need, themselves included, sorted."""
    own, foreign, waiting = set(), set(), list(names)
    known = set(paths.own_addons()) | set(paths.test_addons())
    while waiting:
        name = waiting.pop()
        if name in own or name in foreign:
            continue
        if name in known:
            own.add(name)
            waiting.extend(manifest(name).get("depends", []))
        else:
            foreign.add(name)
    return sorted(own), sorted(foreign)


def content_key(name):
    """Hash of all that an addon installs."""
    folder = paths.addon_path(name)
    files = sorted(
        path for path in folder.rglob("*")
        if path.is_file() and not IGNORED & set(path.relative_to(folder).parts) and path.suffix != ".pyc"
    )
    return steps.digest(*[part for path in files for part in (str(path.relative_to(folder)), path)])


class Databases:
    def __init__(self, odoo):
        self.odoo = odoo
        self.connection = odoo.connection

    def exists(self, name):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return bool(cursor.fetchone())

    def execute(self, statement, *names):
        """Run a statement about databases, with their names in the place of its braces."""
        composed = sql.SQL(statement).format(*map(sql.Identifier, names))
        with self.connection.cursor() as cursor:
            cursor.execute(composed)

    def drop(self, name):
        # FORCE ends whoever is connected; a plain role may not end autovacuum so, and a plain DROP sends that away
        ways = ("DROP DATABASE IF EXISTS {} WITH (FORCE)", "DROP DATABASE IF EXISTS {}")
        for attempt in range(20):
            try:
                self.execute(ways[attempt % 2], name)
                break
            except (errors.InsufficientPrivilege, errors.ObjectInUse) as error:
                refusal = error
                time.sleep(0.2)
        else:
            raise steps.Failure(f"database {name} cannot be dropped: {refusal}")
        shutil.rmtree(FILESTORE / name, ignore_errors=True)

    def clone(self, source, target):
        """Copy a database and its files. Stored files never change, so that hard links do."""
        self.drop(target)
        with self.connection.cursor() as cursor:
            quickest = " STRATEGY file_copy" if cursor.connection.server_version >= 150000 else ""
        statement = "CREATE DATABASE {} TEMPLATE {}" + quickest
        self.execute(statement, target, source)
        if (FILESTORE / source).exists():
            shutil.copytree(FILESTORE / source, FILESTORE / target, copy_function=os.link)

    def rename(self, source, target):
        self.drop(target)
        self.execute("ALTER DATABASE {} RENAME TO {}", source, target)
        if (FILESTORE / source).exists():
            os.rename(FILESTORE / source, FILESTORE / target)

    def create_empty(self, name):
        self.drop(name)
        self.execute("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'", name)

    def _forget_old(self, prefix):
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC OFFSET %s",
                [prefix.replace("_", r"\_") + "%", KEEP],
            )
            old = [name for (name,) in cursor.fetchall()]
        for name in old:
            self.drop(name)

    def _kind(self, *more):
        """What templates that may grow out of one another have in common."""
        return steps.digest(self.odoo.source.version, python_env.versions(), odoo_module.LANGUAGES, *more)

    def base(self, foreign):
        """Template with Odoo's and OCA's addons that ours need."""
        kind, held = self._kind(), dict.fromkeys(foreign, "")
        name = f"tpl_base_{steps.digest(kind, ' '.join(foreign))}"
        with steps.lock(name):
            if not self.exists(name):
                start, known = self._fullest("tpl_base_", kind, held)
                rest = [addon for addon in foreign if addon not in known]
                with steps.step(f"Database template: {len(rest)} addons of Odoo and OCA, in three languages"):
                    self._install(name, start, rest, [] if start else ["--load-language", odoo_module.LANGUAGES])
                self._note(name, kind, held)
                self._forget_old("tpl_base_")
        return name

    def product(self, names, demo=False):
        """Template with our addons `names` installed, with or without their demonstration data."""
        own, foreign = closure(names)
        foreign = sorted({"base", "web", *foreign})
        content = {addon: content_key(addon) for addon in own}
        # addons of Odoo that came later would bring their demonstration data
        kind = self._kind(*(["demo", *foreign] if demo else []))
        name = f"tpl_prod_{steps.digest(kind, ' '.join(foreign), json.dumps(content))}"
        with steps.lock(name):
            if not self.exists(name):
                held = {**content, **dict.fromkeys(foreign, "")}
                start, known = self._fullest("tpl_prod_", kind, held)
                rest = [addon for addon in own if addon not in known]
                start = start or self.base(foreign)
                what = "with demonstration data" if demo else "without demonstration data"
                with steps.step(f"Database template: {len(rest)} addons of the product, {what}"):
                    self._install(name, start, rest, ["--with-demo"] if demo else [])
                self._note(name, kind, held)
                self._forget_old("tpl_prod_")
        return name

    def _note(self, name, kind, held):
        """Note in a template what it holds: {addon: key of its content}."""
        note = sql.Literal(json.dumps({"kind": kind, "held": held}))
        composed = sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), note)
        with self.connection.cursor() as cursor:
            cursor.execute(composed)

    def _fullest(self, prefix, kind, wanted):
        """(name of the template of a kind that holds most of what is wanted and nothing else, what it holds), or (None, {})."""
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE datname LIKE %s ORDER BY datname",
                [prefix.replace("_", r"\_") + "%"])
            notes = [(name, json.loads(note)) for name, note in cursor.fetchall() if note]
        usable = [
            (name, note["held"]) for name, note in notes
            if note["kind"] == kind and note["held"].items() <= wanted.items()]
        return max(usable, key=lambda template: len(template[1]), default=(None, {}))

    def bring_up(self, name, old, new):
        """Update our addons `old`, which the database holds, and install `new`, with what both need of Odoo and OCA.

        What is installed is updated first: today's code does not run on yesterday's tables while others are installed.
        """
        if missing := self._missing(name, old):
            self._call_without_demo(name, "-i", ",".join(missing), "-u", ",".join(old))
        if old:
            self._call(name, "-u", ",".join(old), "--with-demo")
        if missing := self._missing(name, new):
            self._call_without_demo(name, "-i", ",".join(missing))
        if new:
            # also where a run was killed before it came to that
            self._set_demo(name, True)
            self._call(name, "-i", ",".join(new), "--with-demo")

    def _missing(self, name, addons):
        """What our addons need of Odoo and OCA and the database does not have."""
        _own, foreign = closure(addons)
        with self.connection.cursor(name) as cursor:
            cursor.execute("SELECT name FROM ir_module_module WHERE state = 'installed'")
            return sorted(set(foreign) - {installed for (installed,) in cursor.fetchall()})

    def _call_without_demo(self, name, *arguments):
        # Odoo loads the demonstration data of an addon whose needs have theirs
        self._set_demo(name, False)
        self._call(name, *arguments)
        self._set_demo(name, True)

    def _call(self, name, *arguments):
        self.odoo.call(
            "-d", name, *arguments, "--stop-after-init", "--no-http", "--max-cron-threads=0", "--log-level=warn",
            what=f"bringing {name} up to date ({' '.join(arguments)})")

    def _install(self, name, base, addons, options):
        # under another name until it is whole
        work = f"wip_{name}"
        if base:
            self.clone(base, work)
            if "--with-demo" in options:
                self._set_demo(work, True)
        else:
            self.create_empty(work)
        try:
            self.odoo.call(
                "-d", work, "-i", ",".join(addons), "--stop-after-init", "--no-http", "--max-cron-threads=0",
                "--log-level=warn", *options, what="installing " + ", ".join(addons),
            )
            if "--with-demo" in options:
                self.odoo.inside(work, FIRST_PAGES.read_text(), "making the first pages")
        except BaseException:
            self.drop(work)
            raise
        self.rename(work, name)

    def _set_demo(self, name, is_loaded):
        """Say whether what is installed has its demonstration data: Odoo loads ours only on top of that of all it needs."""
        with self.connection.cursor(name) as cursor:
            cursor.execute("UPDATE ir_module_module SET demo = %s WHERE state = 'installed'", [is_loaded])
