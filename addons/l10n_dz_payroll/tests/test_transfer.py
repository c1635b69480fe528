import io
from datetime import date

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError, ValidationError

from .common import RIPS, PayrollCase


class TestTransfer(PayrollCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one = cls._create_employee("=Amine", wage=50000, number=RIPS[0])
        cls.two = cls._create_employee("Lila", wage=24000, number='٠٠٧ 99999 0000000001 09')
        cls.run_ = cls._compute(cls._create_run(cls.one + cls.two))

    def _content(self, action):
        return self.env['ir.attachment'].sudo().browse(int(action['url'].split('/')[3].split('?')[0])).raw

    def test_csv_of_the_transfers(self):
        self.run_.action_dz_confirm()
        lines = self._content(self.run_.action_dz_transfers_csv()).decode('utf-8-sig').splitlines()
        numbers = self.run_.dz_line_ids.payslip_id.sorted('id').mapped('number')
        self.assertEqual(lines, [
            'Name;Account (RIB or RIP);Bank;Amount;Label;Payslip',
            f"'=Amine;00799999000000020091;;40915,00;Wages 03/2026;{numbers[0]}",
            f'Lila;00799999000000000109;;21840,00;Wages 03/2026;{numbers[1]}',
            'Total;;;62755,00;;'])

    def test_xlsx_of_the_transfers_keeps_the_zeros(self):
        self.run_.action_dz_confirm()
        sheet = load_workbook(io.BytesIO(self._content(self.run_.action_dz_transfers_xlsx()))).active
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        self.assertEqual([row[:4] for row in rows], [
            ('=Amine', RIPS[0], '', 40915), ('Lila', RIPS[1], '', 21840), ('Total', '', '', 62755)])
        self.assertEqual(sheet['A2'].data_type, 's')

    def test_an_employee_without_account_is_named(self):
        nobody = self._create_employee("Nobody")
        run = self._compute(self._create_run(nobody))
        run.action_dz_confirm()
        with self.assertRaisesRegex(UserError, "No right RIB or RIP is known of: Nobody"):
            run.action_dz_transfers_csv()

    def test_a_number_with_a_wrong_key_is_refused_where_it_is_written(self):
        account = self.one.sudo().bank_account_ids
        for number, reason in (('00799999000000020092', "its key is wrong"), ('123', "does not have 20 digits"),
                               ('FR7999990000000200 91AB', "other signs than digits")):
            with self.subTest(number=number), self.assertRaisesRegex(ValidationError, reason), self.env.cr.savepoint():
                account.acc_number = number

    def test_the_file_keeps_the_account_of_the_day_of_confirmation(self):
        self.run_.action_dz_confirm()
        self.one.sudo().bank_account_ids.acc_number = RIPS[2]
        self.assertIn(RIPS[0], self._content(self.run_.action_dz_transfers_csv()).decode())

    def test_only_a_confirmed_batch_is_paid_and_only_once(self):
        for act in (self.run_.action_dz_transfers_csv, self.run_.action_dz_mark_paid):
            with self.assertRaisesRegex(UserError, "Only a confirmed batch"):
                act()
        self.run_.action_dz_confirm()
        self.run_.action_dz_mark_paid()
        self.assertTrue(all(self.run_.dz_line_ids.payslip_id.mapped('paid')))
        with self.assertRaisesRegex(UserError, "has not been paid"):
            self.run_.action_dz_mark_paid()

    def test_the_batch_says_how_far_the_payment_is(self):
        self.assertFalse(self.run_.dz_payment)
        self.run_.action_dz_confirm()
        self.assertEqual(self.run_.dz_payment, 'due')
        self.run_.action_dz_transfers_csv()
        self.assertEqual(self.run_.dz_payment, 'issued')
        self.run_.action_dz_mark_paid()
        self.assertEqual(self.run_.dz_payment, 'paid')

    def test_payslips_of_a_batch_are_printed_together(self):
        slips = self.run_.dz_line_ids.payslip_id
        self.assertEqual(self.run_.action_dz_print()['context']['active_ids'], slips.ids)
        empty = self._create_run(self._create_employee("Later"), date(2026, 4, 1))
        with self.assertRaisesRegex(UserError, "no payslip to print"):
            empty.action_dz_print()

    def test_an_officer_neither_sees_the_file_nor_marks_it_paid(self):
        self.run_.action_dz_confirm()
        run = self.run_.with_user(self.officer)
        for act in (run.action_dz_transfers_csv, run.action_dz_transfers_xlsx, run.action_dz_mark_paid):
            with self.assertRaisesRegex(AccessError, "Only a payroll manager"):
                act()
