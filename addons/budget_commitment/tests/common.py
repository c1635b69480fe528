from datetime import date

from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

USER = 'budget_commitment.budget_commitment_group_user'
MANAGER = 'budget_commitment.budget_commitment_group_manager'
PAYER = 'budget_commitment.budget_commitment_group_payer'
DAY = date(2026, 3, 15)


class BudgetCommon(BaseCommon):
    """An office with a budget of 2026: supplies 100,000 DA, repairs 40,000 DA, vehicles 500,000 DA."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        dinar = cls.env.ref('base.DZD')
        dinar.active = True
        cls.office = cls.env['res.company'].create({'name': "Office of Tests", 'currency_id': dinar.id})
        cls.branch = cls.env['res.company'].create({'name': "Other Office", 'currency_id': dinar.id})
        cls.env.user.company_ids |= cls.office | cls.branch
        cls.env = cls.env(context={**cls.env.context, 'allowed_company_ids': cls.office.ids})
        cls.clerk = cls._create_user('clerk', USER)
        cls.manager = cls._create_user('manager', MANAGER)
        cls.deputy = cls._create_user('deputy', MANAGER)
        cls.payer = cls._create_user('payer', PAYER)
        cls.employee = cls._create_user('employee', 'base.group_user')
        cls.chapter = cls._create_article('610', "Running costs", 'chapter')
        cls.equipment = cls._create_article('620', "Equipment", 'chapter')
        cls.supplies = cls._create_article('611', "Supplies", parent_id=cls.chapter.id)
        cls.repairs = cls._create_article('612', "Repairs", parent_id=cls.chapter.id)
        cls.vehicles = cls._create_article('621', "Vehicles", parent_id=cls.equipment.id, is_carried_over=True)
        cls.year = cls._create_year(2026)

    @classmethod
    def _create_user(cls, login, groups, **values):
        return new_test_user(
            cls.env, login=f'{login}_budget', name=login.capitalize(), groups=groups, company_id=cls.office.id,
            company_ids=[Command.set(cls.office.ids)], **values)

    @classmethod
    def _create_article(cls, code, name, kind='article', **values):
        return cls.env['budget.article'].create({
            'code': code, 'name': name, 'kind': kind, 'date_start': date(2020, 1, 1), **values})

    @classmethod
    def _create_year(cls, year, company=None):
        return cls.env['budget.year'].create({
            'name': str(year), 'company_id': (company or cls.office).id,
            'date_start': date(year, 1, 1), 'date_end': date(year, 12, 31)})

    def _create_version(self, year, user=None, **credits):
        """A draft version with credits by the name of the article in this class."""
        return self.env['budget.version'].with_user(user or self.clerk).create({
            'year_id': year.id, 'kind': 'initial' if year.state == 'draft' else 'amended',
            'line_ids': [Command.create({'article_id': getattr(self, name).id, 'amount': amount})
                         for name, amount in credits.items()]})

    def _approve(self, paper, user=None):
        paper.action_submit()
        paper.with_user(user or self.manager).validate_tier()
        return paper

    def _open_year(self, year=None, **credits):
        """Approve an initial budget of these credits."""
        year = year or self.year
        self._approve(self._create_version(
            year, **(credits or {'supplies': 100000, 'repairs': 40000, 'vehicles': 500000})))
        return year

    def _get_line(self, article, year=None):
        return self.env['budget.line'].search([
            ('article_id', '=', article.id), ('year_id', '=', (year or self.year).id)])

    def _get_situation(self, article, year=None, day=None):
        situations = self.env['budget.situation']._at(day)
        return situations.search([('article_id', '=', article.id), ('year_id', '=', (year or self.year).id)])

    def _get_figures(self, article, *names, **options):
        situation = self._get_situation(article, **options)
        return tuple(situation[name] for name in names or ('credit', 'committed', 'liquidated', 'paid'))
