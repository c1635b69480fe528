from odoo.tests import tagged, users
from odoo.tools import SQL

from .common_request import RequestCase


@tagged('post_install', '-at_install')
class TestJournalNames(RequestCase):
    """The auditor reads which chamber a chain is of, not the number of a record."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.entry = cls._create_entry()
        cls.key = f'company:{cls.chamber_16.id}'

    def _heads(self, **context):
        return self.env['chained.journal.head'].with_context(**context).search(
            [('model', 'in', ['chamber.act', 'chamber.request.decision']), ('chain_key', '=', self.key)])

    @users('auditor')
    def test_heads_bear_the_name_of_the_chamber(self):
        self.assertEqual(self._heads(lang='ar_001').mapped('chain'), ["غرفة الجزائر للاختبار"] * 2)
        self.assertEqual(self._heads(lang='fr_FR')[0].chain, "Chambre T-16")
        self.assertEqual(self._heads()[0].display_name, "Act of the Register / Chambre T-16")

    @users('auditor')
    def test_a_chain_is_found_by_the_name_of_its_chamber(self):
        Head, of_acts = self.env['chained.journal.head'], ('model', '=', 'chamber.act')
        found = Head.search([('chain', 'ilike', "chambre t-16"), of_acts])
        self.assertEqual(found.chain_key, self.key)
        self.assertFalse(Head.search([('chain', 'ilike', "T-05"), of_acts]))
        self.assertEqual(Head.search([('chain', '=', "Chambre T-16"), of_acts]), found)

    @users('auditor')
    def test_a_reading_without_chamber_says_so(self):
        self.env['chamber.access.log'].sudo().create({'user_id': self.env.uid, 'data': 'export', 'purpose': 'ref'})
        head = self.env['chained.journal.head'].search([('model', '=', 'chamber.access.log'), ('chain_key', '=', 'company:0')])
        self.assertEqual(head.chain, "no chamber")

    @users('auditor')
    def test_a_chain_of_approvals_names_its_document_and_chamber(self):
        head = self.env['chained.journal.head'].search([
            ('model', '=', 'tier.review.event'), ('chain_key', '=', f'chamber.request/{self.chamber_16.id}')])
        self.assertEqual(head.chain, "Request to the Register / غرفة الجزائر للاختبار")

    def test_a_fault_names_the_chamber(self):
        self.env.flush_all()
        self.env.cr.execute(SQL("ALTER TABLE chamber_act DISABLE TRIGGER USER"))
        self.env.cr.execute(SQL("UPDATE chamber_act SET reason = 'forged' WHERE entry_id = %s", self.entry.id))
        self.env.cr.execute(SQL("ALTER TABLE chamber_act ENABLE ALWAYS TRIGGER chained_journal_row"))
        findings = self.env['chamber.act'].with_context(lang='fr_FR')._verify_chains([self.key])
        self.assertIn("Chambre T-16", [finding['message'] for finding in findings][-1])
