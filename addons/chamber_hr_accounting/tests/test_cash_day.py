from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import FinanceCase


@tagged('post_install', '-at_install')
class TestCashDay(FinanceCase):
    """A day of a cash desk, from the first receipt to the bank."""

    def _receive(self, amount=10000, user=None):
        request = self._create_due(amount, user=user)
        request.action_mark_fee_paid()
        return request.fee_receipt_id

    def test_the_first_receipt_opens_the_day_and_each_is_written(self):
        first, second = self._receive(10000), self._receive(300)
        session = self._get_cash_session()
        self.assertRecordValues(session, [{
            'state': 'open', 'opening_balance': 0, 'balance': 10400, 'amount_in': 10400, 'movement_count': 2,
            'number': 'JCT-16-2026-000001'}])
        self.assertEqual(session.movement_ids.receipt_id, first | second)
        self.assertEqual(session.movement_ids.mapped('kind'), ['receipt', 'receipt'])
        self.assertEqual(first.session_id, session)

    def test_the_day_is_closed_on_what_was_counted(self):
        self._receive(10000)
        session = self._get_cash_session()
        note = self.env.ref('chamber_hr_accounting.cash_denomination_note_2000')
        coin = self.env.ref('chamber_hr_accounting.cash_denomination_coin_100')
        session.with_user(self.cashier_16)._close({note: 5, coin: 1}, 0, '')
        self.assertRecordValues(session, [{
            'state': 'closed', 'counted_balance': 10100, 'difference': 0, 'is_difference_open': False,
            'closed_by_id': self.cashier_16.id}])
        self.assertEqual(session.count_ids.mapped('amount'), [10000, 100])
        self.assertEqual(self.env['chamber.money.act'].search([('session_id', '=', session.id), ('kind', '=',
            'closing')]).amount, 10100)

    def test_a_closed_day_takes_no_more_cash_and_the_next_one_opens_by_itself(self):
        self._receive(10000)
        session = self._get_cash_session()
        self._close_day(session, 10100)
        late = self._create_due(500)
        with self.assertRaisesRegex(UserError, "is closed: no more cash"), self.env.cr.savepoint():
            late.action_mark_fee_paid()
        late.write({'fee_payment_method': 'cheque', 'fee_payment_reference': '1', 'fee_payer_bank': "BNA"})
        late.action_mark_fee_paid()
        self.assertTrue(late.fee_receipt_id)
        with freeze_time('2026-03-16 09:00:00'):
            self._receive(500)
            today = self._get_cash_session()
        self.assertRecordValues(today, [{'opening_balance': 10100, 'balance': 10605, 'state': 'open'}])

    def test_a_day_left_open_is_closed_before_the_next_begins(self):
        self._receive(10000)
        with freeze_time('2026-03-16 09:00:00'):
            request = self._create_due(500)
            with self.assertRaisesRegex(UserError, "is not closed: count the desk first"):
                request.action_mark_fee_paid()

    def test_a_difference_is_explained_then_booked_by_another_person(self):
        self._receive(10000)
        session = self._get_cash_session()
        with self.assertRaisesRegex(UserError, "explain the difference"):
            self._close_day(session, 10050)
        self._close_day(session, 10050, "قطعة نقدية مفقودة")
        self.assertRecordValues(session, [{'difference': -50, 'is_difference_open': True, 'counted_balance': 10050}])
        with self.assertRaises(AccessError):
            session.with_user(self.cashier_16).action_book_difference()
        session.with_user(self.accountant_16).action_book_difference()
        self.assertEqual(self._lines(session.difference_move_id), [('530016', 0, 50), ('657000', 50, 0)])
        self.assertEqual(session.difference_move_id.state, 'posted')
        with self.assertRaisesRegex(UserError, "no difference"):
            session.with_user(self.accountant_16).action_book_difference()
        cash = self.chamber_16._get_chamber_journal('cash').default_account_id
        balance = sum(self.env['account.move.line'].search([('account_id', '=', cash.id)]).mapped('balance'))
        self.assertEqual(balance, 10050)

    def _post_beside(self, amount):
        """An entry of the accountant in the miscellaneous journal that moves the cash of the desk."""
        chamber = self.chamber_16
        cash = chamber._get_chamber_journal('cash').default_account_id
        move = self.env['account.move'].with_user(self.accountant_16).with_company(chamber).create({
            'move_type': 'entry', 'journal_id': chamber._get_chamber_journal('general').id, 'ref': "قيد يدوي",
            'line_ids': [(0, 0, {'account_id': cash.id, 'debit': amount}),
                         (0, 0, {'account_id': chamber._get_chamber_account('758').id, 'credit': amount})]})
        move.action_post()
        return move

    def test_an_entry_beside_the_desk_is_refused_with_the_journal_to_use(self):
        self._receive(10000)
        with self.assertRaisesRegex(UserError, r"without its cash day\. Book it in the journal “Cash — "), \
                self.env.cr.savepoint():
            self._post_beside(700)
        self.assertEqual(self._get_cash_session().balance, 10100)
        beside = self.env['account.move'].search([('ref', '=', "قيد يدوي"), ('state', '=', 'posted')])
        self.assertFalse(beside)

    def test_before_its_first_day_an_entry_tells_what_the_desk_holds(self):
        self._post_beside(700)
        self._receive(10000)
        self.assertRecordValues(self._get_cash_session(), [{'opening_balance': 700, 'balance': 10800}])

    def test_what_is_too_much_is_a_gain(self):
        self._receive(10000)
        session = self._get_cash_session()
        self._close_day(session, 10101, "دينار زائد")
        session.with_user(self.accountant_16).action_book_difference()
        self.assertEqual(self._lines(session.difference_move_id), [('530016', 1, 0), ('758000', 0, 1)])

    def test_who_closed_does_not_book_the_difference(self):
        self._receive(10000)
        session = self._get_cash_session()
        both = self._create_finance_user('both', 'cashier', self.chamber_16)
        both.group_ids |= self.env.ref('chamber_hr_accounting.chamber_hr_accounting_group_accountant')
        self._close_day(session, 10000, "فرق", cashier=both)
        with self.assertRaisesRegex(UserError, "Who closed"):
            session.with_user(both).action_book_difference()

    def test_a_day_is_closed_once(self):
        self._receive(10000)
        session = self._get_cash_session()
        self._close_day(session, 10100)
        with self.assertRaisesRegex(UserError, "closed already"):
            self._close_day(session, 10100)

    def test_a_negative_count_is_refused(self):
        self._receive(10000)
        with self.assertRaisesRegex(UserError, "negative"):
            self._get_cash_session().with_user(self.cashier_16)._close(
                {self.env.ref('chamber_hr_accounting.cash_denomination_coin_1'): -1}, 0, "x")

    def test_the_count_is_typed_in_the_wizard(self):
        self._receive(10000)
        session = self._get_cash_session().with_user(self.cashier_16)
        action = session.action_close()
        wizard = self.env['chamber.cash.close'].with_user(self.cashier_16).with_context(**action['context']).create({})
        self.assertEqual(len(wizard.line_ids), 12)
        wizard.line_ids.filtered(lambda line: line.denomination_id.value == 2000).quantity = 5
        wizard.line_ids.filtered(lambda line: line.denomination_id.value == 100).quantity = 1
        self.assertEqual((wizard.counted, wizard.difference), (10100, 0))
        wizard.action_close()
        self.assertEqual(session.state, 'closed')

    def test_another_chambers_cashier_does_not_close_the_day(self):
        self._receive(10000)
        with self.assertRaises(AccessError):
            self._close_day(self._get_cash_session(), 10100, cashier=self.cashier_05)

    def test_cash_goes_to_the_bank_by_account_58(self):
        self._receive(10000)
        Handover = self.env['chamber.cash.handover']
        handover = Handover.with_user(self.cashier_16)._hand_over(self.chamber_16, 9000, 'bank')
        self.assertEqual(self._lines(handover.sudo().move_out_id), [('530016', 0, 9000), ('581000', 9000, 0)])
        self.assertEqual((handover.session_id.balance, handover.state), (1100, 'way'))
        with self.assertRaises(AccessError):
            handover._confirm("B 1")
        handover.with_user(self.accountant_16)._confirm("B 1")
        self.assertEqual(self._lines(handover.sudo().move_in_id), [('512016', 9000, 0), ('581000', 0, 9000)])
        self.assertRecordValues(handover, [{'state': 'arrived', 'slip_number': "B 1", 'confirmed_by_id': self.accountant_16.id}])
        with self.assertRaisesRegex(UserError, "arrived already"):
            handover.with_user(self.accountant_16)._confirm("B 1")

    def test_money_arrives_with_its_slip(self):
        self._receive(10000)
        handover = self.env['chamber.cash.handover'].with_user(self.cashier_16)._hand_over(self.chamber_16, 9000, 'postal')
        with self.assertRaisesRegex(UserError, "deposit slip"):
            handover.with_user(self.accountant_16)._confirm(" ")

    def test_who_handed_over_does_not_confirm(self):
        self._receive(10000)
        both = self._create_finance_user('both', 'cashier', self.chamber_16)
        both.group_ids |= self.env.ref('chamber_hr_accounting.chamber_hr_accounting_group_accountant')
        handover = self.env['chamber.cash.handover'].with_user(both)._hand_over(self.chamber_16, 9000, 'bank')
        with self.assertRaisesRegex(UserError, "Who handed"):
            handover._confirm("B 1")

    def test_more_than_the_desk_holds_is_not_handed_over(self):
        self._receive(10000)
        with self.assertRaisesRegex(UserError, "not enough cash"):
            self.env['chamber.cash.handover'].with_user(self.cashier_16)._hand_over(self.chamber_16, 10101, 'bank')

    def test_nothing_is_not_handed_over(self):
        with self.assertRaisesRegex(UserError, "how much"):
            self.env['chamber.cash.handover'].with_user(self.cashier_16)._hand_over(self.chamber_16, 0, 'bank')

    def test_a_receipt_over_the_ceiling_is_refused(self):
        self.env['chamber.cash.ceiling'].create({
            'kind': 'receipt', 'amount': 10100, 'date_start': '2026-01-01', 'source': "Decision of the chamber, fictitious"})
        self._receive(10000)
        request = self._create_due(10000.01)
        with self.assertRaisesRegex(UserError, "more than one receipt may be"):
            request.action_mark_fee_paid()

    def test_the_ceiling_of_the_chamber_goes_before_that_of_all(self):
        Ceiling = self.env['chamber.cash.ceiling']
        for company, amount in ((self.env['res.company'], 100), (self.chamber_16, 20000)):
            Ceiling.create({'kind': 'receipt', 'amount': amount, 'company_id': company.id, 'date_start': '2026-01-01',
                'source': "Test"})
        day = self._create_due().request_date
        self.assertEqual(Ceiling._get_amount('receipt', self.chamber_16, day), 20000)
        self.assertEqual(Ceiling._get_amount('receipt', self.chamber_05, day), 100)
        self.assertIsNone(Ceiling._get_amount('balance', self.chamber_16, day))

    def test_a_ceiling_that_has_ended_holds_nobody(self):
        self.env['chamber.cash.ceiling'].create({
            'kind': 'receipt', 'amount': 1, 'date_start': '2026-01-01', 'date_end': '2026-03-14', 'source': "Test"})
        self.assertTrue(self._receive(10000))

    def test_a_desk_that_is_full_takes_no_more_until_cash_is_handed_over(self):
        self.env['chamber.cash.ceiling'].create({
            'kind': 'balance', 'amount': 15000, 'date_start': '2026-01-01', 'source': "Decision of the chamber, fictitious"})
        self._receive(10000)
        request = self._create_due(10000)
        with self.assertRaisesRegex(UserError, "hand cash over"), self.env.cr.savepoint():
            request.action_mark_fee_paid()
        self.env['chamber.cash.handover'].with_user(self.cashier_16)._hand_over(self.chamber_16, 10000, 'bank')
        request.action_mark_fee_paid()
        self.assertEqual(request.fee_receipt_id.session_id.balance, 10200)

    def test_an_accountants_entry_of_the_cash_journal_is_in_the_day_too(self):
        self._receive(10000)
        journal = self.chamber_16._get_chamber_journal('cash')
        account = self.chamber_16._get_chamber_account('626')
        move = self.env['account.move'].with_user(self.accountant_16).create({
            'journal_id': journal.id, 'company_id': self.chamber_16.id, 'date': '2026-03-15', 'line_ids': [
                (0, 0, {'name': "طوابع بريدية", 'account_id': account.id, 'debit': 100}),
                (0, 0, {'name': "طوابع بريدية", 'account_id': journal.default_account_id.id, 'credit': 100})]})
        move.action_post()
        session = self._get_cash_session()
        self.assertEqual((session.balance, session.movement_ids[-1].kind), (10000, 'other'))
        self._close_day(session, 10000)
        again = move.copy({'date': '2026-03-15'})
        with self.assertRaisesRegex(UserError, "is closed"):
            again.action_post()

    def test_days_of_chambers_are_apart(self):
        self._receive(10000)
        self._receive(300, user=self.agent_05)
        self.assertEqual(self._get_cash_session(self.chamber_05).balance, 300)
        self.assertEqual(self._get_cash_session(self.chamber_16).balance, 10100)

    def test_cash_days_are_not_written_by_hand(self):
        self._receive(10000)
        session = self._get_cash_session()
        for record, values in ((session, {'opening_balance': 5}), (session.movement_ids, {'amount': 5})):
            with self.assertRaises(UserError):
                record.write(values)
        with self.assertRaises(UserError):
            session.unlink()
