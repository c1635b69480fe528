from datetime import date

from odoo.exceptions import AccessError, UserError

from .common import PayrollCase


class TestLoan(PayrollCase):

    def _lend(self, employee, amount, months=1, first=date(2026, 3, 1)):
        loan = self.env['dz.payroll.loan'].create({
            'employee_id': employee.id, 'company_id': self.company.id, 'amount': amount, 'installments': months,
            'first_month': first})
        loan.action_grant()
        return loan

    def _confirmed(self, employee, month=date(2026, 3, 1)):
        run = self._compute(self._create_run(employee, month))
        run.action_dz_confirm()
        return run.dz_line_ids.payslip_id

    def test_a_loan_is_kept_from_the_wages_by_its_schedule(self):
        employee = self._create_employee(wage=50000)
        loan = self._lend(employee, 10000, 3)
        self.assertEqual(loan.line_ids.mapped('amount'), [3333.33, 3333.33, 3333.34])
        self.assertEqual(loan.line_ids.mapped('date'), [date(2026, month, 1) for month in (3, 4, 5)])
        slip = self._confirmed(employee)
        self.assertEqual((self._totals(slip)['ADVANCE'], slip.dz_net), (-3333.33, 37581.67))
        self.assertEqual((loan.amount_repaid, loan.amount_due), (3333.33, 6666.67))
        self._confirmed(employee, date(2026, 4, 1))
        last = self._confirmed(employee, date(2026, 5, 1))
        self.assertEqual((self._totals(last)['ADVANCE'], loan.amount_due), (-3333.34, 0))
        self.assertNotIn('ADVANCE', self._totals(self._confirmed(employee, date(2026, 6, 1))))

    def test_what_the_wage_cannot_bear_waits(self):
        employee = self._create_employee(wage=50000)
        first, second = self._lend(employee, 30000), self._lend(employee, 20000)
        slip = self._confirmed(employee)
        self.assertEqual((self._totals(slip)['ADVANCE'], slip.dz_net), (-30000, 10915))
        self.assertEqual((first.amount_due, second.amount_due), (0, 20000))
        self.assertEqual(self._totals(self._confirmed(employee, date(2026, 4, 1)))['ADVANCE'], -20000)

    def test_a_loan_changed_after_the_computation_is_seen(self):
        employee = self._create_employee(wage=50000)
        loan = self._lend(employee, 5000)
        run = self._compute(self._create_run(employee))
        loan.action_cancel()
        with self.assertRaisesRegex(UserError, "The advances of Amine Test have changed"):
            run.action_dz_confirm()
        run.with_context(queue_job__no_delay=True).action_dz_recompute()
        run.action_dz_confirm()
        self.assertEqual(run.dz_line_ids.payslip_id.dz_net, 40915)

    def test_what_is_given_up_is_not_kept(self):
        employee = self._create_employee(wage=50000)
        loan = self._lend(employee, 9000, 3)
        self._confirmed(employee)
        loan.action_cancel()
        self.assertNotIn('ADVANCE', self._totals(self._confirmed(employee, date(2026, 4, 1))))
        self.assertEqual((loan.amount_repaid, loan.state), (3000, 'cancelled'))

    def test_a_granted_loan_is_neither_changed_nor_deleted_nor_granted_again(self):
        loan = self._lend(self._create_employee(), 5000)
        for act in (lambda: loan.write({'amount': 1}), loan.action_grant, loan.unlink,
                    lambda: loan.write({'state': 'draft'})):
            with self.assertRaises(UserError):
                act()

    def test_an_officer_prepares_a_loan_and_the_manager_grants_it(self):
        env = self.env(user=self.officer)
        loan = env['dz.payroll.loan'].create({
            'employee_id': self._create_employee().id, 'company_id': self.company.id, 'amount': 1000})
        with self.assertRaisesRegex(AccessError, "Only a payroll manager"):
            loan.action_grant()
        with self.assertRaises(UserError):
            env['dz.payroll.loan'].create({
                'employee_id': loan.employee_id.id, 'company_id': self.company.id, 'amount': 1000, 'state': 'granted'})
        loan.with_env(self.env).action_grant()
        self.assertEqual(loan.state, 'granted')
