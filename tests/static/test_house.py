"""Rules that hold for every addon: who may depend on whom, and what every addon has."""

import ast
import re

import polib
import pytest

from launcher import paths
from launcher.checks import files, silent
from tests.static import house

ADDONS = paths.own_addons()
EVERY = ADDONS + paths.test_addons()
LANGUAGES = ("ar", "fr")
PLACEHOLDER = re.compile(r"%\(\w+\)[.\d]*[a-z]")
SERVER_DAY = re.compile(r"\b[dD]ate\.today\b|\.now\(\)\.date\(\)")
README = ("DESCRIPTION.md", "CONTEXT.md", "CONFIGURE.md", "USAGE.md", "HISTORY.md")

each_addon = pytest.mark.parametrize("addon", ADDONS)
each_addon_and_test_addon = pytest.mark.parametrize("addon", EVERY)


# Arrows

@pytest.mark.parametrize("addon", house.technical())
def test_technical_addon_depends_on_no_chamber_addon(addon):
    assert not {name for name in house.reachable(addon) if house.is_chamber(name)}


@pytest.mark.parametrize("addon", house.technical())
def test_technical_addon_carries_no_chamber_word(addon):
    found = []
    for path, text in house.texts(paths.addon_path(addon)):
        for number, line in enumerate(text.splitlines(), 1):
            if re.search("chamber", line.replace(house.AUTHOR, ""), re.IGNORECASE):
                found.append(f"{files.short(path)}:{number}: {line.strip()[:80]}")
    assert not found


@pytest.mark.parametrize("addon", [name for name in ADDONS if house.is_chamber(name)])
def test_chamber_addons_stand_side_by_side(addon):
    siblings = {name for name in house.reachable(addon) if house.is_chamber(name) and not house.is_glue(name)}
    assert house.is_glue(addon) or not siblings - {house.REGISTRY}


@each_addon_and_test_addon
def test_addon_imports_only_from_what_it_depends_on(addon):
    allowed = {addon, *house.manifest(addon).get("depends", []), *house.reachable(addon)}
    own = set(EVERY)
    found = [
        f"{files.short(path)}:{line}: {other}"
        for path, tree in house.python(addon) for line, other in house.imported_addons(tree)
        if other in own and other not in allowed
    ]
    assert not found


@pytest.mark.parametrize("addon", [name for name in EVERY if any(map(house.is_chamber, {name, *house.reachable(name)}))])
def test_a_test_reads_the_day_where_its_people_read_it(addon):
    """The server's day is another one than that of Algeria for an hour each night."""
    found = [
        f"{files.short(path)}:{number}: {line.strip()[:80]}"
        for path, text in house.texts(paths.addon_path(addon)) if path.suffix == ".py" and "tests" in path.parts
        for number, line in enumerate(text.splitlines(), 1)
        if SERVER_DAY.search(line)
    ]
    assert not found, "today_in_algeria() tells the day"


@each_addon
def test_messages_of_mixins_are_translated_wherever_they_go(addon):
    found = [
        f"{files.short(path)}:{line}: {name}"
        for path, tree in house.python(addon) for line, name in house.plain_messages_of_mixins(tree)
    ]
    assert not found


def test_a_plain_message_of_a_mixin_is_seen():
    code = "class Mixin(models.AbstractModel):\n    _once = models.UniqueIndex('(name)', {})"
    plain, translated = (ast.parse(code.format(message)) for message in ('"Once."', "lambda env, _d: env._('Once.')"))
    assert list(house.plain_messages_of_mixins(plain)) == [(2, "_once")]
    assert not list(house.plain_messages_of_mixins(translated))


@each_addon
def test_addon_names_what_it_needs_once(addon):
    depends = house.manifest(addon)["depends"]
    assert len(depends) == len(set(depends))


# What every addon has

@each_addon_and_test_addon
def test_manifest_is_complete(addon):
    manifest = house.manifest(addon)
    assert manifest["version"].startswith("19.0.") and manifest["license"] == "AGPL-3"
    assert manifest["author"] == house.AUTHOR
    assert all(manifest.get(key) for key in ("name", "summary", "category", "depends"))


@each_addon_and_test_addon
def test_every_file_named_by_the_manifest_is_there(addon):
    manifest = house.manifest(addon)
    named = manifest.get("data", []) + manifest.get("demo", [])
    assert not [name for name in named if not (paths.addon_path(addon) / name).is_file()]


@each_addon
def test_every_data_file_is_loaded(addon):
    folder = paths.addon_path(addon)
    manifest = house.manifest(addon)
    named = set(manifest.get("data", []) + manifest.get("demo", []))
    there = {
        path.relative_to(folder).as_posix() for part in ("data", "demo", "security", "views", "wizards", "report")
        for path in (folder / part).glob("*.xml")
    }
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    assert not {name for name in there - named if name.rpartition("/")[2] not in code}


@each_addon
def test_addon_has_an_icon_and_a_readme(addon):
    folder = paths.addon_path(addon)
    assert (folder / "static/description/icon.png").is_file()
    assert not [name for name in README if not (folder / "readme" / name).is_file()]


@each_addon_and_test_addon
def test_every_model_has_an_access_line(addon):
    granted = house.access_lines(addon)
    found = [
        f"{files.short(path)}:{line}: {name}"
        for path, tree in house.python(addon) if "tests" not in path.relative_to(paths.addon_path(addon)).parts
        for line, name in house.models(tree) if f"model_{name.replace('.', '_')}" not in granted
    ]
    assert not found


@each_addon_and_test_addon
def test_every_test_file_is_imported(addon):
    folder = paths.addon_path(addon) / "tests"
    there = {path.stem for path in folder.glob("test_*.py")}
    assert there, "an addon without tests"
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    imported = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 1
        for alias in node.names
    }
    assert there == {name for name in imported if name.startswith("test_")}


@each_addon
@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_is_complete(addon, language):
    folder = paths.addon_path(addon) / "i18n"
    template, catalogue = polib.pofile(str(folder / f"{addon}.pot")), polib.pofile(str(folder / f"{language}.po"))
    assert not catalogue.untranslated_entries() and not catalogue.fuzzy_entries()
    assert {(e.msgctxt, e.msgid) for e in catalogue} == {(e.msgctxt, e.msgid) for e in template}


def _named(text):
    return sorted(re.findall(r"%\(\w+\)[sdf]|%[sdf]|\{\w*\}|\$\{[^}]*\}", text))


@each_addon
@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_keeps_the_placeholders(addon, language):
    catalogue = polib.pofile(str(paths.addon_path(addon) / "i18n" / f"{language}.po"))
    assert not [entry.msgid for entry in catalogue if _named(entry.msgid) != _named(entry.msgstr)]


@each_addon
def test_arabic_is_written_in_arabic(addon):
    catalogue = polib.pofile(str(paths.addon_path(addon) / "i18n/ar.po"))
    latin = [
        entry.msgid for entry in catalogue
        if entry.msgstr == entry.msgid and re.search(r"[a-z]{4}", PLACEHOLDER.sub("", entry.msgid))
        and re.search(r"\s", entry.msgid)
        and "object." not in entry.msgid   # an expression that names a file
    ]
    assert not latin


# Forbidden tokens and addresses

@each_addon_and_test_addon
def test_no_silent_failure(addon):
    found = [
        f"{files.short(path)}:{line}: {what}"
        for path in files.named(*silent.LOOKERS, within=(paths.addon_path(addon),))
        for line, what in silent.LOOKERS[path.suffix](path.read_text(encoding="utf-8"))
    ]
    assert not found


# written in pieces, so that this file does not find itself
NAMES = "|".join(["py" + "pi", "python" + "hosted", "npm" + "js", "debian" + r"\."])
HOSTS = re.compile(f"://[^/\\s\"']*({NAMES})", re.IGNORECASE)
FOLDERS = "|".join(["wo" + "rk", "fa" + "rm", "ro" + "ot", r"home/\w+"])
PLACES = re.compile(rf"(?<![\w.}}$~-])/({FOLDERS})/")


def test_no_package_host_and_no_path_of_one_machine():
    found = [
        f"{files.short(path)}:{number}: {line.strip()[:100]}"
        for path, text in house.texts() for number, line in enumerate(text.splitlines(), 1)
        if HOSTS.search(line) or PLACES.search(line)
    ]
    assert not found


def test_no_word_for_later():
    words = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
    found = [
        f"{files.short(path)}:{number}: {line.strip()[:100]}"
        for path, text in house.texts() if path.suffix in (".py", ".xml", ".js", ".scss", ".css", ".md", ".csv")
        for number, line in enumerate(text.splitlines(), 1) if words.search(line)
    ]
    assert not found


def test_every_addon_of_the_product_is_tested_together():
    assert "test_chamber" in paths.test_addons()
    together = house.reachable("test_chamber")
    assert not {addon for addon in ADDONS if addon not in together and not house.is_glue(addon)}
