from odoo.exceptions import AccessError, UserError

from odoo.addons.report_weasyprint.tests.common import page_texts

from .common import PayrollCase


class TestAccess(PayrollCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._create_user('worker', 'base.group_user')
        cls.mine = cls._create_employee("Worker", wage=50000, user=cls.user)
        cls.other = cls._create_employee("Other", wage=90000)
        cls.batch = cls._compute(cls._create_run(cls.mine + cls.other))
        cls.slip, cls.foreign = (
            cls.batch.dz_line_ids.filtered(lambda line, who=who: line.employee_id == who).payslip_id
            for who in (cls.mine, cls.other))

    def test_an_employee_sees_his_own_confirmed_payslips_only(self):
        Payslip = self.env['hr.payslip'].with_user(self.user)
        self.assertFalse(Payslip.search([]), "not confirmed yet")
        self.batch.action_dz_confirm()
        self.assertEqual(Payslip.search([]).ids, self.slip.ids)
        self.assertEqual(Payslip.search([]).line_ids.ids, self.slip.line_ids.ids)
        self.assertEqual(Payslip.search([]).dz_net, 40915)

    def test_an_employee_does_not_get_at_others_payslips(self):
        self.batch.action_dz_confirm()
        foreign = self.foreign.with_user(self.user)
        for act in (lambda: foreign.read(['dz_net']), foreign._get_dz_print_values, foreign.compute_sheet,
                    foreign.action_dz_correct, foreign.get_lines_dict,
                    lambda: foreign.line_ids.browse(self.foreign.line_ids.ids).read(['total']),
                    lambda: self.env['ir.actions.report'].with_user(self.user).with_context(
                        force_report_rendering=True)._render_qweb_pdf('l10n_dz_payroll.hr_payslip_report', foreign.ids)):
            with self.assertRaises(AccessError):
                act()
        lines = self.env['hr.payslip.line'].with_user(self.user)
        self.assertFalse(lines.search([('total', '>', 85000)]), "not even by a search on amounts")
        self.assertFalse(self.env['hr.payslip'].with_user(self.user)._read_group([('dz_net', '>', 50000)], [], ['__count'])[0][0])

    def test_an_employee_changes_nothing(self):
        self.batch.action_dz_confirm()
        slip = self.slip.with_user(self.user)
        for act in (lambda: slip.write({'note': "More, please"}), slip.unlink, slip.compute_sheet, slip.action_payslip_cancel,
                    lambda: slip.line_ids.write({'total': 1}), slip.action_dz_correct, slip.action_payslip_draft,
                    lambda: slip.copy()):
            with self.assertRaises(UserError):
                act()

    def test_an_employee_sees_no_batch_loan_allowance_rate_or_scale(self):
        for model in ('hr.payslip.run', 'hr.payslip.run.line', 'dz.payroll.loan', 'dz.payroll.loan.line', 'dz.payroll.allowance',
                      'dz.payroll.rate', 'dz.payroll.scale', 'dz.payroll.scale.slice', 'dz.payroll.scale.smoothing',
                      'dz.payroll.south', 'dz.payroll.declaration', 'hr.payslip.input', 'hr.payslip.worked_days'):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.user).search([])

    def test_an_employee_presses_no_button_of_the_payroll(self):
        batch = self.batch.with_user(self.user)
        for name in ('action_dz_fill', 'action_dz_start', 'action_dz_retry', 'action_dz_recompute', 'action_dz_confirm',
                     'action_dz_transfers_csv', 'action_dz_transfers_xlsx', 'action_dz_mark_paid'):
            with self.subTest(button=name), self.assertRaises(AccessError):
                getattr(batch, name)()
        with self.assertRaises(AccessError):
            batch.dz_line_ids.browse(self.batch.dz_line_ids.ids).action_leave_out()

    def test_an_employee_prints_his_own_payslip(self):
        self.batch.action_dz_confirm()
        pdf, _kind = self.env['ir.actions.report'].with_user(self.user).with_context(
            force_report_rendering=True)._render_qweb_pdf('l10n_dz_payroll.hr_payslip_report', self.slip.ids)
        self.assertIn(self.slip.number, ' '.join(page_texts(pdf)))

    def test_an_officer_computes_and_cannot_write_amounts_or_states(self):
        slip = self.slip.with_user(self.officer)
        slip.compute_sheet()
        line = slip.line_ids[:1]
        for act in (
                lambda: line.write({'amount': 1e6}), line.unlink, lambda: line.copy(),
                lambda: slip.write({'state': 'done'}), lambda: slip.write({'paid': True}),
                lambda: slip.write({'line_ids': [(5,)]}),
                lambda: slip.write({'dz_paid_days': 30}), lambda: slip.write({'is_dz': False}),
                lambda: slip.write({'number': 'X'}), lambda: slip.write({'dz_transfer_number': '1'}),
                lambda: slip.write({'payslip_run_id': False}),
                lambda: self.batch.with_user(self.officer).write({'dz_state': 'confirmed'}),
                lambda: self.batch.with_user(self.officer).write({'dz_move_id': False}),
                lambda: self.batch.with_user(self.officer).write({'is_dz': False}),
                lambda: self.batch.dz_line_ids.with_user(self.officer).write({'state': 'waiting'})):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                act()

    def test_an_officer_makes_no_finished_record(self):
        env = self.env(user=self.officer)
        base = {'employee_id': self.mine.id, 'contract_id': self.mine.sudo().version_id.id, 'struct_id': self.structure.id,
                'date_from': '2026-05-01', 'date_to': '2026-05-31', 'company_id': self.company.id}
        for more in ({'state': 'done'}, {'paid': True}, {'dz_corrects_id': self.slip.id}, {'credit_note': True}):
            with self.subTest(more=more), self.assertRaises(UserError), self.env.cr.savepoint():
                env['hr.payslip'].create({**base, **more})
        run = {'name': "May", 'date_start': '2026-05-01', 'date_end': '2026-05-31', 'is_dz': True}
        with self.assertRaises(UserError):
            env['hr.payslip.run'].create({**run, 'dz_state': 'computed'})
        with self.assertRaises(UserError):
            env['hr.payslip.run.line'].create(
                {'run_id': env['hr.payslip.run'].create(run).id, 'employee_id': self.mine.id, 'state': 'done'})

    def test_an_officer_does_not_change_rates(self):
        rate = self.env.ref('l10n_dz_payroll.rate_snmg_2026').with_user(self.officer)
        self.assertEqual(rate.value, 24000)
        with self.assertRaises(AccessError):
            rate.value = 1
        with self.assertRaises(AccessError):
            self.env.ref('l10n_dz_payroll.scale_2022').with_user(self.officer).exempt_up_to = 1e9

    def test_payrolls_of_other_companies_are_out_of_sight(self):
        company = self._create_dz_company("Saharan works")
        stranger = self._create_user('stranger', 'payroll.group_payroll_manager', company)
        loan = self.env['dz.payroll.loan'].create({'employee_id': self.mine.id, 'company_id': self.company.id, 'amount': 10})
        loan.action_grant()
        allowance = self._give(self.mine, 'bonus', 1)
        env = self.env(user=stranger, context={'allowed_company_ids': company.ids})
        for record in (self.slip, self.slip.line_ids, self.batch, self.batch.dz_line_ids, loan, loan.line_ids, allowance):
            with self.subTest(model=record._name):
                self.assertFalse(env[record._name].search([('id', 'in', record.ids)]))
                with self.assertRaises(AccessError):
                    record.with_env(env).read(['create_date'])
        with self.assertRaises(AccessError):
            self.batch.with_env(env).action_dz_confirm()
