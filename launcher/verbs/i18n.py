"""./chamber i18n [ADDON …]: export the terms of our addons, merge them into ar.po and fr.po, say what is missing.

For an OCA addon that has a folder in config/translations, the terms that its own files leave untranslated.
"""

import argparse
import os
from concurrent.futures import ThreadPoolExecutor

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
    # each export starts an Odoo of its own: as many at once as the machine has processors
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        pots = list(pool.map(lambda name: _export(environment, database, name), names))
    faults = []
    for name, pot in zip(names, pots, strict=True):
        _forget_borrowers(environment, database, name, pot)
        faults += work(name, pot, {language: _lacking(name, language, pot) for language in LANGUAGES})
    return faults


def _export(environment, database, name):
    target = paths.STATE / f"i18n-{os.getpid()}-{name}.pot"
    environment.call("i18n", "export", "-d", database, "-o", target, name, what=f"exporting the terms of {name}")
    pot = polib.pofile(str(target))
    target.unlink()
    for key in UNSTABLE_HEADER:
        pot.metadata.pop(key, None)
    return pot


# what Odoo notes under the addon of a mixin, though it stands on the model of another: place in a catalogue, names of the
# items. A choice that an addon gives to a model of Odoo is its own, a constraint never is.
BORROWED = (
    ("model:ir.model.constraint,message", """
        SELECT data.name FROM ir_model_data data
        JOIN ir_model_constraint item ON item.id = data.res_id
        WHERE data.model = 'ir.model.constraint' AND data.module = %(module)s AND NOT EXISTS (
            SELECT 1 FROM ir_model_data owner
            WHERE owner.model = 'ir.model' AND owner.res_id = item.model AND owner.module = %(module)s)"""),
    ("model:ir.model.fields.selection,name", """
        SELECT data.name FROM ir_model_data data
        JOIN ir_model_fields_selection item ON item.id = data.res_id
        JOIN ir_model_fields field ON field.id = item.field_id
        JOIN ir_model_data owner ON owner.model = 'ir.model' AND owner.res_id = field.model_id
        WHERE data.model = 'ir.model.fields.selection' AND data.module = %(module)s
        GROUP BY data.name
        HAVING bool_or(owner.module = ANY(%(others)s)) AND NOT bool_or(owner.module = %(module)s)"""),
)


def _forget_borrowers(environment, database, name, pot):
    """Leave out where other addons' models use a mixin: Odoo counts these as the mixin's addon's own."""
    others = [addon for addon in [*paths.own_addons(), *paths.test_addons()] if addon != name]
    borrowed = set()
    with environment.connection.cursor(database) as cursor:
        for place, query in BORROWED:
            cursor.execute(query, {"module": name, "others": others})
            borrowed |= {f"{place}:{name}.{xml_id}" for (xml_id,) in cursor.fetchall()}
    for entry in pot:
        own = [(where, line) for where, line in entry.occurrences if f"{where}:{line}" not in borrowed and where not in borrowed]
        if own:
            entry.occurrences = own


def _files(name):
    if name in paths.own_addons():
        folder = paths.ADDONS / name / "i18n"
        return folder / f"{name}.pot", {language: folder / f"{language}.po" for language in LANGUAGES}
    return None, {language: SUPPLEMENTS / name / f"{language}.po" for language in LANGUAGES}


def _lacking(name, language, pot):
    """The terms that our file must translate: all, or for an OCA addon those that it leaves untranslated.

    Those that our file already has stay: there our word stands in the place of theirs.
    """
    theirs = python_env.OCA_ADDONS / name / "i18n" / f"{language}.po"
    if not theirs.exists():
        return pot
    done = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(theirs)).translated_entries()}
    ours = _files(name)[1][language]
    if ours.exists():
        done -= _terms(polib.pofile(str(ours)))
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
