from datetime import date

from odoo.tests import Form

from odoo.addons.report_weasyprint.tests.common import page_texts

from .common import FileCase


class TestViews(FileCase):
    """Screens open for who uses them, and papers print."""

    def _pdf(self, report, records, user=None):
        pdf, kind = self.env['ir.actions.report'].with_user(user or self.manager).with_context(
            force_report_rendering=True)._render_qweb_pdf(f'l10n_dz_hr_file.{report}', records.ids)
        self.assertEqual(kind, 'pdf')
        return ' '.join(page_texts(pdf))

    def test_a_decision_is_prepared_on_its_form(self):
        employee = self._create_employee()
        with Form(self.env['dz.hr.decision'].with_user(self.officer)) as form:
            form.kind_id = self.env.ref('l10n_dz_hr_file.kind_interim')
            form.employee_id = employee
            form.date_end = date(2026, 4, 30)
            form.job_id = self.other_job
        self.assertEqual((form.record.effect, form.record.state), ('interim', 'draft'))

    def test_the_paper_of_a_decision(self):
        employee = self._create_employee(
            dz_first_name="Amine", dz_last_name="Test", dz_first_name_ar="أمين", dz_last_name_ar="تجريبي")
        draft = self._prepare(employee, 'confirmation')
        self.assertIn("Projet", self._pdf('decision_report', draft))
        draft.action_sign()
        text = self._pdf('decision_report', draft)
        self.assertNotIn("Projet", text)
        for part in ("Amine Test", "0001/2026", "Décision de confirmation"):
            self.assertIn(part, text)

    def test_both_parties_sign_a_contract(self):
        employee = self._create_employee("Nadia Test")
        contract = self._prepare(employee, 'to_permanent')
        # without a number yet, the person tells one draft from another
        self.assertEqual(contract.display_name, f"{contract.kind_id.name} — Nadia Test")
        for decision, signatures in ((contract, 1), (self._prepare(employee, 'confirmation'), 0)):
            with self.subTest(kind=decision.kind_id.name):
                html = self.env['ir.actions.report']._render_qweb_html('l10n_dz_hr_file.decision_report', decision.ids)[0]
                self.assertEqual(html.decode().count("<b>المعني بالأمر</b>"), signatures)

    def test_a_work_certificate_is_printed_by_its_owner(self):
        user = self._create_user('amine')
        decision = self._sign(self._create_employee(user=user), 'work_certificate')
        self.assertIn("Attestation de travail", self._pdf('decision_report', decision, user))

    def test_leave_papers(self):
        employee = self._create_employee(dz_first_name="Amine", dz_last_name="Test")
        leave = self.root['hr.leave'].create({
            'employee_id': employee.id, 'request_date_from': date(2026, 3, 1), 'request_date_to': date(2026, 3, 10),
            'holiday_status_id': self.env.ref('l10n_dz_payroll.leave_type_unpaid').id})
        leave._action_validate(check_state=False)
        leaver = self._create_user('leave_officer', 'hr_holidays.group_hr_holidays_user')
        leave.with_user(leaver).action_dz_return()
        title = self._pdf('title_report', leave, leaver)
        for part in ("Titre de congé", leave.dz_title_number, "01/03/2026", "11/03/2026"):
            self.assertIn(part, title)
        self.assertIn("Procès-verbal de reprise", self._pdf('return_report', leave, leaver))
        self.assertIn("Relevé de congé annuel", self._pdf('balance_report', employee, leaver))

    def test_the_screens_of_persons(self):
        employee = self._create_employee(user=self.clerk)
        form = Form(employee.with_user(self.officer))
        self.assertEqual(form.dz_matricule, employee.dz_matricule)
        own = self.env['hr.employee.public'].with_user(self.clerk).browse(employee.id)
        view = Form(own, view='l10n_dz_hr_file.hr_employee_public_view_form_own')
        self.assertEqual(view.dz_own_matricule, employee.dz_matricule)
