from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError

from .common import FileCase


class TestDecisionUndo(FileCase):
    """A decision is cancelled by another one, which puts the file back."""

    def _undo(self, decision):
        action = decision.action_prepare_undo()
        values = {key.removeprefix('default_'): value for key, value in action['context'].items()}
        undo = self.env(user=self.officer)['dz.hr.decision'].create({**values, 'reason': "خطأ في التقدير"})
        undo.with_env(self.env).action_sign()
        return undo.with_env(self.env)

    def test_a_promotion_undone_leaves_what_was(self):
        employee = self._create_employee(dz_grade_id=self.low.id, wage=30000)
        decision = self._sign(employee, 'promotion_step', date(2026, 3, 10), grade_id=self.low.id, step=1)
        undo = self._undo(decision)
        version = self._version(employee, date(2026, 3, 15))
        self.assertEqual((version.dz_step, version.wage, employee.versions_count), (0, 30000, 1))
        self.assertEqual((decision.state, decision.undone_by_id, undo.state), ('undone', undo, 'applied'))
        self.assertEqual(decision.verifiable_state, 'revoked')
        self.assertIn(decision.name, undo.text_ar)

    def test_every_effect_is_undone(self):
        cases = (
            ('transfer', {'department_id': self.other_department.id, 'job_id': self.other_job.id}),
            ('interim', {'job_id': self.other_job.id, 'date_end': date(2026, 4, 30)}),
            ('confirmation', {}), ('resignation', {}), ('to_permanent', {}),
            ('leave_of_absence', {'date_end': date(2026, 4, 30)}),
        )
        for kind, values in cases:
            with self.subTest(kind=kind):
                employee = self._create_employee(kind, end=date(2026, 12, 31))
                before = self._state(employee)
                decision = self._sign(employee, kind, date(2026, 3, 12), **values)
                self.assertNotEqual(self._state(employee), before)
                self._undo(decision)
                self.assertEqual(self._state(employee), before)

    def _state(self, employee):
        employee.invalidate_recordset()
        versions = employee.sudo().version_ids.sorted('date_version')
        leaves = self.root['hr.leave'].search_count([('employee_id', '=', employee.id), ('state', '=', 'validate')])
        return leaves, [(
            version.date_version, version.contract_date_start, version.contract_date_end, version.job_id,
            version.department_id, version.dz_step, version.departure_date, version.departure_reason_id,
            version.dz_confirmed_date) for version in versions]

    def test_a_recruitment_undone_leaves_no_contract(self):
        employee = self._create_employee(start=False)
        self._undo(self._sign(employee, 'recruitment', date(2026, 3, 1)))
        self.assertFalse(employee.sudo()._dz_contracts())

    def test_what_has_not_taken_effect_never_does(self):
        employee = self._create_employee(dz_grade_id=self.low.id)
        decision = self._sign(employee, 'promotion_step', date(2026, 4, 1), grade_id=self.low.id, step=1)
        self._undo(decision)
        with freeze_time('2026-04-01 05:00:00'):
            self._run_cron()
        self.assertEqual((decision.state, self._version(employee, date(2026, 4, 1)).dz_step), ('undone', 0))

    def test_what_came_after_is_undone_first(self):
        employee = self._create_employee(dz_grade_id=self.low.id)
        first = self._sign(employee, 'promotion_step', date(2026, 3, 1), grade_id=self.low.id, step=1)
        second = self._sign(employee, 'promotion_grade', date(2026, 3, 10), grade_id=self.high.id, step=0)
        with self.assertRaisesRegex(UserError, second.name), self.env.cr.savepoint():
            self._undo(first)
        self._undo(second)
        self._undo(first)
        self.assertEqual(self._version(employee, date(2026, 3, 15)).dz_step, 0)

    def test_an_annulment_is_not_undone_nor_anything_twice(self):
        decision = self._sign(self._create_employee(), 'confirmation')
        undo = self._undo(decision)
        for paper in (undo, decision):
            with self.assertRaisesRegex(UserError, "nothing to undo"):
                paper.action_prepare_undo()
