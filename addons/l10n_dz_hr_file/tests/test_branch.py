from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.dated_value.tests.common import load_script

from .common import FileCase

MODELS = ('dz_hr_limit', 'dz_hr_requirement', 'dz_hr_grade', 'dz_hr_wording', 'dz_hr_grid', 'dz_hr_grid_line')


class TestBranch(FileCase):
    """What a national body lays down for personnel holds in its branch, until the branch has its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch = cls.env(su=True)['res.company'].create({
            'name': "Atlas Oran", 'country_id': cls.env.ref('base.dz').id, 'parent_id': cls.company.id})
        cls.branch_manager = cls._create_user('branch_manager', 'hr.group_hr_manager', cls.branch)
        cls.branch_officer = cls._create_user('branch_officer', 'hr.group_hr_user', cls.branch)
        cls.stranger = cls._create_company("Stranger")
        cls.kind = cls.env.ref('l10n_dz_hr_file.kind_confirmation')
        cls.worker = cls._create_employee("Worker", company=cls.branch, birthday=date(1966, 6, 1), sex='male')

    def _env_of(self, user):
        return self.env(user=user, context={**self.env.context, 'allowed_company_ids': user.company_id.ids})

    def _create(self, model, start, end=False, user=None, **values):
        """A value of a company, laid down by its own manager."""
        env = self._env_of(user or self.manager)
        return env[model].create({
            'date_from': start, 'date_to': end, 'company_id': env.company.id, 'source': "Decision", **values})

    def _limit(self, value, start, end=False, user=None, code='retirement_age'):
        return self._create('dz.hr.limit', start, end, user, code=code, value=value)

    def _wording(self, title, start, end=False, user=None):
        return self._create('dz.hr.wording', start, end, user, kind_id=self.kind.id, title_ar="تثبيت", title_fr=title,
                            body_ar="{employee}", body_fr="{employee}")

    def _grid(self, point, start, end=False, user=None):
        return self._create('dz.hr.grid', start, end, user, name=f"Grid {point}", point_value=point, line_ids=[
            Command.create({'grade_id': self.low.id, 'step': 0, 'index': 600})])

    # limits

    def _age(self, company, day):
        return self.env['dz.hr.limit']._of_day(company, day)['retirement_age']

    def test_a_national_limit_holds_in_the_branch_until_and_after_its_own(self):
        self._limit(62, date(2026, 1, 1))
        self._limit(58, date(2026, 3, 1), date(2026, 3, 31), self.branch_manager)
        days = (date(2025, 12, 31), date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
        self.assertEqual([self._age(self.branch, day) for day in days], [60, 62, 58, 58, 62])
        self.assertEqual((self._age(self.company, days[2]), self._age(self.stranger, days[2])), (62, 60))

    def _deadlines(self):
        self.env.invalidate_all()
        found = self._env_of(self.branch_officer)['dz.hr.deadline'].search(
            [('employee_id', '=', self.worker.id), ('kind', '=', 'retirement')])
        return [(deadline.date, deadline.date_notice) for deadline in found]

    def test_deadlines_of_the_branch_follow_the_national_limits_until_and_after_its_own(self):
        self.assertEqual(self._deadlines(), [(date(2026, 6, 1), date(2025, 6, 1))])
        self._limit(62, date(2020, 1, 1))
        self.assertEqual(self._deadlines(), [(date(2028, 6, 1), date(2027, 6, 2))])
        self._limit(100, date(2020, 1, 1), code='retirement_notice_days')
        self.assertEqual(self._deadlines(), [(date(2028, 6, 1), date(2028, 2, 22))])
        own = self._limit(61, date(2020, 1, 1), date(2027, 6, 1), self.branch_manager)
        self.assertEqual(self._deadlines(), [(date(2027, 6, 1), date(2027, 2, 21))])
        own.date_to = date(2027, 5, 31)
        self.assertEqual(self._deadlines(), [(date(2028, 6, 1), date(2028, 2, 22))])

    # wordings

    def test_a_national_wording_holds_in_the_branch_until_and_after_its_own(self):
        self._wording("Nationale", date(2026, 1, 1))
        self._wording("Propre", date(2026, 3, 1), date(2026, 3, 31), self.branch_manager)
        general = self.env.ref('l10n_dz_hr_file.wording_confirmation').title_fr
        for company, day, title in (
                (self.branch, date(2025, 12, 31), general), (self.branch, date(2026, 2, 28), "Nationale"),
                (self.branch, date(2026, 3, 1), "Propre"), (self.branch, date(2026, 4, 1), "Nationale"),
                (self.company, date(2026, 3, 1), "Nationale"), (self.stranger, date(2026, 3, 1), general)):
            with self.subTest(company=company.name, day=day):
                self.assertEqual(self.kind._get_wording(company, day).title_fr, title)

    def test_the_officer_of_the_branch_prepares_with_the_national_wording(self):
        self._wording("Nationale", date(2026, 1, 1))
        decision = self._env_of(self.branch_officer)['dz.hr.decision'].create({
            'kind_id': self.kind.id, 'employee_id': self.worker.id, 'company_id': self.branch.id,
            'date_effect': date(2026, 3, 15), 'reason': "لمصلحة المؤسسة"})
        self.assertEqual(decision._fill_texts()['title_fr'], "Nationale")

    # papers

    def test_papers_that_the_national_body_wants_are_wanted_in_the_branch_too(self):
        kinds = self.env['dz.hr.document.kind'].create([{'name': "Badge"}, {'name': "Locker"}])
        self._create('dz.hr.requirement', date(2026, 1, 1), kind_id=kinds[0].id)
        self._create('dz.hr.requirement', date(2026, 1, 1), date(2026, 3, 15), self.branch_manager, kind_id=kinds[1].id)
        own = self._create_employee("Headquarters")
        stranger = self._create_employee("Stranger", company=self.stranger)
        for employee, wanted in ((self.worker, kinds), (own, kinds[0]), (stranger, kinds.browse())):
            with self.subTest(employee=employee.sudo().name):
                self.assertEqual(employee.sudo().dz_missing_kind_ids & kinds, wanted)
        self.assertEqual(self.worker.with_env(self._env_of(self.branch_officer)).dz_missing_kind_ids & kinds, kinds)
        together = self.env(su=True)['hr.employee'].browse((self.worker + own + stranger).ids)
        self.assertEqual([employee.dz_missing_kind_ids & kinds for employee in together], [kinds, kinds[0], kinds.browse()])

    # grids

    def test_the_national_grid_holds_in_the_branch_until_and_after_its_own(self):
        self._grid(70, date(2026, 3, 1), date(2026, 3, 31), self.branch_manager)
        wages = [self.env['dz.hr.grid']._get_wage(self.branch, self.low, 0, day)
                 for day in (date(2019, 12, 31), date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 1))]
        self.assertEqual(wages, [0.0, 30000, 42000, 30000])
        self.assertEqual(self.env['dz.hr.grid']._get_wage(self.stranger, self.low, 0, date(2026, 3, 1)), 0.0)

    def test_the_branch_s_own_grid_counts_alone(self):
        self._grid(70, date(2026, 3, 1), user=self.branch_manager)
        with self.assertRaisesRegex(UserError, "“Grid 70” has no step 0 of the grade Engineer"):
            self.env['dz.hr.grid']._get_wage(self.branch, self.high, 0, date(2026, 3, 1))

    # rights

    def test_the_branch_reads_what_is_national_and_cannot_change_it(self):
        national = (
            self._limit(62, date(2026, 1, 1)), self._wording("Nationale", date(2026, 1, 1)), self.grid, self.grid.line_ids[0],
            self._create('dz.hr.requirement', date(2026, 1, 1), kind_id=self.env.ref('l10n_dz_hr_file.document_kind_birth').id),
            self.low)
        env = self._env_of(self.branch_manager)
        for record in national:
            seen = record.with_env(env)
            self.assertEqual(seen.search([('id', '=', record.id)]), seen)
            seen.read()
            for act in (lambda seen=seen: seen.write({'company_id': self.branch.id}), seen.unlink):
                with self.subTest(model=record._name), self.assertRaises(AccessError), self.env.cr.savepoint():
                    act()
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            national[0].with_env(env).copy({'date_from': date(1980, 1, 1), 'date_to': date(1980, 12, 31)})

    def test_a_step_of_the_branch_does_not_enter_the_national_grid(self):
        own = self._grid(70, date(2026, 3, 1), user=self.branch_manager)
        before = self.grid.line_ids
        with self.assertRaisesRegex(UserError, "A step stays in its grid"), self.env.cr.savepoint():
            own.line_ids[0].with_env(self._env_of(self.branch_manager)).write({'grid_id': self.grid.id, 'step': 9})
        self.assertEqual(self.grid.line_ids, before)

    def test_the_officer_of_the_branch_reads_no_grid(self):
        env = self._env_of(self.branch_officer)
        self.assertTrue(env['dz.hr.limit'].search([('id', '=', self._limit(62, date(2026, 1, 1)).id)]))
        for model in ('dz.hr.grid', 'dz.hr.grid.line'):
            with self.subTest(model=model), self.assertRaises(AccessError):
                env[model].search([])

    def test_the_national_body_does_not_see_what_a_branch_lays_down_for_itself(self):
        for own in (self._limit(62, date(2026, 1, 1), user=self.branch_manager),
                    self._wording("Propre", date(2026, 1, 1), user=self.branch_manager),
                    self._grid(70, date(2026, 1, 1), user=self.branch_manager)):
            with self.subTest(model=own._name), self.assertRaises(AccessError):
                own.with_env(self._env_of(self.manager)).read()

    def test_who_had_the_rules_before_reads_what_is_national_after_the_upgrade(self):
        rules = self.root['ir.rule'].union(*(self.root.ref(f'l10n_dz_hr_file.{name}_rule_company') for name in MODELS))
        rules.perm_read = True
        grids = self._env_of(self.branch_manager)['dz.hr.grid']
        self.assertFalse(grids.search([('id', '=', self.grid.id)]))
        script = load_script('l10n_dz_hr_file/migrations/19.0.1.1.0/post-read_of_parents.py')
        script.migrate(self.env.cr, '')
        self.assertEqual(rules.mapped('perm_read'), [True] * 6)
        script.migrate(self.env.cr, '19.0.1.0.0')
        rules.invalidate_recordset()
        self.assertEqual(rules.mapped('perm_read'), [False] * 6)
        self.assertTrue(grids.search([('id', '=', self.grid.id)]))

    # words

    def test_fields_of_dated_values_are_read_in_arabic_and_french(self):
        wanted = {'ar_001': {'date_from': "من", 'date_to': "إلى", 'company_id': "المؤسسة", 'source': "المصدر"},
                  'fr_FR': {'date_from': "Du", 'date_to': "Au", 'company_id': "Société", 'source': "Source"}}
        for lang, labels in wanted.items():
            self.root['res.lang']._activate_lang(lang)
            for model in ('dz.hr.limit', 'dz.hr.requirement', 'dz.hr.grid', 'dz.hr.wording'):
                described = self.env[model].with_context(lang=lang).fields_get(list(labels))
                english = self.env[model].with_context(lang='en_US').fields_get(['company_id'])
                with self.subTest(model=model, lang=lang):
                    self.assertEqual({name: field['string'] for name, field in described.items()}, labels)
                    self.assertNotEqual(described['company_id']['help'], english['company_id']['help'])
