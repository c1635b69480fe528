from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import LedgerCase


@tagged('post_install', '-at_install')
class TestEntries(LedgerCase):
    """What the accountant is told, in Arabic, when an entry cannot be made."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accountant.lang = 'ar_001'

    def _draft(self, *lines, date='2026-02-10', company=None):
        env = self.env(user=self.accountant, context={'lang': 'ar_001', 'allowed_company_ids': self.company_dz.ids})
        return env['account.move'].create({
            'date': date, 'journal_id': self._journal('general').id,
            'line_ids': [Command.create({
                'account_id': self._account(code, company).id, 'debit': max(amount, 0), 'credit': max(-amount, 0),
            }) for code, amount in lines],
        })

    def test_an_unbalanced_entry_names_its_difference(self):
        with self.assertRaisesRegex(UserError, "القيد غير متوازن.*100.*60.*40"):
            self._draft(('512', 100), ('530', -60))

    def test_an_entry_in_a_locked_period_is_refused(self):
        self.company_dz.fiscalyear_lock_date = '2026-01-31'
        move = self._draft(('512', 100), ('530', -100), date='2026-01-15')
        with self.assertRaisesRegex(UserError, "الفترة مقفلة.*2026"):
            move.action_post()
        self.assertEqual(move.state, 'draft')

    def test_a_draft_in_a_locked_period_says_that_it_is_not_posted_and_announces_no_other_day(self):
        move = self._draft(('512', 100), ('530', -100), date='2026-01-15')
        self.assertFalse(move.tax_lock_date_message)
        self.company_dz.fiscalyear_lock_date = '2026-01-31'
        move.invalidate_recordset(['tax_lock_date_message'])
        self.assertRegex(move.tax_lock_date_message, "لا يمكن ترحيل قيد.*الفترة مقفلة")
        bill = self._invoice(100, date='2026-01-15', move_type='in_invoice', post=False)
        self.assertTrue(bill.tax_lock_date_message)
        self.assertNotRegex(bill.tax_lock_date_message, "لا يمكن ترحيل قيد")

    def _lock(self, day, group):
        self.accountant.group_ids += self.env.ref(group)
        env = self.env(user=self.accountant, context={'lang': 'ar_001', 'allowed_company_ids': self.company_dz.ids})
        env['account.update.lock_date'].create({
            'company_id': self.company_dz.id, 'fiscalyear_lock_date': day}).execute()

    def test_whoever_administers_accounting_locks_a_period(self):
        self._lock('2026-01-31', 'account.group_account_manager')
        self.assertEqual(str(self.company_dz.fiscalyear_lock_date), '2026-01-31')

    def test_a_period_that_is_not_over_is_not_locked(self):
        with self.assertRaisesRegex(UserError, "لا يمكن إقفال فترة"):
            self._lock('2999-12-31', 'account.group_account_manager')

    def test_whoever_keeps_accounts_does_not_lock_a_period(self):
        with self.assertRaises(AccessError):
            self._lock('2026-01-31', 'account.group_account_user')

    def test_an_entry_after_the_lock_is_posted(self):
        self.company_dz.fiscalyear_lock_date = '2026-01-31'
        move = self._draft(('512', 100), ('530', -100), date='2026-02-01')
        move.action_post()
        self.assertEqual(str(move.date), '2026-02-01')

    def test_a_posted_entry_does_not_move_into_a_locked_period(self):
        move = self._entry('2026-02-10', ('512', 100), ('530', -100))
        self.company_dz.fiscalyear_lock_date = '2026-01-31'
        with self.assertRaises(UserError):
            move.with_user(self.accountant).date = '2026-01-15'

    def test_an_entry_with_another_companys_account_is_refused(self):
        other = self._create_company("Silver Works")
        with self.assertRaisesRegex(UserError, "[\u0600-\u06ff]{3}"):
            self._draft(('512', 100), ('530', -100), company=other)

    def test_an_entry_of_another_company_cannot_be_read(self):
        other = self._create_company("Silver Works")
        move = self._entry('2026-02-10', ('512', 100), ('530', -100), company=other)
        with self.assertRaises(AccessError):
            move.with_user(self.accountant).read(['name'])

    def test_the_tax_on_professional_activity_ended_with_2024(self):
        move = self._draft(('645', 100), ('4471', -100), date='2025-01-01')
        with self.assertRaisesRegex(UserError, "447100.*2024"):
            move.action_post()

    def test_the_tax_on_professional_activity_is_booked_until_2024(self):
        move = self._draft(('645', 100), ('4471', -100), date='2024-12-31')
        move.action_post()
        self.assertEqual(move.state, 'posted')

    def test_a_posted_entry_does_not_go_back_to_draft(self):
        move = self._entry('2026-02-10', ('512', 100), ('530', -100))
        self.assertTrue(move.inalterable_hash)
        with self.assertRaises(UserError):
            move.with_user(self.accountant).button_draft()

    def test_a_posted_amount_does_not_change(self):
        move = self._entry('2026-02-10', ('512', 100), ('530', -100))
        with self.assertRaises(UserError):
            move.line_ids[0].with_user(self.accountant).debit = 90


@tagged('post_install', '-at_install')
class TestNumberGap(LedgerCase):

    def _gaps(self):
        self.env.flush_all()
        return self.env['account.number.gap'].with_user(self.accountant).search([])

    def _free_journal(self):
        journal = self._journal('general').copy({'code': 'ODL', 'name': "Free"})
        journal.restrict_mode_hash_table = False
        return journal

    def _numbered(self, journal, count):
        return self.env['account.move'].union(*[self._in(journal, day) for day in range(1, count + 1)])

    def _in(self, journal, day):
        move = self._entry(f'2026-03-{day:02}', ('512', 10), ('530', -10), post=False)
        move.journal_id = journal
        move.action_post()
        return move

    def test_numbers_that_follow_have_no_gap(self):
        self._numbered(self._free_journal(), 3)
        self.assertFalse(self._gaps())

    def test_missing_numbers_are_named(self):
        journal = self._free_journal()
        moves = self._numbered(journal, 6)
        prefix = moves[0].sequence_prefix
        (moves[1] | moves[2] | moves[4]).button_draft()
        (moves[1] | moves[2] | moves[4]).with_context(force_delete=True).unlink()
        gaps = self._gaps().sorted('first_missing')
        self.assertEqual(gaps.mapped('missing_count'), [2, 1])
        self.assertEqual(gaps.mapped('missing'), [f'{prefix}2 … 3', f'{prefix}5'])
        self.assertEqual((gaps[0].move_before_id, gaps[0].move_after_id), (moves[0], moves[3]))

    def test_the_first_number_is_missed_too(self):
        journal = self._free_journal()
        moves = self._numbered(journal, 2)
        moves[0].button_draft()
        moves[0].with_context(force_delete=True).unlink()
        self.assertEqual(self._gaps().mapped('first_missing'), [1])

    def test_a_cancelled_entry_keeps_its_number(self):
        moves = self._numbered(self._free_journal(), 3)
        moves[1].button_draft()
        moves[1].button_cancel()
        self.assertFalse(self._gaps())

    def test_gaps_of_other_companies_are_not_shown(self):
        moves = self._numbered(self._free_journal(), 2)
        moves[0].button_draft()
        moves[0].with_context(force_delete=True).unlink()
        other = self._create_company("Silver Works")
        self.accountant.write({'company_ids': [Command.set(other.ids)], 'company_id': other.id})
        self.assertFalse(self.env['account.number.gap'].with_user(self.accountant).with_context(
            allowed_company_ids=other.ids).search([]))

    def test_a_journal_with_a_gap_is_not_locked_on_adoption(self):
        journal = self._free_journal()
        moves = self._numbered(journal, 3)
        moves[1].button_draft()
        moves[1].with_context(force_delete=True).unlink()
        self.env.flush_all()
        self.env['account.chart.template']._adopt_dz_accounting(self.company_dz)
        self.assertFalse(journal.restrict_mode_hash_table)
        self._in(journal, 20)
        self.assertFalse(journal.restrict_mode_hash_table)
