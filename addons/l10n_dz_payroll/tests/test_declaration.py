import io
from datetime import date

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError

from odoo.addons.report_weasyprint.tests.common import page_texts

from .common import PayrollCase


class TestDeclaration(PayrollCase):

    def _declare(self, env=None):
        return (env or self.env)['dz.payroll.declaration'].create({'company_id': self.company.id, 'month': date(2026, 3, 1)})

    def _pay_two(self):
        one = self._create_employee("Amine", wage=50000, ssnid='850012345678')
        two = self._create_employee("Lila", wage=24000, start=date(2026, 3, 16))
        run = self._compute(self._create_run(one + two))
        run.action_dz_confirm()

    def test_figures_of_the_month(self):
        self._pay_two()
        values = self._declare()._get_values()
        self.assertEqual(values['rows'], [
            {'name': 'Amine', 'social_number': '850012345678', 'days': 30.0, 'base': 50000.0, 'employee': 4500.0,
             'employer': 12500.0, 'housing': 250.0, 'total': 17250.0},
            {'name': 'Lila', 'social_number': '', 'days': 15.0, 'base': 12000.0, 'employee': 1080.0, 'employer': 3000.0,
             'housing': 60.0, 'total': 4140.0}])
        self.assertEqual(values['totals'], {
            'base': 62000.0, 'employee': 5580.0, 'employer': 15500.0, 'housing': 310.0, 'total': 21390.0})
        self.assertEqual([(branch['branch'], branch['total']) for branch in values['branches']], [
            ('insurance', 8060.0), ('accidents', 775.0), ('pension', 11005.0), ('unemployment', 930.0),
            ('early_retirement', 310.0), ('housing', 310.0)])
        self.assertEqual(sum(branch['total'] for branch in values['branches']), 21390.0)

    def test_a_corrected_payslip_is_declared_once(self):
        self._pay_two()
        slip = self.env['hr.payslip'].search([('employee_id.name', '=', 'Amine')])
        slip.employee_id.sudo().wage = 60000
        run = self._compute(self.env['hr.payslip.run'].browse(slip.action_dz_correct()['res_id']))
        self.assertEqual(self._declare()._get_values()['totals']['base'], 62000, "the correction is not confirmed yet")
        run.action_dz_confirm()
        self.assertEqual(self._declare()._get_values()['totals']['base'], 72000)

    def test_a_month_without_payslip_is_refused(self):
        self._pay(self._create_employee())
        with self.assertRaisesRegex(UserError, "No payslip of 03/2026 is confirmed"):
            self._declare().action_print()

    def test_xlsx(self):
        self._pay_two()
        action = self._declare().action_export()
        raw = self.env['ir.attachment'].browse(int(action['url'].split('/')[3].split('?')[0])).raw
        rows = list(load_workbook(io.BytesIO(raw)).active.iter_rows(values_only=True))
        self.assertEqual(rows[1], ('850012345678', 'Amine', 30, 50000, 4500, 12500, 250, 17250))
        self.assertEqual(rows[-1][3:], (62000, 5580, 15500, 310, 21390))

    def test_pdf_in_arabic_and_french(self):
        self._pay_two()
        pdf, _kind = self.env['ir.actions.report'].with_context(force_report_rendering=True)._render_qweb_pdf(
            'l10n_dz_payroll.dz_payroll_declaration_report', self._declare().ids)
        text = ' '.join(page_texts(pdf)).replace('\u202f', ' ').replace('\xa0', ' ')
        for wanted in ('Assurances sociales', '850012345678', '62 000,00', '21 390,00'):
            self.assertIn(wanted, text)

    def test_a_clerk_has_no_declaration(self):
        self._pay_two()
        with self.assertRaises(AccessError):
            self._declare(self.env(user=self.clerk))
