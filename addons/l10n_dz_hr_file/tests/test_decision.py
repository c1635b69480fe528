from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError

from .common import FileCase


class TestDecision(FileCase):
    """What a signed decision does to the file."""

    def test_a_recruitment_opens_the_contract_by_the_grid(self):
        employee = self._create_employee(start=False)
        decision = self._sign(
            employee, 'contract_permanent', date(2026, 3, 1), job_id=self.other_job.id, grade_id=self.low.id, step=1,
            department_id=self.other_department.id, trial_date_end=date(2026, 8, 31))
        version = self._version(employee, date(2026, 3, 15))
        self.assertEqual(
            (version.contract_date_start, version.contract_date_end, version.job_id, version.department_id),
            (date(2026, 3, 1), False, self.other_job, self.other_department))
        self.assertEqual((version.dz_grade_id, version.dz_step, version.wage), (self.low, 1, 32000))
        self.assertEqual(version.contract_type_id, self.env.ref('hr.contract_type_permanent'))
        self.assertEqual((decision.state, decision.name, decision.wage), ('applied', '0001/2026', 32000))
        self.assertEqual(employee.dz_hired_date, date(2026, 3, 1))

    def test_numbers_go_on_without_gap_by_company_and_year(self):
        employee = self._create_employee()
        names = [self._sign(employee, 'work_certificate').name for _number in range(2)]
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._sign(employee, 'interim', date(2026, 3, 1), job_id=self.other_job.id)
        names.append(self._sign(employee, 'work_certificate').name)
        self.assertEqual(names, ['0001/2026', '0002/2026', '0003/2026'])
        with freeze_time('2027-01-04 09:00:00'):
            self.assertEqual(self._sign(employee, 'work_certificate').name, '0001/2027')
        company = self._create_company("Sahara Works")
        other = self._create_employee("Other", company=company, job_title="Clerk")
        user = self._create_user('other_manager', 'hr.group_hr_manager', company)
        env = self.env(user=user, context={'allowed_company_ids': company.ids})
        decision = env['dz.hr.decision'].create({
            'kind_id': self.env.ref('l10n_dz_hr_file.kind_work_certificate').id, 'employee_id': other.id,
            'company_id': company.id, 'date_effect': date(2026, 3, 15)})
        decision.action_sign()
        self.assertEqual(decision.name, '0001/2026')

    def test_a_promotion_writes_a_new_version_at_its_day(self):
        employee = self._create_employee(dz_grade_id=self.low.id, dz_step=0, wage=30000)
        self._sign(employee, 'promotion_step', date(2026, 3, 10), grade_id=self.low.id, step=1)
        before, after = self._version(employee, date(2026, 3, 9)), self._version(employee, date(2026, 3, 10))
        self.assertEqual((before.dz_step, before.wage), (0, 30000))
        self.assertEqual((after.dz_step, after.wage, after.contract_date_start), (1, 32000, date(2024, 1, 1)))

    def test_a_draft_shows_what_it_starts_from_and_the_wage_to_come(self):
        employee = self._create_employee(dz_grade_id=self.low.id, dz_step=0, wage=30000)
        draft = self._prepare(employee, 'promotion_step', date(2026, 3, 10), grade_id=self.low.id, step=1)
        self.assertEqual((draft.present, draft.wage_foreseen), ("Accountant — Accounts — Assistant, step 0", 32000))
        draft.write({'step': 7})
        self.assertEqual(draft.wage_foreseen, 0, "the grid has no such step")
        draft.write({'step': 1})
        draft.action_sign()
        self.assertEqual((draft.present, draft.wage_foreseen), (False, 0))

    def test_a_transfer_moves_and_the_head_becomes_the_manager(self):
        head = self._create_employee("Head")
        self.other_department.sudo().manager_id = head
        employee = self._create_employee()
        self._sign(employee, 'transfer', job_id=self.other_job.id, department_id=self.other_department.id)
        self.assertEqual((employee.department_id, employee.job_id, employee.parent_id),
                         (self.other_department, self.other_job, head))

    def test_an_interim_ends_by_itself(self):
        employee = self._create_employee()
        self._sign(employee, 'interim', date(2026, 3, 15), date_end=date(2026, 4, 30), job_id=self.other_job.id)
        self.assertEqual(self._version(employee, date(2026, 4, 30)).job_id, self.other_job)
        self.assertEqual(self._version(employee, date(2026, 5, 1)).job_id, self.job)

    def test_a_promotion_during_an_interim_lasts_after_it(self):
        employee = self._create_employee(dz_grade_id=self.low.id, dz_step=0)
        self._sign(employee, 'interim', date(2026, 3, 1), date_end=date(2026, 4, 30), job_id=self.other_job.id)
        self._sign(employee, 'promotion_step', date(2026, 3, 15), grade_id=self.low.id, step=1)
        version = self._version(employee, date(2026, 5, 1))
        self.assertEqual((version.job_id, version.dz_step, version.wage), (self.job, 1, 32000))

    def test_a_confirmation_ends_the_trial(self):
        employee = self._create_employee(start=date(2026, 1, 1), trial_date_end=date(2026, 3, 31))
        self.env.flush_all()
        self.assertEqual(employee.dz_alert_trial, date(2026, 3, 31))
        self._sign(employee, 'confirmation')
        self.env.flush_all()
        employee.invalidate_recordset()
        self.assertEqual((employee.dz_confirmed_date, employee.dz_alert_trial), (date(2026, 3, 15), False))

    def test_a_renewal_follows_the_first_contract(self):
        employee = self._create_employee(start=date(2025, 4, 1), end=date(2026, 3, 31))
        self._sign(employee, 'renewal_fixed', date(2026, 4, 1), date_end=date(2027, 3, 31))
        with freeze_time('2026-04-01 05:00:00'):
            self._run_cron()
        self.assertEqual(employee.sudo()._dz_contracts(), {
            (date(2025, 4, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2027, 3, 31))})

    def test_a_change_to_an_open_contract_ends_the_fixed_one(self):
        employee = self._create_employee(start=date(2025, 4, 1), end=date(2026, 12, 31))
        self._sign(employee, 'to_permanent', date(2026, 3, 1))
        self.assertEqual(employee.sudo()._dz_contracts(), {
            (date(2025, 4, 1), date(2026, 2, 28)), (date(2026, 3, 1), False)})
        self.assertEqual(employee.dz_hired_date, date(2025, 4, 1))

    def test_a_leave_of_absence_is_unpaid_leave(self):
        employee = self._create_employee()
        self._sign(employee, 'leave_of_absence', date(2026, 3, 15), date_end=date(2026, 6, 30))
        leave = self.root['hr.leave'].search([('employee_id', '=', employee.id)])
        self.assertEqual((leave.state, leave.request_date_from, leave.request_date_to, leave.holiday_status_id.unpaid),
                         ('validate', date(2026, 3, 15), date(2026, 6, 30), True))

    def test_a_sanction_may_suspend(self):
        employee = self._create_employee()
        self._sign(employee, 'sanction', date(2026, 3, 15), date_end=date(2026, 3, 17), degree=2)
        leave = self.root['hr.leave'].search([('employee_id', '=', employee.id)])
        self.assertEqual((leave.number_of_days, leave.state), (3, 'validate'))

    def test_the_end_closes_the_contract(self):
        employee = self._create_employee()
        self._sign(employee, 'resignation', date(2026, 3, 10))
        self.assertEqual(
            (employee.contract_date_end, employee.departure_date, employee.departure_reason_id),
            (date(2026, 3, 10), date(2026, 3, 10), self.env.ref('hr.departure_resigned')))

    def test_a_future_decision_waits_for_its_day_and_acts_once(self):
        employee = self._create_employee(dz_grade_id=self.low.id)
        decision = self._sign(employee, 'promotion_step', date(2026, 4, 1), grade_id=self.low.id, step=1)
        self._run_cron()
        self.assertEqual((decision.state, self._version(employee, date(2026, 4, 1)).dz_step), ('signed', 0))
        with freeze_time('2026-04-01 05:00:00'):
            self._run_cron()
            count = employee.versions_count
            self._run_cron()
            decision._take_effect()
            employee.invalidate_recordset(['versions_count'])
            self.assertEqual(employee.versions_count, count)
        self.assertEqual((decision.state, self._version(employee, date(2026, 4, 1)).dz_step), ('applied', 1))
        events = self.root['dz.hr.decision.event'].search([('decision_id', '=', decision.id)])
        self.assertEqual(events.sorted('id').mapped('event'), ['signed', 'applied'])

    def test_what_cannot_take_effect_is_told_and_stops_nothing(self):
        first, second = self._create_employee("First", dz_grade_id=self.low.id), self._create_employee("Second")
        stuck = self._sign(first, 'promotion_step', date(2026, 4, 1), grade_id=self.low.id, step=1)
        other = self._sign(second, 'confirmation', date(2026, 4, 1))
        self._sign(first, 'resignation', date(2026, 3, 14))
        with freeze_time('2026-04-01 05:00:00'):
            self._run_cron()
            self._run_cron()
        self.assertEqual((stuck.state, other.state), ('signed', 'applied'))
        self.assertEqual(stuck.activity_ids.user_id, self.manager)
        self.assertEqual(len(stuck.activity_ids), 1)

    def test_the_journal_is_chained_and_the_paper_verifiable(self):
        decision = self._sign(self._create_employee(dz_first_name_ar="أمين", dz_last_name_ar="تجريبي"), 'work_certificate')
        self.assertFalse(self.root['dz.hr.decision.event']._verify_chains())
        self.assertEqual(decision.verifiable_state, 'valid')
        self.assertTrue(decision.is_intact)
        verdict = self.root['verifiable.document']._verify_token(decision.sudo().verifiable_id.token)
        self.assertIn("أمين تجريبي", str(verdict))

    def test_a_text_changed_behind_the_back_shows(self):
        decision = self._sign(self._create_employee(), 'work_certificate')
        self.env.flush_all()
        self.env.cr.execute("UPDATE dz_hr_decision SET text_ar = 'x' WHERE id = %s", [decision.id])
        decision.invalidate_recordset()
        self.assertFalse(decision.is_intact)

    def test_approval_steps_come_before_the_signature(self):
        approver = self._create_user('director', 'hr.group_hr_user')
        self.root['tier.definition'].create({
            'name': "Director", 'model_id': self.root['ir.model']._get_id('dz.hr.decision'), 'review_type': 'individual',
            'reviewer_id': approver.id, 'company_id': self.company.id})
        decision = self._prepare(self._create_employee(), 'confirmation')
        with self.assertRaisesRegex(UserError, "needs to be validated"), self.env.cr.savepoint():
            decision.action_sign()
        decision.with_user(self.officer).request_validation()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            decision.action_sign()
        decision.with_user(approver).validate_tier()
        decision.invalidate_recordset()
        decision.action_sign()
        self.assertEqual((decision.state, decision.name), ('applied', '0001/2026'))
