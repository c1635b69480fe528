from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.dated_value.tests.common import load_script
from odoo.addons.l10n_dz_payroll.tests.common import PayrollCase

DAY = date(2026, 3, 31)


@tagged('post_install', '-at_install')
class TestBranch(PayrollCase):
    """Which articles bear the wages of a branch, as the national body says, and then the branch itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        root = cls.env(su=True)
        cls.branch = root['res.company'].create({
            'name': "Atlas Oran", 'country_id': root.ref('base.dz').id, 'parent_id': cls.company.id})
        cls.keeper, cls.branch_keeper, cls.branch_payroll = (
            cls._create_user(login, group, company) for login, group, company in (
                ('keeper', 'budget_commitment.budget_commitment_group_manager', cls.company),
                ('branch_keeper', 'budget_commitment.budget_commitment_group_manager', cls.branch),
                ('branch_payroll', 'payroll.group_payroll_manager', cls.branch)))
        cls.general = cls._article('11', "Wages")
        cls.shared = cls._article('12', "Wages as the national body says")
        cls.national = cls._article('13', "Wages of the headquarters", cls.company)
        cls.own = cls._article('14', "Wages of Oran", cls.branch)
        root['dz.payroll.budget.article'].create({'prefix': '63', 'article_id': cls.general.id, 'date_from': '2020-01-01'})

    @classmethod
    def _article(cls, code, name, company=None):
        values = {'date_start': '2020-01-01', 'company_id': company.id if company else False}
        Article = cls.env(su=True)['budget.article']
        chapter = Article.create({'code': f'C{code}', 'name': "Personnel", 'kind': 'chapter', **values})
        return Article.create({'code': code, 'name': name, 'parent_id': chapter.id, **values})

    def _env_of(self, user):
        return self.env(user=user, context={**self.env.context, 'allowed_company_ids': user.company_id.ids})

    def _name(self, user, article, start=date(2026, 1, 1), end=False, prefix='63'):
        """A budget manager names the article of his company."""
        env = self._env_of(user)
        return env['dz.payroll.budget.article'].create({
            'prefix': prefix, 'article_id': article.id, 'date_from': start, 'date_to': end, 'company_id': env.company.id})

    def _borne(self, company, day=DAY):
        return self.env['dz.payroll.budget.article']._get_articles(company, day, ['631000'])['631000']

    def test_what_the_national_body_names_holds_in_the_branch_until_and_after_its_own(self):
        self._name(self.keeper, self.shared)
        self._name(self.branch_keeper, self.own, date(2026, 3, 1), date(2026, 3, 31))
        for day, article in ((date(2025, 12, 31), self.general), (date(2026, 2, 28), self.shared),
                             (date(2026, 3, 1), self.own), (date(2026, 4, 1), self.shared)):
            with self.subTest(day=day):
                self.assertEqual(self._borne(self.branch, day), article)
        self.assertEqual(self._borne(self.company), self.shared)

    def test_an_article_of_the_headquarters_alone_bears_no_wages_of_the_branch(self):
        self._name(self.keeper, self.national)
        self.assertEqual((self._borne(self.company), self._borne(self.branch)), (self.national, self.general))

    def test_the_longest_account_of_the_national_body_wins_over_a_shorter_one_of_the_branch(self):
        self._name(self.keeper, self.shared, prefix='631')
        self._name(self.branch_keeper, self.own)
        self.assertEqual(self._borne(self.branch), self.shared)

    def test_where_none_is_in_force_the_account_is_named(self):
        with self.assertRaisesRegex(UserError, "No budget article bears account 631000 on 31/12/2019"):
            self._borne(self.branch, date(2019, 12, 31))

    def test_the_branch_reads_what_the_national_body_names_and_cannot_change_it(self):
        rule = self._name(self.keeper, self.shared)
        for user in (self.branch_keeper, self.branch_payroll):
            seen = rule.with_env(self._env_of(user))
            self.assertEqual(seen.search([('company_id', '!=', False)]).prefix, '63')
            for act in (lambda seen=seen: seen.write({'prefix': '64'}), seen.unlink,
                        lambda seen=seen: seen.copy({'prefix': '64'})):
                with self.subTest(user=user.login), self.assertRaises(AccessError), self.env.cr.savepoint():
                    act()
        own = self._name(self.branch_keeper, self.own)
        with self.assertRaises(AccessError):
            own.with_env(self._env_of(self.keeper)).read(['prefix'])

    def test_who_had_the_rule_before_reads_what_is_national_after_the_upgrade(self):
        rule = self.env(su=True).ref('l10n_dz_payroll_budget.dz_payroll_budget_article_rule_company')
        rule.perm_read = True
        named = self._name(self.keeper, self.shared)
        articles = self._env_of(self.branch_keeper)['dz.payroll.budget.article']
        self.assertFalse(articles.search([('id', '=', named.id)]))
        script = load_script('l10n_dz_payroll_budget/migrations/19.0.1.1.0/post-read_of_parents.py')
        script.migrate(self.env.cr, '')
        self.assertTrue(rule.perm_read)
        script.migrate(self.env.cr, '19.0.1.0.0')
        rule.invalidate_recordset()
        self.assertTrue(articles.search([('id', '=', named.id)]))

    def test_fields_of_dated_values_are_read_in_arabic_and_french(self):
        for lang, labels in (('ar_001', ["من", "إلى", "المؤسسة"]), ('fr_FR', ["Du", "Au", "Société"])):
            self.env(su=True)['res.lang']._activate_lang(lang)
            names = ['date_from', 'date_to', 'company_id']
            described = self.env['dz.payroll.budget.article'].with_context(lang=lang).fields_get(names)
            with self.subTest(lang=lang):
                self.assertEqual([described[name]['string'] for name in names], labels)
