"""Databases: made once as templates, cloned with their files, thrown away.

Two layers, so that a change in our addons never installs the rest again:
  base      Odoo's and OCA's addons that ours depend on, with the languages
  product   base plus our addons; the key holds their content
"""

import ast
import os
import shutil
import time

from psycopg2 import errors, sql

from . import odoo as odoo_module
from . import paths, python_env, steps

KEEP = 8   # templates kept of each kind; the oldest go
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

    def base(self, foreign):
        """Template with Odoo's and OCA's addons that ours need."""
        key = steps.digest(self.odoo.source.version, python_env.versions(), odoo_module.LANGUAGES, " ".join(foreign))
        name = f"tpl_base_{key}"
        with steps.lock(name):
            if not self.exists(name):
                with steps.step(f"Database template: {len(foreign)} addons of Odoo and OCA, in three languages"):
                    self._install(name, None, foreign, ["--load-language", odoo_module.LANGUAGES])
                self._forget_old("tpl_base_")
        return name

    def product(self, names, demo=False):
        """Template with our addons `names` installed, with or without their demonstration data."""
        own, foreign = closure(names)
        base = self.base(sorted({"base", "web", *foreign}))
        name = f"tpl_prod_{steps.digest(base, demo, *own, *map(content_key, own))}"
        with steps.lock(name):
            if not self.exists(name):
                what = "with demonstration data" if demo else "without demonstration data"
                with steps.step(f"Database template: {len(own)} addons of the product, {what}"):
                    self._install(name, base, own, ["--with-demo"] if demo else [])
                self._forget_old("tpl_prod_")
        return name

    def complete(self, name, names):
        """Install what our addons `names` have come to need of Odoo and OCA, without its demonstration data."""
        _own, foreign = closure(names)
        with self.connection.cursor(name) as cursor:
            cursor.execute("SELECT name FROM ir_module_module WHERE state = 'installed'")
            missing = sorted(set(foreign) - {installed for (installed,) in cursor.fetchall()})
        if missing:
            # Odoo loads the demonstration data of an addon whose needs have theirs
            self._set_demo(name, False)
            self.odoo.call(
                "-d", name, "-i", ",".join(missing), "--stop-after-init", "--no-http", "--max-cron-threads=0",
                "--log-level=warn", what="installing " + ", ".join(missing),
            )
        # also where a run was killed before it came here
        self._set_demo(name, True)

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
