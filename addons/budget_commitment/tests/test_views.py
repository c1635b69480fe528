from lxml.etree import fromstring

from odoo.tests import Form, tagged, users

from .common_bill import BillCommon

ACTIONS = (
    'budget_article', 'budget_year', 'budget_version', 'budget_transfer', 'budget_commitment', 'budget_movement',
    'budget_situation', 'budget_chapter_situation', 'budget_payment_order', 'budget_situation_print')


@tagged('post_install', '-at_install')
class TestViews(BillCommon):
    """What a clerk opens and types."""

    @users('clerk_budget', 'manager_budget', 'payer_budget')
    def test_every_screen_opens_for_every_role(self):
        for name in ACTIONS:
            action = self.env['ir.actions.act_window']._for_xml_id(f'budget_commitment.{name}_action')
            modes = [(False, mode) for mode in action['view_mode'].split(',')] + [(False, 'search')]
            views = self.env[action['res_model']].get_views(modes)['views']
            self.assertEqual(set(views), {mode for _view, mode in modes}, name)

    def test_version_transfer_and_order_are_typed_in_their_forms(self):
        with Form(self.env['budget.version'].with_user(self.clerk)) as form:
            form.year_id = self.year
            for article, amount in ((self.supplies, 5000), (self.repairs, 800)):
                with form.line_ids.new() as line:
                    line.article_id = article
                    line.amount = amount
        self._approve(form.record)
        with Form(self.env['budget.transfer'].with_user(self.clerk)) as form:
            form.year_id = self.year
            form.line_id = self._get_line(self.supplies)
            self.assertEqual(form.available, 5000)
            form.article_id = self.repairs
            form.amount = 1000
            form.reason = "The lift"
        self._approve(form.record)
        self.assertEqual(self._get_figures(self.repairs, 'credit'), (1800,))
        bill = self._post((self.repairs, 1000))
        with Form(self.env['budget.payment.order'].with_user(self.clerk)) as form:
            form.partner_id = self.supplier
            form.journal_id = self.bank
            with form.line_ids.new() as line:
                line.move_id = bill.with_user(self.clerk)
                self.assertEqual(line.amount, 1190)
        self._approve(form.record)
        form.record.with_user(self.payer).action_pay()
        self.assertEqual(self._get_figures(self.repairs), (1800, 1190, 1190, 1190))

    def test_one_button_asks_for_the_approval(self):
        for model in ('budget.version', 'budget.transfer', 'budget.payment.order'):
            arch = fromstring(self.env[model].with_user(self.clerk).get_view(view_type='form')['arch'])
            self.assertTrue(arch.xpath("//button[@name='action_submit']"), model)
            self.assertFalse(arch.xpath("//button[@name='request_validation']"), model)

    def test_the_payer_says_from_where_and_by_which_cheque_on_the_approved_order(self):
        self._open_year()
        order = self._order(self._post((self.repairs, 1000)))
        order.with_user(self.manager).journal_id = False
        self.assertIn(self.bank.display_name, dict(self.env['account.journal'].with_user(self.payer).name_search(
            self.bank.name)).values())
        with Form(order.with_user(self.payer)) as form:
            form.journal_id = self.bank
            form.memo = "Cheque 0000001"
        order.with_user(self.payer).action_pay()
        self.assertRecordValues(order.payment_id, [{'journal_id': self.bank.id, 'state': order.payment_id.state}])

    def test_who_decides_on_a_transfer_reads_from_where_to_where(self):
        self._open_year()
        transfer = self.env['budget.transfer'].with_user(self.clerk).create({
            'year_id': self.year.id, 'line_id': self._get_line(self.repairs).id, 'article_id': self.supplies.id,
            'amount': 100, 'reason': "Paper"})
        self.assertEqual(transfer.display_name, "From 612 Repairs to 611 Supplies")
        self._approve(transfer)
        self.assertEqual(transfer.display_name, transfer.name)

    def test_a_bill_of_the_budget_offers_its_order_and_no_other_payment(self):
        self._open_year()
        bill = self._post((self.repairs, 1000))
        for required in (True, False):
            self.office.budget_is_order_required = required
            bill.invalidate_recordset(['is_paid_by_order'])
            self.assertEqual(bill.is_paid_by_order, required)

    def test_links_lead_to_documents_and_movements(self):
        self._open_year()
        bill = self._post((self.supplies, 100))
        commitment = self.env['budget.commitment'].search([]).with_user(self.manager)
        self.assertEqual(commitment.action_open_document()['res_id'], bill.id)
        domain = commitment.action_view_movements()['domain']
        movements = self.env['budget.movement'].with_user(self.manager).search(domain)
        self.assertEqual(set(movements.mapped('kind')), {'commit', 'liquidate'})
        self.assertEqual(movements[:1].action_open_cause()['res_id'], bill.id)
        chapter = self.env['budget.chapter.situation'].with_user(self.clerk).search([('chapter_id', '=', self.chapter.id)])
        action = chapter.with_context(budget_date='2026-12-31').action_view_lines()
        self.assertEqual(action['context']['budget_date'], '2026-12-31')
        articles = self.env['budget.situation'].search(action['domain']).article_id
        self.assertEqual(articles, self.supplies | self.repairs)
        line = self._get_situation(self.supplies, day=self.year.date_start)
        self.assertIn(('date', '<=', self.year.date_start), line.action_view_movements()['domain'])
