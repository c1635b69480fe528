"""What `./chamber lint` finds by itself: each rule with a case that it must find and one that it must leave."""

import pytest

from launcher.checks import silent

XML = [
    ("<odoo><tree/></odoo>", "<odoo><list/></odoo>"),
    ('<templates><t t-name="kanban-box"/></templates>', '<templates><t t-name="card"/></templates>'),
    ('<form><div class="x oe_chatter"/></form>', '<form><chatter/><div class="oe_chatter_not"/></form>'),
    ("<form><field name='a' attrs='{}'/></form>", "<form><field name='a' invisible='b'/></form>"),
    ("<form><button states='draft'/></form>", "<form><button invisible=\"state != 'draft'\"/></form>"),
    ('<t><span t-esc="a"/></t>', '<t><span t-out="a"/></t>'),
    ('<t><span t-raw="a"/></t>', '<t><span t-out="a"/></t>'),
    ('<search><group string="By"/></search>', '<search><group/></search>'),
    ('<record><field name="view_mode">tree,form</field></record>', '<field name="view_mode">list,form</field>'),
    ('<a><record model="res.groups"><field name="category_id"/></record></a>', '<field name="category_id"/>'),
    ('<a><record model="res.groups"><field name="users"/></record></a>', '<a><field name="users"/></a>'),
    ('<record><field name="groups_id"/></record>', '<record><field name="group_ids"/></record>'),
    ('<record><field name="numbercall">-1</field></record>', '<record><field name="priority">1</field></record>'),
    ('<record><field name="target">inline</field></record>', '<record><field name="target">new</field></record>'),
    ("<odoo><record></odoo>", "<odoo/>"),
]
PYTHON = [
    ("_sql_constraints = [('a', 'b', 'c')]", "_a = models.Constraint('CHECK (a > 0)')"),
    ("d = fields.Date(default=fields.Date.today())", "d = fields.Date(default=fields.Date.today)"),
    ("d = fields.Datetime(default=fields.Datetime.now())", "d = fields.Date(default=lambda self: fields.Date.today())"),
    ("a = self.env.ref('a.b', 'c.d')", "a = self.env.ref('a.b', raise_if_not_found=False)"),
    ("a = self.with_context(force_company=1)", "a = self.with_company(1)"),
    ("self._cr.execute(q)", "self.env.cr.execute(q)"),
    ("a.toggle_active()", "a.action_archive()"),
    ("a.read_group([], [], [])", "a._read_group([], [], [])"),
    ("a = fields.One2many('a', 'b', auto_join=True)", "a = fields.One2many('a', 'b', bypass_search_access=True)"),
    ("def broken(:", "def whole(): return 1"),
]
STYLES = [
    (".a { margin-left: 1px; }", ".a { margin-inline-start: 1px; }"),
    (".a { text-align: right; }", ".a { text-align: end; }"),
    (".a { float: left; }", ".a { float: inline-start; }"),
    (".a { left: 0; }", ".a { inset-inline-start: 0; /* left: 0 */ }"),
    (".a { border-right-width: 0; }", ".a { border-inline-end-width: 0; } // right: not this"),
]


@pytest.mark.parametrize("bad, good", XML)
def test_in_xml(bad, good):
    assert silent.in_xml(bad) and not silent.in_xml(good)


@pytest.mark.parametrize("bad, good", PYTHON)
def test_in_python(bad, good):
    assert silent.in_python(bad) and not silent.in_python(good)


@pytest.mark.parametrize("bad, good", STYLES)
def test_in_styles(bad, good):
    assert silent.in_styles(bad) and not silent.in_styles(good)


def test_in_csv():
    assert silent.in_csv("id,name\na,x\nb,y\na,z\n") == [(4, "id a stands in line 2 already")]
    assert not silent.in_csv("id,name\na,x\nb,y\n")


def test_line_is_that_of_the_fault():
    assert silent.in_xml("<odoo>\n\n  <tree/>\n</odoo>") == [(3, "<tree>: write <list>")]
