from datetime import date

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from odoo.addons.dated_value.tests.common import load_script

from .common import PayrollCase


class TestBranch(PayrollCase):
    """What a national body lays down for wages holds in its branch, until the branch has its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        root = cls.env(su=True)
        cls.branch, cls.sibling = root['res.company'].create([
            {'name': name, 'country_id': root.ref('base.dz').id, 'parent_id': cls.company.id}
            for name in ("Atlas Oran", "Atlas Tlemcen")])
        cls.branch_manager = cls._create_user('branch_manager', 'payroll.group_payroll_manager', cls.branch)
        cls.branch_officer = cls._create_user('branch_officer', 'payroll.group_payroll_user', cls.branch)
        cls.national = cls._fix(2.5, date(2026, 1, 1))

    @classmethod
    def _fix(cls, value, start, end=False, user=None):
        """The rate of work accidents as a company's own manager fixes it."""
        env = cls._env_of(user or cls.manager)
        return env['dz.payroll.rate'].create({
            'code': 'accidents_employer', 'value': value, 'date_from': start, 'date_to': end, 'company_id': env.company.id,
            'source': "Decision of the fund"})

    @classmethod
    def _env_of(cls, user):
        return cls.env(user=user, context={**cls.env.context, 'allowed_company_ids': user.company_id.ids})

    def _rate(self, company, day):
        return float(self.env['dz.payroll.rate']._of_day(company, day)['accidents_employer'])

    def test_what_the_national_body_fixes_holds_in_its_branches(self):
        self.assertEqual(self._rate(self.branch, date(2025, 12, 31)), 1.25, "the general one, before")
        self.assertEqual(self._rate(self.branch, date(2026, 1, 1)), 2.5)
        stranger = self.env(su=True)['res.company'].create({'name': "Stranger"})
        self.assertEqual(self._rate(stranger, date(2026, 1, 1)), 1.25)

    def test_the_branch_s_own_goes_before_it_and_after_it_the_national_one_is_back(self):
        self._fix(3, date(2026, 3, 1), date(2026, 3, 31), self.branch_manager)
        days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
        self.assertEqual([self._rate(self.branch, day) for day in days], [2.5, 3, 3, 2.5])
        self.assertEqual({self._rate(company, days[1]) for company in (self.company, self.sibling)}, {2.5})

    def test_the_branch_reads_the_national_one_and_cannot_change_it(self):
        for user in (self.branch_manager, self.branch_officer):
            env = self._env_of(user)
            found = env['dz.payroll.rate'].search([('code', '=', 'accidents_employer')])
            self.assertIn(self.national, found)
            self.assertIn(self.env.ref('l10n_dz_payroll.rate_accidents_employer').id, found.ids)
            national = self.national.with_env(env)
            self.assertEqual((national.value, national.company_id.sudo().name), (2.5, "Atlas Workshops"))
            for act in (lambda rate=national: rate.write({'value': 9}), national.unlink,
                        lambda rate=national: rate.write({'company_id': self.branch.id}),
                        lambda rate=national: rate.copy({'date_from': date(2020, 1, 1), 'date_to': date(2020, 2, 1)})):
                with self.subTest(user=user.login), self.assertRaises(AccessError), self.env.cr.savepoint():
                    act()

    def test_nor_can_it_fix_one_for_the_national_body(self):
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._env_of(self.branch_manager)['dz.payroll.rate'].create({
                'code': 'social_works', 'value': 1, 'date_from': date(2040, 1, 1), 'company_id': self.company.id,
                'source': "Own"})

    def test_nor_can_it_hand_its_own_over_to_another_company(self):
        own = self._fix(3, date(2020, 1, 1), date(2020, 12, 31), self.branch_manager)
        for company in (self.company, self.sibling):
            with self.subTest(company=company.name), self.assertRaises(AccessError), self.env.cr.savepoint():
                own.company_id = company
        own.invalidate_recordset()
        own.write({'value': 3.5, 'company_id': self.branch.id})
        self.assertEqual((self._rate(self.branch, date(2020, 3, 1)), self._rate(self.company, date(2020, 3, 1))), (3.5, 1.25))

    def test_neither_its_sibling_nor_the_national_body_sees_what_a_branch_fixes(self):
        own = self._fix(3, date(2026, 3, 1), user=self.branch_manager)
        other = self._create_user('sibling_manager', 'payroll.group_payroll_manager', self.sibling)
        for user in (other, self.manager):
            env = self._env_of(user)
            with self.subTest(user=user.login):
                self.assertFalse(env['dz.payroll.rate'].search([('id', '=', own.id)]))
                with self.assertRaises(AccessError):
                    own.with_env(env).read(['value'])

    def test_who_had_the_rules_before_reads_the_national_one_after_the_upgrade(self):
        rule = self.env(su=True).ref('l10n_dz_payroll.dz_payroll_rate_rule_company')
        rule.perm_read = True
        rates = self._env_of(self.branch_officer)['dz.payroll.rate']
        self.assertFalse(rates.search([('id', '=', self.national.id)]))
        script = load_script('l10n_dz_payroll/migrations/19.0.1.1.0/post-read_of_parents.py')
        script.migrate(self.env.cr, '')
        self.assertTrue(rule.perm_read)
        script.migrate(self.env.cr, '19.0.1.0.0')
        rule.invalidate_recordset()
        self.assertFalse(rule.perm_read)
        self.assertTrue(rates.search([('id', '=', self.national.id)]))

    def test_fields_of_dated_values_are_read_in_arabic_and_french(self):
        wanted = {
            'ar_001': {
                'date_from': "من", 'date_to': "إلى", 'company_id': "المؤسسة", 'source': "المصدر", 'confidence': "درجة الثقة"},
            'fr_FR': {'date_from': "Du", 'date_to': "Au", 'company_id': "Société", 'source': "Source", 'confidence': "Fiabilité"}}
        for model in ('dz.payroll.rate', 'dz.payroll.scale', 'dz.payroll.south', 'dz.payroll.allowance'):
            for lang, labels in wanted.items():
                self.env(su=True)['res.lang']._activate_lang(lang)
                described = self.env[model].with_context(lang=lang).fields_get(list(labels))
                with self.subTest(model=model, lang=lang):
                    self.assertEqual(
                        {name: field['string'] for name, field in described.items()},
                        {name: label for name, label in labels.items() if name in self.env[model]._fields})
                if 'confidence' in described:
                    self.assertEqual(dict(described['confidence']['selection'])['low'], "ضعيفة" if lang == 'ar_001' else "Faible")

    @mute_logger('odoo.sql_db')
    def test_a_rate_that_ends_before_it_starts_is_refused_in_arabic(self):
        self.env(su=True)['res.lang']._activate_lang('ar_001')
        Rate = self.env['dz.payroll.rate'].with_context(lang='ar_001')
        with self.assertRaises(CheckViolation) as refusal, self.env.cr.savepoint():
            Rate.create({'code': 'snmg', 'value': 1, 'date_from': '2001-01-01', 'date_to': '2000-12-31', 'source': "Test"})
        self.assertEqual(Rate._sql_error_to_message(refusal.exception), "لا تنتهي الفترة قبل أن تبدأ.")
