"""./chamber i18n [ADDON …]: export the terms of our addons, merge them into ar.po and fr.po, say what is missing.

For an OCA addon that has a folder in config/translations, the terms that its own files leave untranslated.
"""

import argparse
import os

import polib

from .. import databases, odoo, paths, python_env

LANGUAGES = ("ar", "fr")
UNSTABLE_HEADER = ("POT-Creation-Date", "PO-Revision-Date")   # a date would change the file at each export
SUPPLEMENTS = paths.CONFIG / "translations"


def main(arguments):
    parser = argparse.ArgumentParser("chamber i18n", description="Bring the translation files up to date.")
    parser.add_argument("addons", nargs="*", help="addons; none means all")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when something is missing or stale")
    options = parser.parse_args(arguments)
    environment = odoo.ensure()
    own = paths.own_addons()
    # untouched by the exports: `i18n export` only reads
    database = databases.Databases(environment).product([name for name in options.addons if name in own] or own)
    names = options.addons or own + supplied(environment, database)
    faults = look(environment, database, names, _check if options.check else _merge)
    for fault in faults:
        print(fault)
    print(f"{len(names)} addons, {len(faults)} to mend.")
    return 1 if faults else 0


def supplied(environment, database):
    """Names of the OCA addons that we complete, of those installed in `database`."""
    with environment.connection.cursor(database) as cursor:
        cursor.execute("SELECT name FROM ir_module_module WHERE state = 'installed'")
        installed = {name for (name,) in cursor.fetchall()}
    return sorted(path.name for path in SUPPLEMENTS.glob("*") if path.is_dir() and path.name in installed)


def look(environment, database, names, work=None):
    """What is missing or stale in the terms of these addons, installed in `database`; writes nothing by default."""
    work = work or _check
    faults = []
    for name in names:
        pot = _export(environment, database, name)
        faults += work(name, pot, {language: _lacking(name, language, pot) for language in LANGUAGES})
    return faults


def _export(environment, database, name):
    target = paths.STATE / f"i18n-{os.getpid()}-{name}.pot"
    environment.call("i18n", "export", "-d", database, "-o", target, name, what=f"exporting the terms of {name}")
    pot = polib.pofile(str(target))
    target.unlink()
    for key in UNSTABLE_HEADER:
        pot.metadata.pop(key, None)
    _forget_borrowers(environment, database, name, pot)
    return pot


def _forget_borrowers(environment, database, name, pot):
    """Leave out where other addons' models use a mixin's constraint: Odoo counts these as the mixin's addon's own."""
    with environment.connection.cursor(database) as cursor:
        cursor.execute(
            "SELECT data.name FROM ir_model_data data JOIN ir_model_constraint rule ON rule.id = data.res_id"
            " WHERE data.model = 'ir.model.constraint' AND data.module = %(module)s AND NOT EXISTS ("
            "SELECT 1 FROM ir_model_data owner WHERE owner.model = 'ir.model' AND owner.res_id = rule.model"
            " AND owner.module = %(module)s)",
            {"module": name},
        )
        borrowed = {f"model:ir.model.constraint,message:{name}.{xml_id}" for (xml_id,) in cursor.fetchall()}
    for entry in pot:
        own = [(place, line) for place, line in entry.occurrences if f"{place}:{line}" not in borrowed and place not in borrowed]
        if own:
            entry.occurrences = own


def _files(name):
    if name in paths.own_addons():
        folder = paths.ADDONS / name / "i18n"
        return folder / f"{name}.pot", {language: folder / f"{language}.po" for language in LANGUAGES}
    return None, {language: SUPPLEMENTS / name / f"{language}.po" for language in LANGUAGES}


def _lacking(name, language, pot):
    """The terms that our file must translate: all, or for an OCA addon those that it leaves untranslated."""
    theirs = python_env.OCA_ADDONS / name / "i18n" / f"{language}.po"
    if not theirs.exists():
        return pot
    done = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(theirs)).translated_entries()}
    rest = polib.POFile()
    rest.metadata = dict(pot.metadata)
    rest.extend(entry for entry in pot if (entry.msgctxt, entry.msgid) not in done)
    return rest


def _terms(catalogue):
    return {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}


def _faults(name, language, catalogue):
    empty = [entry.msgid for entry in catalogue.untranslated_entries()]
    fuzzy = [entry.msgid for entry in catalogue.fuzzy_entries()]
    return [f"{name} {language}: not translated: {term!r}" for term in empty] + [
        f"{name} {language}: to be checked (fuzzy): {term!r}" for term in fuzzy
    ]


def _merge(name, pot, templates):
    template, languages = _files(name)
    for path in languages.values():
        path.parent.mkdir(parents=True, exist_ok=True)
    if template:
        pot.save(str(template))
    faults = []
    for language, path in languages.items():
        catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile()
        if not catalogue.metadata:
            catalogue.metadata = {**pot.metadata, "Language": language}
        for key in UNSTABLE_HEADER:
            catalogue.metadata.pop(key, None)
        catalogue.merge(templates[language])
        for entry in [entry for entry in catalogue if entry.obsolete]:
            catalogue.remove(entry)
        catalogue.save(str(path))
        faults += _faults(name, language, catalogue)
    return faults


def _check(name, pot, templates):
    template, languages = _files(name)
    wanted = [(path, templates[language]) for language, path in languages.items()]
    if template:
        wanted.insert(0, (template, pot))
    faults = []
    for path, terms in wanted:
        if not path.exists():
            faults.append(f"{name}: no {path.name}")
            continue
        catalogue = polib.pofile(str(path))
        stale = _terms(terms) ^ _terms(catalogue)
        faults += [f"{name} {path.name}: stale: {msgid!r}" for _context, msgid in sorted(stale, key=str)]
        if path != template:
            faults += _faults(name, path.stem, catalogue)
    return faults
