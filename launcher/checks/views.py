"""Data files and views against Odoo's own grammars (RELAX NG), without a database."""

import functools

from lxml import etree

from . import files

# Of the view types, those that Odoo itself checks with a grammar.
TYPES = ("activity", "calendar", "graph", "list", "pivot", "search")


@functools.cache
def _grammar(path):
    return etree.RelaxNG(etree.parse(str(path)))


def _complaints(grammar, node, offset=0):
    if grammar.validate(node):
        return []
    last = grammar.error_log.last_error
    return [(last.line + offset, f"not what Odoo's grammar allows: {last.message}")]


def _without_odoo_extras(arch):
    """Copy of a view as the server validates it: comments, `data-*` and `groups` never reach the grammar."""
    copy = etree.fromstring(etree.tostring(arch))
    etree.strip_tags(copy, etree.Comment)
    for node in copy.iter(etree.Element):
        for name in [name for name in node.attrib if name.startswith("data-") or name in ("groups", "__validate__")]:
            del node.attrib[name]
    return copy


def findings(path, odoo):
    """(line, finding) of what is wrong in one data file of the `odoo` package at that path."""
    tree = etree.parse(str(path))
    if tree.getroot().tag not in ("odoo", "openerp"):
        return []   # templates of the web client
    found = _complaints(_grammar(odoo / "import_xml.rng"), tree)
    for record in tree.iterfind(".//record[@model='ir.ui.view']"):
        arch = record.find("field[@name='arch']")
        inherits = record.find("field[@name='inherit_id']") is not None
        if arch is None or inherits:
            continue
        for view in arch:
            if view.tag in TYPES:
                grammar = _grammar(odoo / f"addons/base/rng/{view.tag}_view.rng")
                found += _complaints(grammar, _without_odoo_extras(view), view.sourceline - 1)
    return found


def all_findings(odoo):
    """Findings of every data file, as lines."""
    lines = []
    for path in files.named(".xml"):
        try:
            lines += [f"{files.short(path)}:{line}: {what}" for line, what in findings(path, odoo)]
        except etree.XMLSyntaxError:
            pass   # told by checks.silent
    return lines
