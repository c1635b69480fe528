from datetime import date

from odoo.fields import Command

from odoo.addons.chamber_hr_accounting.tests.common import FinanceCase
from odoo.addons.chamber_training.tests.common_session import SessionCase

ARTICLE = {'code': '61900', 'name': "Fees of trainers", 'date_start': date(2020, 1, 1)}
CHAPTER = {'code': '61999', 'name': "Services", 'kind': 'chapter', 'date_start': date(2020, 1, 1)}


class OwedCase(SessionCase, FinanceCase):
    """Algiers keeps its accounts and has a budget; its trainer has taught two half-days of 3 h 30 at 2,000 DA an hour."""

    CREDIT = 20000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.budget_officer = cls._create_finance_user('owed_budget', 'budget_officer', cls.chamber_16)
        cls.payer = cls._create_finance_user('owed_payer', 'payer', cls.chamber_16)
        chapter = cls.env['budget.article'].create(CHAPTER)
        cls.article = cls.env['budget.article'].create({**ARTICLE, 'parent_id': chapter.id})
        cls.nature = cls.env['chamber.owed.nature'].create({
            'name': "Fees of trainers", 'kind': 'chamber.training.cost', 'article_id': cls.article.id, 'account_code': '622',
            'date_start': date(2020, 1, 1), 'source': "Test"})
        cls._open_budget(cls.CREDIT)
        cls.trainer.hourly_cost = 2000
        cls.session, _people = cls._open_session(people=1)
        cls.session.action_compute_trainer_costs()
        cls.session.action_begin()
        cls.session.half_day_ids.action_close()
        cls.session.action_compute_trainer_costs()
        cls.cost = cls.session.cost_ids.filtered('trainer_id').with_user(cls.training_officer_16)
        cls.env.flush_all()

    @classmethod
    def _open_budget(cls, credit):
        """The budget officer prepares the year of the chamber, the national finance manager approves it."""
        year = cls.env['budget.year'].create({
            'name': '2026', 'company_id': cls.chamber_16.id, 'date_start': date(2026, 1, 1), 'date_end': date(2026, 12, 31)})
        version = cls.env['budget.version'].with_user(cls.budget_officer).create({
            'year_id': year.id, 'kind': 'initial',
            'line_ids': [Command.create({'article_id': cls.article.id, 'amount': credit})]})
        version.action_submit()
        cls._as_manager(version).validate_tier()

    @classmethod
    def _as_manager(cls, records):
        """The national finance manager, who has chosen the chamber of Algiers."""
        return records.with_user(cls.finance_manager).with_context(allowed_company_ids=cls.chamber_16.ids)

    def _figures(self):
        """(committed, billed, paid) of the article."""
        situation = self.env['budget.situation']._at(None).search([('article_id', '=', self.article.id)])
        return situation.committed, situation.liquidated, situation.paid

    def _ask(self, cost=None):
        cost = cost or self.cost
        cost.action_ask_payment()
        return cost.sudo()._get_owed_bill().with_user(self.accountant_16)

    def _accept(self, bill=None):
        bill = bill or self._ask()
        bill.action_post()
        return bill

    def _order(self, bill=None):
        """The payment order of the bill, approved."""
        bill = (bill or self._accept()).with_user(self.budget_officer)
        order = self.env['budget.payment.order'].with_user(self.budget_officer).browse(
            bill.action_make_payment_order()['res_id'])
        order.journal_id = self.chamber_16._get_chamber_journal('bank')
        order.action_submit()
        self._as_manager(order).validate_tier()
        return order

    def _take_back(self, bill):
        """A credit note of the whole bill; Odoo matches it with the bill when it is posted."""
        wizard = self.env['account.move.reversal'].with_user(self.accountant_16).with_context(
            active_model='account.move', active_ids=bill.ids).create({'journal_id': bill.journal_id.id, 'date': bill.date})
        note = self.env['account.move'].with_user(self.accountant_16).browse(wizard.refund_moves()['res_id'])
        note.action_post()
        return note
