"""What the rules of the house are read from: manifests, imports, models, without Odoo and without a database."""

import ast
import csv
import re

from launcher import paths
from launcher.checks import files

AUTHOR = "National Chamber ERP"
REGISTRY = "chamber_registry"


def manifest(addon):
    return ast.literal_eval((paths.addon_path(addon) / "__manifest__.py").read_text(encoding="utf-8"))


def is_chamber(addon):
    return addon.startswith("chamber_")


def technical():
    """Addons that know nothing of chambers."""
    return [addon for addon in paths.own_addons() if not is_chamber(addon)]


def reachable(addon):
    """All own addons that an addon depends on, directly or not."""
    own, found, waiting = set(paths.own_addons()), set(), [addon]
    while waiting:
        for name in manifest(waiting.pop()).get("depends", []):
            if name in own and name not in found:
                found.add(name)
                waiting.append(name)
    return found


def is_glue(addon):
    """A small addon that joins siblings: installed by itself where all that it joins is there."""
    return manifest(addon).get("auto_install") is True


def python(addon):
    """(path, tree) of an addon's Python files."""
    return [(path, ast.parse(path.read_text(encoding="utf-8")))
            for path in sorted(paths.addon_path(addon).rglob("*.py"))]


def imported_addons(tree):
    """(line, addon) of each import from another addon."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            found = re.match(r"odoo\.addons\.(\w+)", name)
            if found:
                yield node.lineno, found.group(1)


def models(tree):
    """(line, name) of each concrete or transient model that is defined, not extended."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        bases = {base.attr for base in node.bases if isinstance(base, ast.Attribute)}
        if not bases & {"Model", "TransientModel"}:
            continue
        values = {
            statement.targets[0].id: statement.value for statement in node.body
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
        }
        name, inherited = (
            ast.literal_eval(values[key]) if key in values else None for key in ("_name", "_inherit")
        )
        if name and inherited not in (name, [name]):
            yield node.lineno, name


def access_lines(addon):
    """Names of the models that an addon's access file speaks of, as external ids without the addon."""
    path = paths.addon_path(addon) / "security/ir.model.access.csv"
    if not path.exists():
        return set()
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["model_id:id"].split(".")[-1] for row in csv.DictReader(handle)}


def texts(folder=paths.ROOT):
    """(path, text) of each tracked text file below a folder."""
    for path in files.tracked():
        if folder in path.parents:
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def plain_messages_of_mixins(tree):
    """(line, name) of each rule of the database that a mixin gives with a plain text as message.

    Odoo looks such a text up among the terms of the addon that has the table: there it is not translated. A function
    that translates it in the mixin's own addon is.
    """
    for mixin in ast.walk(tree):
        if not (isinstance(mixin, ast.ClassDef) and any(ast.unparse(base) == "models.AbstractModel" for base in mixin.bases)):
            continue
        for node in mixin.body:
            call = node.value if isinstance(node, ast.Assign) else None
            is_rule = isinstance(call, ast.Call) and ast.unparse(call.func) in ("models.Constraint", "models.UniqueIndex")
            if is_rule and len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
                yield node.lineno, node.targets[0].id
