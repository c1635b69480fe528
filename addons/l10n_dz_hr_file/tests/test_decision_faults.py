from datetime import date

from psycopg2.errors import CheckViolation, ExclusionViolation

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from .common import FileCase


class TestDecisionFaults(FileCase):
    """One test for each refusal."""

    def assertRefused(self, message, employee, kind, day=date(2026, 3, 15), **values):
        with self.assertRaisesRegex(UserError, message), self.env.cr.savepoint():
            self._sign(employee, kind, day, **values)

    @mute_logger('odoo.sql_db')
    def test_an_end_before_the_start_is_refused(self):
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self._sign(self._create_employee(), 'interim', date(2026, 3, 15), date_end=date(2026, 3, 14),
                       job_id=self.other_job.id)

    @mute_logger('odoo.sql_db')
    def test_two_decisions_of_one_effect_do_not_overlap(self):
        employee = self._create_employee()
        self._sign(employee, 'interim', date(2026, 3, 1), date_end=date(2026, 3, 31), job_id=self.other_job.id)
        with self.assertRaises(ExclusionViolation), self.env.cr.savepoint():
            self._sign(employee, 'interim', date(2026, 3, 31), date_end=date(2026, 4, 30), job_id=self.job.id)
        self._sign(employee, 'interim', date(2026, 4, 1), date_end=date(2026, 4, 30), job_id=self.other_job.id)
        self._sign(employee, 'confirmation', date(2026, 3, 15))

    def test_what_is_not_complete_is_not_sent_to_approval(self):
        decision = self._prepare(self._create_employee(), 'leave_of_absence', date_end=date(2026, 4, 30), reason=False)
        with self.assertRaisesRegex(UserError, "needs a reason"):
            decision.request_validation()

    def test_a_signed_decision_does_not_change(self):
        decision = self._sign(self._create_employee(), 'confirmation')
        for values in ({'date_effect': date(2026, 1, 1)}, {'reason': "x"}, {'state': 'draft'}, {'name': '9'},
                       {'text_ar': "x"}, {'verifiable_id': False}, {'signed_by_id': self.officer.id}):
            with self.subTest(values=values), self.assertRaises(UserError), self.env.cr.savepoint():
                decision.write(values)
        for act in (decision.unlink, decision.action_sign, decision.action_give_up):
            with self.subTest(act=act.__name__), self.assertRaises(UserError), self.env.cr.savepoint():
                act()

    def test_no_decision_is_born_signed(self):
        for values in ({'state': 'applied'}, {'name': '1/2026'}, {'signed_by_id': self.officer.id}):
            with self.subTest(values=values), self.assertRaises(UserError), self.env.cr.savepoint():
                self._prepare(self._create_employee(), 'confirmation', **values)

    def test_a_draft_can_be_given_up_and_removed(self):
        decision = self._prepare(self._create_employee(), 'confirmation')
        decision.action_give_up()
        self.assertEqual(decision.state, 'cancel')
        decision.unlink()

    def test_the_journal_accepts_no_change(self):
        decision = self._sign(self._create_employee(), 'confirmation')
        event = self.root['dz.hr.decision.event'].search([('decision_id', '=', decision.id)], limit=1)
        for act in (lambda: event.write({'number': 'x'}), event.unlink):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                act()

    def test_a_step_beyond_the_grid_is_refused(self):
        employee = self._create_employee(dz_grade_id=self.low.id, dz_step=1)
        self.assertRefused("has no step 2", employee, 'promotion_step', grade_id=self.low.id, step=2)

    def test_the_present_step_is_no_promotion(self):
        employee = self._create_employee(dz_grade_id=self.low.id, dz_step=1)
        self.assertRefused("present grade and step", employee, 'promotion_step', grade_id=self.low.id, step=1)

    def test_a_promotion_names_its_grade(self):
        self.assertRefused("new grade", self._create_employee(), 'promotion_grade')

    def test_a_person_of_another_company_is_refused(self):
        stranger = self._create_employee("Stranger", company=self._create_company("Sahara Works"))
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._prepare(stranger, 'confirmation', user=self.manager)
        decision = self._prepare(self._create_employee(), 'confirmation')
        self.env.flush_all()
        self.env.cr.execute("UPDATE dz_hr_decision SET employee_id = %s WHERE id = %s", [stranger.id, decision.id])
        decision.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "another company"), self.env.cr.savepoint():
            decision.action_sign()

    def test_a_second_contract_at_once_is_refused(self):
        self.assertRefused("already has a contract", self._create_employee(), 'recruitment')

    def test_nothing_is_decided_without_contract(self):
        ended = self._create_employee(end=date(2026, 1, 31))
        for kind, values in (('confirmation', {}), ('transfer', {'job_id': self.other_job.id}), ('resignation', {}),
                             ('sanction', {'degree': 1})):
            with self.subTest(kind=kind):
                self.assertRefused("has no contract", ended, kind, **values)

    def test_fixed_term_contracts_are_limited_where_it_is_configured(self):
        employee = self._create_employee(start=date(2025, 3, 1), end=date(2026, 2, 28))
        self.assertRefused("needs its last day", employee, 'contract_fixed')
        limit = self.root['dz.hr.limit'].create({
            'code': 'fixed_term_contracts', 'value': 1, 'date_from': date(2020, 1, 1), 'company_id': self.company.id,
            'source': "Collective agreement"})
        self.assertRefused("2 fixed-term contracts", employee, 'contract_fixed', date_end=date(2026, 9, 14))
        limit.write({'code': 'fixed_term_months', 'value': 17})
        self.assertRefused("17 months at most", employee, 'contract_fixed', date_end=date(2026, 9, 14))
        limit.value = 18
        self._sign(employee, 'contract_fixed', date_end=date(2026, 9, 14))

    def test_a_trial_is_not_longer_than_the_law_allows(self):
        employee = self._create_employee(start=False)
        self.assertRefused("at most 6 months", employee, 'recruitment', trial_date_end=date(2026, 9, 15))
        self.assertRefused("before it starts", employee, 'recruitment', trial_date_end=date(2026, 3, 14))
        self.assertRefused("at most 12 months", employee, 'recruitment', trial_date_end=date(2027, 3, 15),
                      grade_id=self.high.id)
        self._sign(employee, 'recruitment', trial_date_end=date(2026, 9, 14))

    def test_what_a_kind_wants_is_wanted(self):
        employee = self._create_employee()
        self.assertRefused("needs a reason", employee, 'sanction', degree=1, reason=False)
        self.assertRefused("degree", employee, 'sanction')
        self.assertRefused("last day", employee, 'leave_of_absence')
        self.assertRefused("post that is held", employee, 'interim', date_end=date(2026, 4, 1))
        self.assertRefused("new post", employee, 'transfer')
        self.assertRefused("signed decision", employee, 'undo')

    def test_an_interim_does_not_outlive_the_contract(self):
        employee = self._create_employee(end=date(2026, 4, 30))
        self.assertRefused(
            "contract ends on 30/04/2026", employee, 'interim', date_end=date(2026, 5, 1), job_id=self.other_job.id)

    def test_a_suspension_over_leave_is_refused(self):
        employee = self._create_employee()
        self._sign(employee, 'leave_of_absence', date(2026, 3, 15), date_end=date(2026, 3, 31))
        self.assertRefused(
            "has leave on these days", employee, 'sanction', date(2026, 3, 20), date_end=date(2026, 3, 21), degree=2)

    def test_a_text_that_the_file_cannot_fill_is_refused(self):
        employee = self._create_employee(job_id=False, job_title=False)
        self.assertRefused("needs what the file lacks: job", employee, 'work_certificate')

    def test_a_kind_without_wording_on_the_day_is_refused(self):
        self.root.ref('l10n_dz_hr_file.wording_confirmation').date_to = date(2025, 12, 31)
        self.assertRefused("has no wording", self._create_employee(), 'confirmation')

    def test_an_officer_does_not_sign_nor_anybody_about_himself(self):
        decision = self._prepare(self._create_employee(), 'confirmation')
        with self.assertRaisesRegex(AccessError, "Only a manager"):
            decision.with_user(self.officer).action_sign()
        own = self._prepare(self._create_employee("Boss", user=self.manager), 'confirmation')
        with self.assertRaisesRegex(AccessError, "about himself"):
            own.action_sign()

    def test_grade_and_step_change_by_decisions_once_there_are_some(self):
        employee = self._create_employee(dz_grade_id=self.low.id)
        version = employee.version_id.with_user(self.officer)
        version.write({'dz_step': 1})
        self._sign(employee, 'confirmation')
        with self.assertRaisesRegex(UserError, "by a signed decision"):
            version.write({'dz_step': 0})

    def test_a_used_kind_is_kept(self):
        self._prepare(self._create_employee(), 'confirmation')
        with self.assertRaisesRegex(UserError, "archived"):
            self.root.ref('l10n_dz_hr_file.kind_confirmation').unlink()
