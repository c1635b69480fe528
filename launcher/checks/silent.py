"""What the server accepts without a word and then does not do, found in the text of XML, Python and styles."""

import ast
import csv
import re

from lxml import etree

# (xpath, what it is, what to write instead); the paths hold no namespaces, Odoo's files have none
XML = (
    ("//tree[not(ancestor::*[@t-name])]", "<tree>", "<list>"),
    ("//*[@t-name='kanban-box']", "t-name=\"kanban-box\"", "t-name=\"card\""),
    ("//*[contains(concat(' ', @class, ' '), ' oe_chatter ')]", "class=\"oe_chatter\"", "<chatter/>"),
    ("//*[@attrs]", "attrs=", "invisible=, readonly=, required= with an expression"),
    ("//*[@states]", "states=", "invisible= with an expression"),
    ("//*[@t-esc]", "t-esc", "t-out"),
    ("//*[@t-raw]", "t-raw", "t-out with a Markup value"),
    ("//search//group[@expand or @string]", "<group expand= string=> in a search view", "<group>"),
    ("//field[@name='view_mode'][re:test(., '(^|,)\\s*tree\\s*(,|$)')]", "view_mode with tree", "list"),
    ("//field[@name='target'][normalize-space()='inline']", "target inline", "target current or main"),
    ("//field[@name='numbercall']", "numbercall", "nothing: the field is gone"),
    ("//field[@name='groups_id']", "groups_id", "group_ids"),
    ("//record[@model='res.groups']/field[@name='category_id']", "category_id on a group", "privilege_id"),
    ("//record[@model='res.groups']/field[@name='users']", "users on a group", "user_ids"),
    ("//record[@model='ir.cron']/field[@name='doall']", "doall", "nothing: the field is gone"),
)
NAMESPACES = {"re": "http://exslt.org/regular-expressions"}

STYLES = (
    (re.compile(r"(?<![\w-])(margin|padding|border)-(left|right)\b"), "-inline-start or -inline-end"),
    (re.compile(r"(?<![\w-])text-align\s*:\s*(left|right)\b"), "start or end"),
    (re.compile(r"(?<![\w-])float\s*:\s*(left|right)\b"), "inline-start or inline-end"),
    (re.compile(r"(?<![\w@-])(left|right)\s*:"), "inset-inline-start or inset-inline-end"),
)


def in_xml(text):
    """(line, finding) of each silent failure in a data file or a template; one finding if it does not parse."""
    try:
        root = etree.fromstring(text.encode())
    except etree.XMLSyntaxError as error:
        return [(error.lineno or 1, f"does not parse: {error.msg}")]
    return [
        (node.sourceline, f"{wrong}: write {right}")
        for path, wrong, right in XML for node in root.xpath(path, namespaces=NAMESPACES)
    ]


def _name(node):
    return ast.unparse(node) if isinstance(node, (ast.Attribute, ast.Name)) else ""


def _strings(arguments):
    return [arg.value for arg in arguments if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]


def _in_call(node):
    called = _name(node.func)
    for keyword in node.keywords:
        value = keyword.value
        if keyword.arg == "default" and isinstance(value, ast.Call) and re.search(
            r"\b(Date|Datetime)\.(today|now|context_today)$", _name(value.func)
        ):
            yield f"default={ast.unparse(value)} is the day the server started: leave the parentheses out"
        if called.endswith("with_context") and keyword.arg == "force_company":
            yield "force_company is ignored: use with_company()"
        if called.startswith("fields.") and keyword.arg == "auto_join":
            yield "auto_join: write bypass_search_access"
    if called.endswith("env.ref") and len(_strings(node.args)) > 1:
        yield "the second argument of env.ref() is raise_if_not_found"
    if called.endswith(".toggle_active"):
        yield "toggle_active: use action_archive or action_unarchive"
    if called.endswith(".read_group") and not called.endswith("super().read_group"):
        yield "read_group: use _read_group or formatted_read_group"


def in_python(text):
    """(line, finding) of each silent failure in Python."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        return [(error.lineno or 1, "does not parse")]
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(_name(target) == "_sql_constraints" for target in node.targets):
            found.append((node.lineno, "_sql_constraints makes no constraint: use models.Constraint"))
        elif isinstance(node, ast.Call):
            found += [(node.lineno, finding) for finding in _in_call(node)]
        elif _name(node) in ("self._cr", "self._uid", "self._context"):
            found.append((node.lineno, f"{_name(node)}: use self.env"))
    return sorted(found)


def in_styles(text):
    """(line, finding) of each left or right in a style sheet: right-to-left pages need start and end."""
    bare = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment.group().count("\n"), text, flags=re.DOTALL)
    return [
        (number, f"{found.group().strip()}: write {right}")
        for number, line in enumerate(bare.splitlines(), 1)
        for pattern, right in STYLES for found in pattern.finditer(line.split("//")[0])
    ]


def in_csv(text):
    """(line, finding) of each external id that one data file gives twice: the second overwrites the first."""
    seen, found = {}, []
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        name = row.get("id")
        if name and name in seen:
            found.append((reader.line_num, f"id {name} stands in line {seen[name]} already"))
        seen.setdefault(name, reader.line_num)
    return found


LOOKERS = {
    ".xml": in_xml, ".py": in_python, ".css": in_styles, ".scss": in_styles, ".csv": in_csv,
}
