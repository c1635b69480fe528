from odoo.addons.report_weasyprint.tests.common import page_texts

from .common import RIPS, PayrollCase


class TestReport(PayrollCase):

    def _print(self, slips):
        pdf, _kind = self.env['ir.actions.report'].with_context(force_report_rendering=True)._render_qweb_pdf(
            'l10n_dz_payroll.hr_payslip_report', slips.ids)
        return [text.replace('\u202f', ' ').replace('\xa0', ' ') for text in page_texts(pdf)]

    def test_a_payslip_on_one_page_in_both_languages(self):
        employee = self._create_employee("Amine Test", wage=50000, number=RIPS[0], ssnid='850012345678')
        self._give(employee, 'meal', 200)
        run = self._compute(self._create_run(employee))
        draft = self._print(run.dz_line_ids.payslip_id)
        self.assertEqual((len(draft), 'Projet' in draft[0]), (1, True))
        run.action_dz_confirm()
        pages = self._print(run.dz_line_ids.payslip_id)
        self.assertEqual(len(pages), 1)
        slip = run.dz_line_ids.payslip_id
        for wanted in ('Bulletin de paie', slip.number, 'Amine', '850012345678', RIPS[0], '50 000,00', '4 500,00',
                       'Net à payer', 'Fonds du logement social', '12 500,00'):
            self.assertIn(wanted, pages[0])
        self.assertNotIn('Projet', pages[0])

    def test_a_full_payslip_and_its_signature_stay_on_one_page(self):
        employee = self._create_employee("Abderrahmane Mohamed El Amine Test", wage=50000, number=RIPS[0])
        for rule, value in (('responsibility', 5000), ('zone', 10), ('bonus', 3000), ('meal', 250), ('transport', 100),
                            ('family', 900)):
            self._give(employee, rule, value)
        loan = self.env['dz.payroll.loan'].create({'employee_id': employee.id, 'amount': 6000, 'installments': 2})
        loan.action_grant()
        slip = self._pay(employee)
        slip.dz_overtime_hours = 4
        slip.compute_sheet()
        pages = self._print(slip)
        self.assertEqual(len(pages), 1)
        self.assertIn("L'employeur", pages[0])

    def test_totals_of_the_page_are_those_of_the_payslip(self):
        employee = self._create_employee(wage=50000)
        self._give(employee, 'meal', 200)
        values = self._pay(employee)._get_dz_print_values()
        self.assertEqual((values['gains'], round(values['gains'] - values['deductions'], 2)), (54600, values['net']))

    def test_names_are_printed_in_arabic_and_french(self):
        languages = self.env['res.lang'].with_context(active_test=False).search([('code', 'in', ('ar_001', 'fr_FR'))])
        self.assertEqual(len(languages.filtered('active')), 2, "the test needs both languages")
        line = self._pay(self._create_employee())._get_dz_print_values()['lines'][0]
        self.assertEqual((line['name_ar'], line['name_fr']), ("الأجر القاعدي", "Salaire de base"))

    def test_a_correction_names_what_it_replaces(self):
        run = self._compute(self._create_run(self._create_employee()))
        run.action_dz_confirm()
        former = run.dz_line_ids.payslip_id
        correction = self._compute(self.env['hr.payslip.run'].browse(former.action_dz_correct()['res_id']))
        correction.action_dz_confirm()
        page = self._print(correction.dz_line_ids.payslip_id)[0]
        self.assertIn(f'Remplace le bulletin n° {former.number}', page)
        self.assertIn('Annulé', self._print(former)[0])
