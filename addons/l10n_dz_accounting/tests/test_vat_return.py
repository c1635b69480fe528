from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import LedgerCase


@tagged('post_install', '-at_install')
class TestVatReturn(LedgerCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-05-10 09:00:00'))

    def _make(self, month='2026-03-01'):
        return self.env(user=self.accountant)['vat.return'].create({'date_from': month})

    def _row(self, vat_return, code):
        line = vat_return.line_ids.filtered(lambda line: line.code == code)
        return [line.total_turnover, line.exempt_turnover, line.taxable_turnover, line.amount]

    def _amount(self, vat_return, code):
        return self._row(vat_return, code)[3]

    def _march(self):
        self._invoice(100000, taxes=self._tax('sale_19_other_services'))
        self._invoice(20000, taxes=self._tax('sale_0_other_services'))
        self._invoice(10000, taxes=self._tax('sale_9_s'))
        self._invoice(30000, taxes=self._tax('sale_19_other_services'), move_type='out_refund')
        self._invoice(50000, taxes=self._tax('purchase_19'), move_type='in_invoice')
        self._invoice(10000, taxes=self._tax('purchase_19_depr'), move_type='in_invoice')

    def test_a_month_on_the_grid(self):
        self._march()
        self._invoice(999, date='2026-04-01', taxes=self._tax('sale_19_other_services'))
        self._invoice(999, taxes=self._tax('sale_19_other_services'), post=False)
        vat_return = self._make()
        self.assertEqual(self._row(vat_return, 'l10n_dz_E3B28'), [90000, 20000, 70000, 13300])
        self.assertEqual(self._row(vat_return, 'l10n_dz_E3B12'), [10000, 0, 10000, 900])
        self.assertEqual(self._row(vat_return, 'l10n_dz_tr_overall_turnover'), [100000, 20000, 80000, 14200])
        self.assertEqual(self._amount(vat_return, 'l10n_dz_tr_E3B92'), 9500)
        self.assertEqual(self._amount(vat_return, 'l10n_dz_tr_E3B93'), 1900)
        self.assertEqual((vat_return.amount_to_pay, vat_return.amount_carried), (2800, 0))

    def test_the_return_is_due_on_the_twentieth_of_the_next_month(self):
        self.assertEqual(str(self._make('2026-03-17').date_due), '2026-04-20')
        self.assertEqual(str(self._make('2025-12-01').date_due), '2026-01-20')

    def test_the_due_day_is_a_setting(self):
        self.env['tax.deadline'].create({
            'tax_return': 'g50', 'day': 25, 'months_after': 1, 'date_start': '2026-03-01', 'source': "Test"})
        self.assertEqual(str(self._make('2026-02-01').date_due), '2026-03-20')
        self.assertEqual(str(self._make('2026-03-01').date_due), '2026-04-25')

    def test_what_is_not_used_is_carried_to_the_next_month(self):
        self._invoice(100000, date='2026-02-10', taxes=self._tax('purchase_19'), move_type='in_invoice')
        self._march()
        february = self._make('2026-02-01')
        self.assertEqual((february.amount_to_pay, february.amount_carried), (0, 19000))
        march = self._make('2026-03-01')
        self.assertEqual(self._amount(march, 'l10n_dz_tr_E3B91'), 19000)
        self.assertEqual((march.amount_to_pay, march.amount_carried), (0, 16200))

    def test_lines_are_filled_by_hand(self):
        self._march()
        vat_return = self._make()
        with Form(vat_return) as form:
            index = vat_return.line_ids.ids.index(
                vat_return.line_ids.filtered(lambda line: line.code == 'l10n_dz_tr_E3B98').id)
            with form.line_ids.edit(index) as line:
                line.amount = 500
        self.assertEqual(vat_return.amount_to_pay, 3300)

    def test_a_line_from_the_entries_is_not_written_by_hand(self):
        self._march()
        line = self._make().line_ids.filtered(lambda line: line.code == 'l10n_dz_E3B28')
        with self.assertRaises(UserError):
            line.amount = 1

    def test_the_state_and_the_amounts_are_not_written_by_hand(self):
        vat_return = self._make()
        for values in ({'state': 'closed'}, {'amount_to_pay': 1}, {'amount_carried': 1}, {'date_due': '2030-01-01'}):
            with self.subTest(values=values), self.assertRaises(UserError):
                vat_return.write(values)

    def test_a_context_opens_nothing(self):
        line = self._make().line_ids.filtered(lambda line: line.code == 'l10n_dz_E3B28')
        with self.assertRaises(UserError):
            line.with_context(vat_return_recompute=True, install_mode=True).amount = 1

    def test_no_line_is_added_by_hand(self):
        vat_return = self._make()
        with self.assertRaises(UserError):
            vat_return.line_ids.create({'return_id': vat_return.id, 'report_line_id': vat_return.line_ids[0].report_line_id.id})

    def test_a_closed_return_keeps_its_amounts_and_locks_the_month(self):
        self._march()
        vat_return = self._make()
        vat_return.action_close()
        self.assertEqual((vat_return.state, str(self.company_dz.tax_lock_date)), ('closed', '2026-03-31'))
        for refused in (
            vat_return.action_recompute, vat_return.action_close, vat_return.unlink,
            lambda: vat_return.write({'date_from': '2026-02-01'}),
            lambda: vat_return.line_ids.filtered('is_manual')[0].write({'amount': 3}),
        ):
            with self.subTest(refused=refused), self.assertRaises(UserError):
                refused()
        vat_return.action_reopen()
        self.assertEqual(vat_return.state, 'draft')

    def test_a_month_that_is_not_over_is_not_closed(self):
        with self.assertRaises(UserError):
            self._make('2026-05-01').action_close()

    def test_a_return_before_a_closed_one_is_not_reopened(self):
        february, march = self._make('2026-02-01'), self._make('2026-03-01')
        february.action_close()
        march.action_close()
        with self.assertRaises(UserError):
            february.action_reopen()

    def test_a_month_has_one_return(self):
        self._make('2026-03-01')
        with self.assertRaises(UniqueViolation), mute_logger('odoo.sql_db'), self.cr.savepoint():
            self._make('2026-03-20').flush_recordset()

    def test_late_returns_are_told(self):
        self.assertTrue(self._make('2026-03-01').is_late)
        self.assertFalse(self._make('2026-04-01').is_late)

    def test_returns_of_other_companies_are_not_read(self):
        vat_return = self._make()
        other = self._create_company("Silver Works")
        self.accountant.write({'company_ids': [Command.set(other.ids)], 'company_id': other.id})
        with self.assertRaises(AccessError):
            vat_return.with_user(self.accountant).with_context(allowed_company_ids=other.ids).read(['amount_to_pay'])

    def test_the_auditor_does_not_close(self):
        vat_return = self._make()
        self.accountant.group_ids = [Command.set(self.env.ref('account.group_account_readonly').ids)]
        with self.assertRaises(AccessError):
            vat_return.with_user(self.accountant).action_close()
