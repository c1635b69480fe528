from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import RIB, FinanceCase


@tagged('post_install', '-at_install')
class TestReceipt(FinanceCase):
    """From a fee to a receipt, as the counter agent and the cashier do it."""

    def test_a_fee_paid_in_cash_at_the_counter_and_the_request_goes_on(self):
        request = self._create_due(10000)
        self.assertEqual((request.fee_stamp_duty, request.fee_total), (100, 10100))
        request.action_mark_fee_paid()
        receipt = request.fee_receipt_id
        self.assertRecordValues(receipt, [{
            'amount': 10000, 'stamp_duty': 100, 'total': 10100, 'payment_method': 'cash', 'cashier_id': self.agent_16.id,
            'company_id': self.chamber_16.id, 'partner_id': request.partner_id.id, 'number': 'RT-16-2026-000001'}])
        self.assertEqual(
            (request.fee_state, request.fee_receipt_number, request.fee_cashier_id), ('paid', receipt.number, self.agent_16))
        request.action_file()
        self.assertEqual(request.state, 'filed')
        self.assertEqual(receipt.line_ids.reference, request.name)

    def test_the_entries_of_a_receipt_in_cash(self):
        request = self._create_due(30001)
        request.action_mark_fee_paid()
        receipt = request.fee_receipt_id.sudo()
        invoice = receipt.line_ids.invoice_id
        self.assertRecordValues(invoice, [{
            'state': 'posted', 'payment_state': 'paid', 'amount_total': 30001, 'company_id': self.chamber_16.id,
            'partner_id': request.partner_id.id}])
        self.assertEqual(self._lines(invoice), [('411000', 30001, 0), ('706000', 0, 30001)])
        self.assertEqual(self._lines(receipt.payment_id.move_id), [
            ('411000', 0, 30001), ('447810', 0, 451.5), ('530016', 30452.5, 0)])
        self.assertTrue(invoice.inalterable_hash)
        self.assertEqual(invoice.journal_id, self.chamber_16._get_chamber_journal('sale'))

    def test_the_analytic_accounts_are_set_by_themselves(self):
        request = self._create_due(500)
        request.action_mark_fee_paid()
        line = request.fee_receipt_id.sudo().line_ids.invoice_id.invoice_line_ids
        accounts = line.distribution_analytic_account_ids
        self.assertEqual(set(accounts.root_plan_id.mapped('name')), {"Directorate", "Chamber", "Activity"})
        self.assertEqual(accounts.chamber_id, self.chamber_16)

    def test_the_duty_at_each_edge_of_its_brackets_through_the_whole_path(self):
        for amount, duty in {300: 0, 300.01: 5, 30000: 300, 30000.01: 451.5, 100000: 1500, 100000.01: 2002,
            950000: 19000}.items():
            with self.subTest(amount=amount):
                request = self._create_due(amount)
                request.action_mark_fee_paid()
                receipt = request.fee_receipt_id
                self.assertEqual((receipt.amount, receipt.stamp_duty, receipt.total), (amount, duty, round(amount + duty, 2)))

    def test_a_cheque_bears_no_duty_and_waits_to_be_collected(self):
        request = self._create_due(10000, fee_payment_method='cheque')
        with self.assertRaisesRegex(UserError, "number of the cheque"):
            request.action_mark_fee_paid()
        request.fee_payment_reference = "0012345"
        with self.assertRaisesRegex(UserError, "bank of the cheque"):
            request.action_mark_fee_paid()
        request.fee_payer_bank = "BNA"
        request.action_mark_fee_paid()
        receipt = request.fee_receipt_id.sudo()
        self.assertEqual((receipt.stamp_duty, receipt.payment_reference, receipt.payer_bank), (0, "0012345", "BNA"))
        self.assertEqual(self._lines(receipt.payment_id.move_id), [('411000', 0, 10000), ('511016', 10000, 0)])
        self.assertFalse(receipt.session_id)

    def test_a_transfer_from_an_account_with_a_wrong_key_is_refused(self):
        request = self._create_due(10000, fee_payment_method='bank', fee_payment_reference="VIR 1")
        with self.assertRaisesRegex(UserError, "RIB or RIP"):
            request.action_mark_fee_paid()
        request.fee_payer_account = '00799999000000020092'
        with self.assertRaisesRegex(ValidationError, "its key is wrong"):
            request.action_mark_fee_paid()
        self.assertFalse(self.env['chamber.receipt'].search([('partner_id', '=', request.partner_id.id)]))
        request.fee_payer_account = '007 99999 0000000200 91'
        request.action_mark_fee_paid()
        self.assertEqual(request.fee_receipt_id.sudo().payer_account, RIB)

    def test_a_postal_payment_goes_to_the_postal_account(self):
        request = self._create_due(10000, fee_payment_method='postal', fee_payment_reference="CCP 7")
        request.action_mark_fee_paid()
        payment = request.fee_receipt_id.sudo().payment_id
        self.assertEqual(payment.journal_id, self.chamber_16._get_chamber_journal('postal'))

    def test_a_fee_is_paid_once(self):
        request = self._create_due(500)
        request.action_mark_fee_paid()
        with self.assertRaisesRegex(UserError, "paid already, by receipt"):
            request.action_mark_fee_paid()
        self.assertEqual(self.env['account.move'].search_count([('fee_model', '=', request._name), ('fee_res_id', '=',
            request.id)]), 1)

    def test_how_it_was_paid_does_not_change_any_more(self):
        request = self._create_due(500)
        request.action_mark_fee_paid()
        with self.assertRaisesRegex(UserError, "paid already"):
            request.fee_payment_reference = "other"

    def test_numbers_of_receipts_go_on_without_gap(self):
        numbers = []
        for _turn in range(3):
            request = self._create_due(500)
            request.action_mark_fee_paid()
            numbers.append(request.fee_receipt_number)
        self.assertEqual(numbers, [f'RT-16-2026-{number:06}' for number in (1, 2, 3)])

    def test_a_refused_receipt_leaves_no_gap(self):
        request = self._create_due(10000, fee_payment_method='bank', fee_payment_reference="VIR 1", fee_payer_account='1')
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            request.action_mark_fee_paid()
        other = self._create_due(500)
        other.action_mark_fee_paid()
        self.assertEqual(other.fee_receipt_number, 'RT-16-2026-000001')

    def test_the_receipt_is_said_in_words_and_proved_by_a_code(self):
        request = self._create_due(10000)
        request.action_mark_fee_paid()
        receipt = request.fee_receipt_id
        self.assertEqual(receipt.amount_words_ar, "عشرة آلاف ومئة دينار جزائري")
        self.assertEqual(receipt.amount_words_fr, "Dix mille cent dinars algériens")
        self.assertTrue(receipt.verification_url)
        self.assertEqual(receipt._get_verifiable_claims()[13], '10100.00')

    def test_the_act_is_in_the_chained_journal(self):
        request = self._create_due(10000)
        request.action_mark_fee_paid()
        act = self.env['chamber.money.act'].search([('receipt_id', '=', request.fee_receipt_id.id)])
        self.assertRecordValues(act, [{'kind': 'receipt', 'amount': 10000, 'stamp_duty': 100, 'company_id': self.chamber_16.id}])
        self.assertEqual(act._verify_chains([f'company:{self.chamber_16.id}']), [])

    def test_one_receipt_for_several_documents_of_one_payer(self):
        partner = self._create_registrant(nin=self._next_nin())
        first = self._create_due(10000, partner_id=partner.id)
        second = self._create_due(20000.5, partner_id=partner.id)
        receipt = self._receive_at_desk(first | second)
        # one receipt, one duty, on the whole
        self.assertRecordValues(receipt, [{'amount': 30000.5, 'stamp_duty': 451.5, 'total': 30452,
            'cashier_id': self.cashier_16.id}])
        self.assertEqual(receipt.line_ids.mapped('amount'), [10000, 20000.5])
        self.assertEqual(len(receipt.sudo().line_ids.invoice_id), 2)
        self.assertEqual(set((first | second).mapped('fee_receipt_number')), {receipt.number})
        self.assertEqual(set(receipt.sudo().line_ids.invoice_id.mapped('payment_state')), {'paid'})

    def test_two_payers_are_not_on_one_receipt(self):
        requests = self._create_due(500) | self._create_due(500)
        with self.assertRaisesRegex(UserError, "one payer"):
            self._receive_at_desk(requests)

    def test_the_cashier_finds_what_is_due_by_name_number_and_scan(self):
        request = self._create_due(500)
        entry = self._create_entry()
        self.env.flush_all()
        Due = self.env['chamber.fee.due'].with_user(self.cashier_16)
        self.assertEqual(Due.search([('res_id', '=', request.id)]).amount, 500)
        self.assertIn(request.id, Due.search([('scan', 'ilike', request.partner_id.name)]).mapped('res_id'))
        self.assertFalse(Due.search([('partner_id', '=', entry.partner_id.id)]))
        card = self.env['chamber.card']._issue(entry)
        other = self._create_due(500, partner_id=self._create_registrant(nin=self._next_nin()).id)
        self.assertFalse(Due.search([('scan', 'ilike', card.verification_url), ('res_id', '=', other.id)]))

    def test_the_card_that_is_scanned_shows_what_its_bearer_owes(self):
        entry = self._create_entry()
        card = self.env['chamber.card']._issue(entry)
        request = self._create_due(500, partner_id=entry.partner_id.id)
        self.env.flush_all()
        Due = self.env['chamber.fee.due'].with_user(self.cashier_16)
        self.assertEqual(Due.search([('scan', 'ilike', card.verification_url)]).mapped('res_id'), request.ids)
        self.assertEqual(Due.search([('scan', 'ilike', entry.number)]).mapped('res_id'), request.ids)

    def test_what_another_chamber_is_owed_is_not_received_here(self):
        request = self._create_due(500, user=self.agent_05)
        self.env.flush_all()
        self.assertFalse(self.env['chamber.fee.due'].with_user(self.cashier_16).search([('res_id', '=', request.id)]))
        wizard = self.env['chamber.fee.receive'].with_user(self.cashier_16).create({
            'company_id': self.chamber_16.id, 'partner_id': request.partner_id.id,
            'line_ids': [(0, 0, {'res_model': 'chamber.request', 'res_id': request.id})]})
        with self.assertRaisesRegex(UserError, "no longer due"):
            wizard.action_receive()
        wizard = self.env['chamber.fee.receive'].with_user(self.cashier_16).create({
            'company_id': self.chamber_05.id, 'partner_id': request.partner_id.id,
            'line_ids': [(0, 0, {'res_model': 'chamber.request', 'res_id': request.id})]})
        with self.assertRaises(AccessError):
            wizard.action_receive()

    def test_the_agent_does_not_hold_the_desk(self):
        request = self._create_due(500)
        self.env.flush_all()
        with self.assertRaises(AccessError):
            self.env['chamber.fee.due'].with_user(self.agent_16).search([('res_id', '=', request.id)]).action_receive()

    def test_a_chamber_without_accounts_marks_as_before(self):
        chamber = self._create_chamber('wilaya', "غرفة وهران للاختبار", 'T-31')
        agent = self._create_user('agent_31', 'agent', chamber)
        request = self._create_due(500, user=agent)
        request.action_mark_fee_paid()
        self.assertEqual(request.fee_receipt_number, 'RT-31-2026-000001')
        self.assertFalse(request.fee_receipt_id)

    def test_what_was_paid_before_the_accounts_stays_as_it_is(self):
        chamber = self._create_chamber('wilaya', "غرفة وهران للاختبار", 'T-31')
        agent = self._create_user('agent_31', 'agent', chamber)
        request = self._create_due(500, user=agent)
        request.action_mark_fee_paid()
        chamber._set_up_chamber_accounts()
        self.assertFalse(self.env['account.move'].search([('company_id', '=', chamber.id)]))
        with self.assertRaisesRegex(UserError, "paid already"):
            request.action_mark_fee_paid()
        later = self._create_due(500, user=agent)
        later.action_mark_fee_paid()
        self.assertEqual(later.fee_receipt_id.number, 'RT-31-2026-000002')

    def test_a_kind_of_fee_with_vat_has_the_tax_within_the_fee(self):
        self.env.ref('chamber_hr_accounting.fee_nature_request').vat_tax = 'l10n_dz_vat_sale_19_other_services'
        request = self._create_due(100.01)
        request.action_mark_fee_paid()
        invoice = request.fee_receipt_id.sudo().line_ids.invoice_id
        self.assertEqual((invoice.amount_untaxed, invoice.amount_tax, invoice.amount_total), (84.04, 15.97, 100.01))
        self.assertEqual(invoice.payment_state, 'paid')

    def test_exempt_fees_say_why_and_are_counted_as_exempt(self):
        request = self._create_due(500)
        request.action_mark_fee_paid()
        invoice = request.fee_receipt_id.sudo().line_ids.invoice_id
        self.assertEqual(invoice.invoice_line_ids.tax_ids.mapped('amount'), [0])
        self.assertTrue(invoice.invoice_line_ids.tax_tag_ids)

    def test_buttons_lead_both_ways(self):
        request = self._create_due(500)
        request.action_mark_fee_paid()
        receipt = request.fee_receipt_id
        self.assertEqual(request.action_view_fee_receipt()['res_id'], receipt.id)
        self.assertEqual(receipt.with_user(self.agent_16).action_view_documents()['res_id'], request.id)
        accountant = receipt.with_user(self.accountant_16)
        invoice = self.env['account.move'].with_user(self.accountant_16).browse(accountant.action_view_invoices()['res_id'])
        self.assertEqual(invoice.action_view_fee_document()['res_id'], request.id)
        self.assertEqual(invoice.action_view_chamber_receipt()['res_id'], receipt.id)
        self.assertEqual(request.with_user(self.accountant_16).action_view_fee_invoice()['res_id'], invoice.id)

    def test_the_accountant_does_not_take_back_what_the_desk_made(self):
        request = self._create_due(500)
        request.action_mark_fee_paid()
        receipt = request.fee_receipt_id.with_user(self.accountant_16)
        for action in (receipt.payment_id.action_draft, receipt.payment_id.action_cancel, receipt.payment_id.move_id.button_draft,
                       receipt.line_ids.invoice_id.button_draft, receipt.line_ids.invoice_id.button_cancel):
            with self.subTest(action=action), self.assertRaisesRegex(UserError, "made by the cash desk"):
                action()

    def test_receipts_are_not_written_by_hand(self):
        request = self._create_due(500)
        request.action_mark_fee_paid()
        receipt = request.fee_receipt_id
        with self.assertRaises(UserError):
            receipt.sudo().amount = 1
        with self.assertRaises(UserError):
            receipt.sudo().line_ids.amount = 1
        with self.assertRaises(UserError):
            receipt.sudo().unlink()
        with self.assertRaises(UserError):
            receipt.with_user(self.cashier_16).write({'amount': 1})
