"""./chamber i18n [ADDON …]: export the terms of our addons, merge them into ar.po and fr.po, say what is missing."""

import argparse
import os

import polib

from .. import databases, odoo, paths

LANGUAGES = ("ar", "fr")
STABLE_HEADER = {"POT-Creation-Date": "", "PO-Revision-Date": ""}


def main(arguments):
    parser = argparse.ArgumentParser("chamber i18n", description="Bring the translation files up to date.")
    parser.add_argument("addons", nargs="*", help="addons; none means all")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when something is missing or stale")
    options = parser.parse_args(arguments)
    names = options.addons or paths.own_addons()
    environment = odoo.ensure()
    store = databases.Databases(environment)
    # untouched by the exports: `i18n export` only reads
    database = store.product(names)
    faults = []
    for name in names:
        pot = _export(environment, database, name)
        faults += _check(name, pot) if options.check else _merge(name, pot)
    for fault in faults:
        print(fault)
    print(f"{len(names)} addons, {len(faults)} to mend.")
    return 1 if faults else 0


def _export(environment, database, name):
    target = paths.STATE / f"i18n-{os.getpid()}-{name}.pot"
    environment.call("i18n", "export", "-d", database, "-o", target, name, what=f"exporting the terms of {name}")
    pot = polib.pofile(str(target))
    target.unlink()
    for key in STABLE_HEADER:
        pot.metadata.pop(key, None)   # a date would change the file at each export
    return pot


def _files(name):
    folder = paths.ADDONS / name / "i18n"
    return folder / f"{name}.pot", {language: folder / f"{language}.po" for language in LANGUAGES}


def _terms(catalogue):
    return {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}


def _faults(name, language, catalogue):
    empty = [entry.msgid for entry in catalogue.untranslated_entries()]
    fuzzy = [entry.msgid for entry in catalogue.fuzzy_entries()]
    return [f"{name} {language}: not translated: {term!r}" for term in empty] + [
        f"{name} {language}: to be checked (fuzzy): {term!r}" for term in fuzzy
    ]


def _merge(name, pot):
    template, languages = _files(name)
    template.parent.mkdir(exist_ok=True)
    pot.save(str(template))
    faults = []
    for language, path in languages.items():
        catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile()
        if not catalogue.metadata:
            catalogue.metadata = {**pot.metadata, "Language": language}
        for key in STABLE_HEADER:
            catalogue.metadata.pop(key, None)
        catalogue.merge(pot)
        for entry in [entry for entry in catalogue if entry.obsolete]:
            catalogue.remove(entry)
        catalogue.save(str(path))
        faults += _faults(name, language, catalogue)
    return faults


def _check(name, pot):
    template, languages = _files(name)
    if not template.exists():
        return [f"{name}: no {template.name}"]
    faults = []
    fresh = _terms(pot)
    for path in (template, *languages.values()):
        if not path.exists():
            faults.append(f"{name}: no {path.name}")
            continue
        catalogue = polib.pofile(str(path))
        stale = fresh ^ _terms(catalogue)
        faults += [f"{name} {path.name}: stale: {msgid!r}" for _context, msgid in sorted(stale, key=str)]
        if path != template:
            faults += _faults(name, path.stem, catalogue)
    return faults
