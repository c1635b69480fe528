from odoo.fields import Command

from odoo.addons.l10n_dz_mission_order.tests.common import MissionCommon

BUDGET = 'budget_commitment.budget_commitment_group_'


class MissionBudgetCommon(MissionCommon):
    """The works have a budget of 2026: 10,000 DA for missions, 50,000 DA for those abroad. Three days at Oran: 2,850 DA."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls._create_user('clerk', f'{BUDGET}user')
        cls.keeper = cls._create_user('keeper', f'{BUDGET}manager')
        cls.chapter = cls._create_article('625', "Travel", 'chapter')
        cls.missions = cls._create_article('6251', "Missions", parent_id=cls.chapter.id)
        cls.missions_abroad = cls._create_article('6252', "Missions abroad", parent_id=cls.chapter.id)
        cls.rule.write({'budget_article_id': cls.missions.id, 'budget_article_abroad_id': cls.missions_abroad.id})
        cls.year = cls.env['budget.year'].create({
            'name': '2026', 'company_id': cls.company.id, 'date_start': '2026-01-01', 'date_end': '2026-12-31'})

    @classmethod
    def _create_article(cls, code, name, kind='article', **values):
        return cls.env['budget.article'].create({
            'code': code, 'name': name, 'kind': kind, 'date_start': '2020-01-01', **values})

    @classmethod
    def _open_budget(cls, missions=10000, abroad=50000, analytic=None):
        version = cls.env['budget.version'].with_user(cls.clerk).create({
            'year_id': cls.year.id, 'kind': 'initial' if cls.year.state == 'draft' else 'amended', 'line_ids': [
                Command.create({'article_id': cls.missions.id, 'amount': missions}),
                Command.create({'article_id': cls.missions_abroad.id, 'amount': abroad})]})
        version.action_submit()
        version.with_user(cls.keeper).validate_tier()

    def _figures(self, article=None):
        """(committed, billed, paid) on an article."""
        self.env['budget.situation'].invalidate_model()
        situation = self.env['budget.situation'].search([
            ('year_id', '=', self.year.id), ('article_id', '=', (article or self.missions).id)])
        return situation.committed, situation.liquidated, situation.paid
