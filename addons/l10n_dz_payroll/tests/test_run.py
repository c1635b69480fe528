from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from odoo.addons.queue_job.tests.common import trap_jobs

from .common import PayrollCase


class TestRun(PayrollCase):

    def _balances(self, move):
        """Balance by account code of an entry."""
        balances = {}
        for line in move.line_ids:
            code = line.account_id.with_company(self.company).code
            balances[code] = round(balances.get(code, 0) + line.balance, 2)
        return balances

    def _confirmed(self, *employees):
        run = self._compute(self._create_run(self.env['hr.employee'].union(*employees)))
        run.action_dz_confirm()
        return run

    def _correct(self, slip):
        """Correct a payslip by a batch of its own, computed and confirmed."""
        run = self.env['hr.payslip.run'].browse(slip.action_dz_correct()['res_id'])
        self._compute(run)
        run.action_dz_confirm()
        return run

    # Computing

    def test_all_employees_in_contract_are_added_once(self):
        inside = self._create_employee("Inside")
        self._create_employee("Gone", end=date(2026, 2, 28))
        self._create_employee("Later", start=date(2026, 4, 1))
        paid = self._create_employee("Paid")
        self._pay(paid)
        run = self._create_run(self.env['hr.employee'])
        run.action_dz_fill()
        run.action_dz_fill()
        self.assertEqual(run.dz_line_ids.employee_id, inside)

    def test_who_has_a_contract_and_no_structure_is_named(self):
        inside, hired = self._create_employee("Inside"), self._create_employee("Just Hired")
        hired.sudo().version_ids.struct_id = False
        run = self._create_run(self.env['hr.employee'])
        notice = run.with_user(self.officer).action_dz_fill()
        self.assertEqual(run.dz_line_ids.employee_id, inside)
        self.assertIn("Just Hired", notice['params']['message'])
        self.assertNotIn("Inside", notice['params']['message'])
        hired.sudo().version_ids.struct_id = self.structure
        self.assertIs(run.with_user(self.officer).action_dz_fill(), True)
        self.assertEqual(run.dz_line_ids.employee_id, inside + hired)

    def test_a_batch_is_called_by_its_month(self):
        self.env['res.lang'].sudo()._activate_lang('ar_001')
        for lang, name in (('en_US', "Payroll of March 2026"), ('ar_001', "مارس 2026")):
            with self.subTest(lang=lang):
                self.assertIn(name, Form(self.env['hr.payslip.run'].with_user(self.officer).with_context(lang=lang)).name)
        with Form(self.env['hr.payslip.run'].with_user(self.officer)) as form:
            form.name = "Wages of spring"
            form.date_start = date(2026, 3, 1)
        self.assertEqual(form.record.name, "Wages of spring")

    def test_a_batch_is_made_in_chunks_each_planned_once(self):
        employees = self.env['hr.employee'].union(*(self._create_employee(f"Employee {number}") for number in range(3)))
        run = self._create_run(employees)
        with trap_jobs() as jobs:
            run.action_dz_start()
            run._dz_enqueue()
            jobs.assert_jobs_count(1)
            self.assertEqual(run.dz_state, 'running')
            run._dz_make_chunk(size=2)
            self.assertEqual((run.dz_done_count, run.dz_waiting_count, run.dz_state), (2, 1, 'running'))
            run._dz_make_chunk(size=2)
        self.assertEqual((run.dz_done_count, run.dz_waiting_count, run.dz_state), (3, 0, 'computed'))
        run._dz_make_chunk(size=2)
        self.assertEqual(len(run.dz_line_ids.payslip_id), 3)
        self.assertEqual(run.dz_net, 3 * 34128)

    def test_a_refusal_keeps_nobody_else_from_being_paid(self):
        good, poor = self._create_employee("Good"), self._create_employee("Poor", wage=10000)
        run = self._compute(self._create_run(good + poor))
        self.assertEqual((run.dz_done_count, run.dz_failed_count, run.dz_state), (1, 1, 'computed'))
        with self.assertRaisesRegex(UserError, "1 employees of .* have no payslip yet"):
            run.action_dz_confirm()
        poor.sudo().wage = 24000
        run.with_context(queue_job__no_delay=True).action_dz_retry()
        self.assertEqual((run.dz_done_count, run.dz_failed_count), (2, 0))
        with self.assertRaisesRegex(UserError, "nothing to try again"):
            run.action_dz_retry()

    def test_an_employee_left_out_can_be_paid_by_another_batch(self):
        one, two = self._create_employee("One"), self._create_employee("Two")
        run = self._compute(self._create_run(one + two))
        first = run.dz_line_ids.filtered(lambda line: line.employee_id == one)
        slip = first.payslip_id
        first.action_leave_out()
        self.assertEqual((first.state, slip.state, run.dz_net), ('left_out', 'cancel', 34128))
        run.action_dz_confirm()
        self.assertEqual(self._pay(one).state, 'verify')
        with self.assertRaisesRegex(UserError, "computed batch only"):
            first.action_leave_out()

    def test_wages_that_changed_are_computed_again(self):
        employee = self._create_employee()
        run = self._compute(self._create_run(employee))
        slip = run.dz_line_ids.payslip_id
        employee.sudo().wage = 50000
        run.with_context(queue_job__no_delay=True).action_dz_recompute()
        self.assertEqual((run.dz_line_ids.payslip_id, slip.dz_net, len(slip.line_ids)), (slip, 40915, 9))

    def test_a_batch_with_a_changed_payslip_is_not_confirmed(self):
        run = self._compute(self._create_run(self._create_employee()))
        run.dz_line_ids.payslip_id.dz_overtime_hours = 4
        with self.assertRaisesRegex(UserError, "have changed: compute it again"):
            run.action_dz_confirm()

    def test_overtime_outlives_a_new_computation(self):
        run = self._compute(self._create_run(self._create_employee(wage=34666)))
        run.dz_line_ids.payslip_id.dz_overtime_hours = 10
        run.with_context(queue_job__no_delay=True).action_dz_recompute()
        self.assertEqual(self._totals(run.dz_line_ids.payslip_id)['OVERTIME'], 3000)

    def test_an_employee_without_algerian_structure_is_refused(self):
        employee = self._create_employee()
        employee.sudo().struct_id = False
        run = self._compute(self._create_run(employee))
        self.assertIn("has no Algerian salary structure", run.dz_line_ids.message)

    def test_an_empty_batch_and_a_started_one_are_not_started(self):
        run = self._create_run(self.env['hr.employee'])
        with self.assertRaisesRegex(UserError, "nothing to compute"):
            run.action_dz_start()
        run = self._compute(self._create_run(self._create_employee()))
        for act in (run.action_dz_start, run.action_dz_fill, run.unlink, lambda: run.write({'date_start': date(2026, 1, 1)}),
                    lambda: run.dz_line_ids.unlink()):
            with self.assertRaisesRegex(UserError, "has been started"):
                act()

    def test_a_batch_pays_the_employees_of_one_company(self):
        other = self._create_dz_company("Other works")
        structure = self.env(su=True)['hr.payroll.structure'].search([('company_id', '=', other.id)])
        stranger = self._create_employee("Stranger", structure=structure)
        with self.assertRaisesRegex(ValidationError, "employees of one company"):
            self.env['hr.payslip.run'].sudo().create({
                'name': "Mixed", 'date_start': date(2026, 3, 1), 'date_end': date(2026, 3, 31), 'is_dz': True,
                'company_id': self.company.id, 'dz_line_ids': [(0, 0, {'employee_id': stranger.id})]})

    # Posting

    def test_a_batch_is_posted_in_one_balanced_entry(self):
        employee = self._create_employee(wage=50000)
        loan = self.env['dz.payroll.loan'].create(
            {'employee_id': employee.id, 'company_id': self.company.id, 'amount': 2000, 'first_month': date(2026, 3, 1)})
        loan.action_grant()
        self._give(employee, 'family', 1000)
        run = self._confirmed(employee, self._create_employee("Second", wage=24000))
        move = run.dz_move_id
        self.assertRecordValues(move, [{'state': 'posted', 'date': date(2026, 3, 31), 'ref': run.name}])
        # 9 % of 74 000; tax of 45 500 (21 840 is exempt); 25 % + 0.5 % and 3 % of 74 000
        self.assertEqual(self._balances(move), {
            '631000': 74000, '638000': 1000, '431000': -25530, '442000': -4585, '425000': -2000, '421000': -61755,
            '635000': 18870, '637000': 2220, '422000': -2220})
        self.assertEqual(sum(self._balances(move).values()), 0)
        self.assertEqual((run.dz_state, run.state, set(run.dz_line_ids.payslip_id.mapped('state'))),
                         ('confirmed', 'close', {'done'}))

    def test_a_batch_is_confirmed_once(self):
        run = self._confirmed(self._create_employee())
        with self.assertRaisesRegex(UserError, "not computed, or already confirmed"):
            run.action_dz_confirm()

    def test_a_missing_account_is_named_and_nothing_is_posted(self):
        self.env.ref('l10n_dz_payroll.rule_tax').dz_credit_code = '9999'
        run = self._compute(self._create_run(self._create_employee(wage=50000)))
        with self.assertRaisesRegex(UserError, "no account beginning with 9999"), self.env.cr.savepoint():
            run.action_dz_confirm()
        self.env.invalidate_all()
        self.assertEqual((run.dz_state, run.dz_line_ids.payslip_id.state, run.dz_move_id.id), ('computed', 'verify', False))

    def test_a_locked_month_is_refused(self):
        run = self._compute(self._create_run(self._create_employee()))
        self.company.sudo().hard_lock_date = date(2026, 3, 31)
        with self.assertRaisesRegex(UserError, "closed in the accounts"):
            run.action_dz_confirm()

    def test_a_company_without_journal_is_told(self):
        run = self._compute(self._create_run(self._create_employee()))
        with patch.object(type(self.env['account.journal']), 'search', lambda journals, *args, **kwargs: journals.browse()), \
                self.assertRaisesRegex(UserError, "has no journal for wages"):
            run._prepare_dz_move_values(run.dz_line_ids.payslip_id, self.env['hr.payslip'])

    # Corrections

    def test_a_correction_replaces_the_payslip_and_posts_the_difference(self):
        employee = self._create_employee()
        run = self._confirmed(employee)
        former = run.dz_line_ids.payslip_id
        employee.sudo().wage = 50000
        correction = self._correct(former)
        slip = correction.dz_line_ids.payslip_id
        self.assertRecordValues(slip, [{'state': 'done', 'dz_corrects_id': former.id, 'dz_net': 40915.0}])
        self.assertEqual(former.state, 'cancel')
        # tax of 45 500 less that of 36 400: 4 585 - 2 272
        self.assertEqual(self._balances(correction.dz_move_id), {
            '631000': 10000, '431000': -3450, '442000': -2313, '421000': -6787, '635000': 2550, '637000': 300,
            '422000': -300})

    def test_a_repayment_follows_the_payslip_that_is_replaced(self):
        employee = self._create_employee(wage=50000)
        loan = self.env['dz.payroll.loan'].create(
            {'employee_id': employee.id, 'company_id': self.company.id, 'amount': 2000, 'first_month': date(2026, 3, 1)})
        loan.action_grant()
        former = self._confirmed(employee).dz_line_ids.payslip_id
        slip = self._correct(former).dz_line_ids.payslip_id
        self.assertEqual((loan.line_ids.payslip_id, loan.amount_due, self._totals(slip)['ADVANCE']), (slip, 0, -2000))

    def test_what_was_paid_too_much_is_kept_from_the_next_wage(self):
        employee = self._create_employee(wage=50000, number='00799999000000020091')
        run = self._confirmed(employee)
        run.action_dz_mark_paid()
        employee.sudo().wage = 40000
        correction = self._correct(run.dz_line_ids.payslip_id)
        self.assertEqual(self._balances(correction.dz_move_id)['425000'], 6787)
        self.assertEqual(self._balances(correction.dz_move_id).get('421000', 0), 0)
        with self.assertRaisesRegex(UserError, "Nothing is to be paid"):
            correction.action_dz_transfers_csv()
        april = self._compute(self._create_run(employee, date(2026, 4, 1)))
        self.assertEqual(self._totals(april.dz_line_ids.payslip_id)['ADVANCE'], -6787)

    def test_a_chain_of_corrections_pays_each_dinar_once(self):
        employee = self._create_employee(wage=40000, number='00799999000000020091')
        run = self._confirmed(employee)
        run.action_dz_mark_paid()
        slip = run.dz_line_ids.payslip_id
        for wage, payable in ((50000, 6787), (60000, 13430)):
            employee.sudo().wage = wage
            correction = self._correct(slip)
            slip = correction.dz_line_ids.payslip_id
            self.assertEqual(slip._dz_payable()[slip], payable, "all that is above the 34 128 that were paid")
        correction.action_dz_mark_paid()
        self.assertEqual(slip._dz_payable()[slip], 0)
        with self.assertRaisesRegex(UserError, "has not been paid"):
            correction.action_dz_mark_paid()

    def test_a_payslip_on_its_way_to_the_bank_is_not_corrected(self):
        run = self._confirmed(self._create_employee(number='00799999000000020091'))
        run.action_dz_transfers_csv()
        with self.assertRaisesRegex(UserError, "mark its batch as paid first"):
            run.dz_line_ids.payslip_id.action_dz_correct()
        run.action_dz_mark_paid()
        self.assertTrue(run.dz_line_ids.payslip_id.action_dz_correct()['res_id'])

    def test_a_correction_that_fails_leaves_the_payslip_in_force(self):
        employee = self._create_employee()
        former = self._confirmed(employee).dz_line_ids.payslip_id
        employee.sudo().wage = 1000
        run = self.env['hr.payslip.run'].browse(former.action_dz_correct()['res_id'])
        self._compute(run)
        self.assertEqual((run.dz_failed_count, former.state), (1, 'done'))

    def test_a_payslip_is_corrected_once_at_a_time_and_only_when_confirmed(self):
        employee = self._create_employee()
        run = self._compute(self._create_run(employee))
        with self.assertRaisesRegex(UserError, "Only a confirmed payslip"):
            run.dz_line_ids.payslip_id.action_dz_correct()
        run.action_dz_confirm()
        slip = run.dz_line_ids.payslip_id
        self._compute(self.env['hr.payslip.run'].browse(slip.action_dz_correct()['res_id']))
        with self.assertRaisesRegex(UserError, "already being corrected"):
            slip.action_dz_correct()

    def test_payslips_of_two_months_are_not_corrected_together(self):
        employee = self._create_employee()
        slips = self._confirmed(employee).dz_line_ids.payslip_id
        april = self._compute(self._create_run(employee, date(2026, 4, 1)))
        april.action_dz_confirm()
        with self.assertRaisesRegex(UserError, "one month and one company"):
            (slips + april.dz_line_ids.payslip_id).action_dz_correct()

    def test_a_correction_is_of_the_same_employee_and_month(self):
        one, two = self._create_employee("One"), self._create_employee("Two")
        former = self._confirmed(one).dz_line_ids.payslip_id
        with self.assertRaisesRegex(ValidationError, "same employee and month"):
            self._create_run(two).dz_line_ids.corrects_id = former

    def test_a_confirmed_payslip_is_neither_changed_nor_refunded_nor_cancelled(self):
        slip = self._confirmed(self._create_employee()).dz_line_ids.payslip_id
        for act in (
                lambda: slip.write({'dz_overtime_hours': 5}), lambda: slip.write({'state': 'draft'}), slip.compute_sheet,
                slip.action_payslip_cancel, slip.refund_sheet, slip.action_payslip_draft,
                lambda: slip.write({'employee_id': self._create_employee("Friend").id})):
            with self.assertRaisesRegex(UserError, "corrected by a new one"):
                act()
        with self.assertRaises(UserError):
            slip.unlink()
        slip.note = "A remark is free."

    def test_a_manager_alone_confirms(self):
        run = self._compute(self._create_run(self._create_employee(), env=self.env(user=self.officer)))
        with self.assertRaisesRegex(AccessError, "Only a payroll manager"):
            run.action_dz_confirm()
        run.with_env(self.env).action_dz_confirm()

    @mute_logger('odoo.sql_db')
    def test_the_engine_s_own_buttons_do_not_go_round_the_batch(self):
        run = self._compute(self._create_run(self._create_employee()))
        slip = run.dz_line_ids.payslip_id
        with self.assertRaisesRegex(UserError, "confirmed with its batch"):
            slip.action_payslip_done()
        for act in (run.close_payslip_run, run.draft_payslip_run):
            with self.assertRaisesRegex(UserError, "by its buttons only"):
                act()
        wizard = self.env['hr.payslip.employees'].with_context(active_id=run.id).create(
            {'employee_ids': [(6, 0, slip.employee_id.ids)]})
        with self.assertRaisesRegex(UserError, "Add the employees to the batch"):
            wizard.compute_sheet()
