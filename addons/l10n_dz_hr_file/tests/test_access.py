from datetime import date

from odoo.exceptions import AccessError, UserError

from .common import FileCase

NIN = '119901234567890123'


class TestAccess(FileCase):
    """What each one reads, and what tries to get round it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._create_user('amine')
        cls.auditor = cls._create_user('staff_auditor', 'l10n_dz_hr_file.l10n_dz_hr_file_group_auditor')
        cls.mine = cls._create_employee("Mine", user=cls.user, wage=45000, dz_nin=NIN, dz_grade_id=cls.low.id)
        cls.foreign = cls._create_employee("Foreign", wage=99000, dz_nin='119801234567890456')
        cls.own_decision = cls._sign(cls.mine, 'confirmation')
        cls.own_sanction = cls._sign(cls.mine, 'sanction', degree=1)
        cls.foreign_sanction = cls._sign(cls.foreign, 'sanction', degree=2)
        cls.foreign_decision = cls._sign(cls.foreign, 'confirmation')

    def test_nobody_reads_a_whole_nin(self):
        for user in (self.manager, self.officer):
            employee = self.foreign.with_user(user)
            with self.assertRaises(AccessError):
                employee.read(['dz_nin'])
            with self.assertRaises(AccessError):
                self.env['hr.employee'].with_user(user).search([('dz_nin', '=like', '1198%')])
            self.assertEqual(employee.dz_nin_entry, '••••••••••••••0456')
            self.assertEqual(employee.search([('dz_nin_entry', '=', '119801234567890456')]), employee)
            self.assertFalse(employee.search([('dz_nin_entry', 'ilike', '1198')]), "a part guesses nothing")
            with self.assertRaises(AccessError):
                employee.search([], order='dz_nin')
        exporter = self._create_user('exporter', 'hr.group_hr_manager,base.group_allow_export')
        with self.assertRaises(AccessError):
            self.foreign.with_user(exporter).export_data(['dz_nin'])

    def test_an_employee_reads_the_own_file(self):
        own = self.env['hr.employee.public'].with_user(self.user).browse(self.mine.id)
        self.assertEqual((own.dz_own_matricule, own.dz_own_grade, own.dz_own_nin),
                         (self.mine.dz_matricule, "Assistant", '••••••••••••••0123'))
        self.assertEqual(own.dz_own_decision_ids, self.own_decision + self.own_sanction)
        self.assertTrue(own.dz_own_missing)
        self.assertEqual(own.action_dz_my_file()['res_id'], self.mine.id)
        with self.assertRaises(UserError):
            own.with_user(self.clerk).action_dz_my_file()

    def test_an_employee_gets_nothing_of_others(self):
        public = self.env['hr.employee.public'].with_user(self.user).browse(self.foreign.id)
        for name in ('dz_own_matricule', 'dz_own_hired', 'dz_own_seniority', 'dz_own_birthday', 'dz_own_nin', 'dz_own_missing',
                     'dz_own_decision_ids', 'dz_own_children', 'dz_own_leave_left'):
            with self.subTest(field=name):
                self.assertFalse(public[name])
        private = self.env['hr.employee'].with_user(self.user).browse(self.foreign.id)
        for name in ('dz_matricule', 'dz_nin_entry', 'dz_father_name', 'dz_grade_id', 'wage', 'birthday', 'dz_document_ids'):
            with self.subTest(field=name), self.assertRaises(AccessError):
                private.read([name])

    def test_an_employee_reads_the_own_signed_decisions_only(self):
        Decision = self.env['dz.hr.decision'].with_user(self.user)
        draft = self._prepare(self.mine, 'resignation')
        self.assertEqual(Decision.search([]), self.own_decision + self.own_sanction)
        for decision in (self.foreign_sanction, self.foreign_decision, draft):
            for act in (lambda d=decision: d.with_user(self.user).read(['kind_id']),
                        lambda d=decision: d.with_user(self.user)._get_print_values(),
                        lambda d=decision: self.env['ir.actions.report'].with_user(self.user).with_context(
                            force_report_rendering=True)._render_qweb_pdf('l10n_dz_hr_file.decision_report', d.ids)):
                with self.assertRaises(AccessError):
                    act()
        self.assertFalse(Decision.search([('degree', '>', 1)]))
        with self.assertRaises(AccessError):
            Decision.search([('wage', '>', 0)])
        with self.assertRaises(AccessError):
            self.own_decision.with_user(self.user).read(['wage'])

    def test_an_employee_changes_nothing(self):
        own = self.own_decision.with_user(self.user)
        for act in (lambda: own.write({'reason': "x"}), own.unlink, own.action_sign, own.action_give_up,
                    lambda: own.copy(), lambda: self.mine.with_user(self.user).write({'dz_first_name': "X"}),
                    lambda: self.mine.with_user(self.user).action_dz_give_matricule()):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                act()

    def test_an_employee_sees_no_file_model(self):
        for model in ('dz.hr.document', 'dz.hr.child', 'dz.hr.diploma', 'dz.hr.language', 'dz.hr.post', 'dz.hr.grid',
                      'dz.hr.grid.line', 'dz.hr.limit', 'dz.hr.requirement', 'dz.hr.wording', 'dz.hr.decision.event',
                      'dz.hr.deadline', 'dz.hr.staff.report', 'dz.hr.counter', 'dz.hr.document.kind'):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.user).search([])

    def test_an_officer_prepares_and_reads_no_wage_nor_signed_sanction(self):
        draft = self._prepare(self.foreign, 'sanction', degree=1)
        self.assertEqual(draft.with_user(self.officer).degree, 1)
        for decision in (self.foreign_sanction, self._prepare(self.foreign, 'sanction', user=self.manager, degree=1)):
            with self.assertRaises(AccessError):
                decision.with_user(self.officer).read(['degree'])
        seen = self.foreign_decision.with_user(self.officer)
        self.assertTrue(seen.text_fr)
        for act in (lambda: seen.read(['wage']), lambda: seen.read(['trace']),
                    lambda: self.foreign.with_user(self.officer).read(['wage']),
                    lambda: self._prepare(self.foreign, 'transfer', user=self.officer, wage=90000),
                    lambda: self.grid.with_user(self.officer).read(['point_value'])):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                act()

    def test_an_officer_changes_no_setting(self):
        for record, values in (
                (self.env.ref('l10n_dz_hr_file.limit_trial_months'), {'value': 99}),
                (self.env.ref('l10n_dz_hr_file.wording_confirmation'), {'body_fr': "x"}),
                (self.env.ref('l10n_dz_hr_file.kind_confirmation'), {'effect': 'end'}), (self.low, {'name': "x"})):
            with self.subTest(model=record._name), self.assertRaises(AccessError):
                record.with_user(self.officer).write(values)

    def test_the_head_of_a_department_sees_the_public_part_only(self):
        head = self._create_employee("Head", user=self.clerk)
        self.mine.sudo().parent_id = head
        self.department.sudo().manager_id = head
        env = self.env(user=self.clerk)
        public = env['hr.employee.public'].browse(self.mine.id)
        self.assertEqual((public.name, public.is_manager, public.dz_own_nin), ("Mine", True, ''))
        self.assertFalse(public.dz_own_decision_ids)
        with self.assertRaises(AccessError):
            self.own_sanction.with_env(env).read(['degree'])
        self.assertFalse(env['dz.hr.decision'].search([]))

    def test_the_auditor_reads_decisions_and_journal_and_changes_nothing(self):
        env = self.env(user=self.auditor, context={'allowed_company_ids': self.company.ids})
        self.assertIn(self.foreign_sanction, env['dz.hr.decision'].search([]))
        self.assertTrue(env['dz.hr.decision.event'].search([('decision_id', '=', self.foreign_sanction.id)]))
        for model in ('dz.hr.post', 'dz.hr.grid', 'dz.hr.limit', 'dz.hr.wording'):
            env[model].search([])
        for act in (lambda: self.foreign_decision.with_env(env).write({'reason': "x"}),
                    lambda: self.foreign_decision.with_env(env).action_sign(),
                    lambda: self.foreign.with_env(env).read(['dz_nin_entry']),
                    lambda: env['dz.hr.document'].search([])):
            with self.assertRaises(UserError):
                act()

    def test_other_companies_are_out_of_sight(self):
        company = self._create_company("Sahara Works")
        stranger = self._create_user('stranger', 'hr.group_hr_manager', company)
        env = self.env(user=stranger, context={'allowed_company_ids': company.ids})
        document = self.root['dz.hr.document'].create({
            'employee_id': self.mine.id, 'kind_id': self.env.ref('l10n_dz_hr_file.document_kind_birth').id})
        child = self.root['dz.hr.child'].create({'name': "C", 'employee_id': self.mine.id, 'birth_date': date(2020, 1, 1)})
        post = self.root['dz.hr.post'].create({'company_id': self.company.id, 'job_id': self.job.id})
        journal = self.root['dz.hr.decision.event'].search([('decision_id', '=', self.own_decision.id)])
        self.env.flush_all()
        for record in (self.own_decision, document, child, post, journal, self.grid, self.grid.line_ids, self.low):
            with self.subTest(model=record._name):
                self.assertFalse(env[record._name].search([('id', 'in', record.ids)]))
                with self.assertRaises(AccessError):
                    record.with_env(env).read(['create_date'])
        with self.assertRaises(AccessError):
            self._prepare(self.mine, 'confirmation').with_env(env).action_sign()
        for model in ('dz.hr.deadline', 'dz.hr.staff.report'):
            self.assertFalse(env[model].search([('company_id', '=', self.company.id)]))
