from odoo import api, models
from odoo.fields import Command

# what is asked for in the current year, by chamber: (from, to, amount, why)
TRANSFERS = {
    'CN': ('28', '31', 350000, "تحويل اعتماد لاقتناء خادم احتياطي"),
    '16': ('41', '24', 120000, "تحويل اعتماد لإصلاح سقف قاعة الاستقبال"),
}
# (article, amount added)
ADDITIONS = {'CN': ('41', 600000)}

# articles of which the first budget has what the former books left of the year: the payroll is charged from then on
LEFT = ('11', '12')


class ChamberFinanceDemo(models.AbstractModel):
    """The budgets of the years: approved, moved from one article to another, added to."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _play_budget(self):
        """Nomenclature, initial budgets, a transfer and an addition; a transfer of Algiers still waits."""
        self._create_nomenclature()
        for code in ('CN', '16', '05'):
            for year in self._get_years():
                self._open_budget(code, year)
        self._move_credit('CN')
        self._add_credit('CN')
        self._move_credit('16', approve=False)

    @api.model
    def _create_nomenclature(self):
        env, chapter = self._as('finance.national', 'CN'), None
        for row in self._read_table('budget'):
            article = self._create_translated('budget.article', row, {
                'code': row['code'], 'kind': row['kind'], 'date_start': self._get_opening_day(),
                'parent_id': chapter.id if row['kind'] == 'article' else False, 'is_carried_over': row['carried'] == '1'})
            if row['kind'] == 'chapter':
                chapter = article.with_env(env)

    @api.model
    def _get_article(self, code):
        return self.env['budget.article'].search([('code', '=', code)], limit=1)

    @api.model
    def _get_budget(self, code):
        """The budget of a chamber for the current year."""
        return self.env['budget.year']._get_open(self._get_chamber(code), self._get_today())

    @api.model
    def _open_budget(self, code, year):
        """The budget officer prepares it, the finance manager and whoever else must approves."""
        company = self._get_chamber(code)
        budget = self._as('finance.national', code)['budget.year'].create({
            'name': str(year), 'company_id': company.id, 'date_start': f'{year}-01-01', 'date_end': f'{year}-12-31'})
        version = self._as(self._get_login('budget', code), code)['budget.version'].create({
            'year_id': budget.id, 'kind': 'initial', 'reason': "ميزانية صادق عليها مجلس الغرفة (بيانات خيالية)",
            'line_ids': [
                Command.create({'article_id': self._get_article(row['code']).id, 'amount': amount})
                for row in self._read_table('budget') if row['kind'] == 'article'
                and (amount := self._get_credit(row, code, year))]})
        version.action_submit()
        self._approve(version, "مطابق للتوازن المالي")

    @api.model
    def _get_credit(self, row, code, year):
        """The credit of an article for a chamber in a year."""
        months = 12 - len(self._get_months_before()) if year == self._get_opening_day().year and row['code'] in LEFT else 12
        return round(float(row[code]) * months / 12, -3)

    @api.model
    def _move_credit(self, code, approve=True):
        source, target, amount, reason = TRANSFERS[code]
        budget = self._get_budget(code)
        line = budget.line_ids.filtered(lambda line: line.article_id.code == source)
        transfer = self._as(self._get_login('budget', code), code)['budget.transfer'].create({
            'year_id': budget.id, 'line_id': line.id, 'article_id': self._get_article(target).id, 'amount': amount,
            'reason': reason})
        transfer.action_submit()
        return self._approve(transfer) if approve else transfer

    @api.model
    def _add_credit(self, code):
        """An amended budget: a grant for training has come in."""
        article, amount = ADDITIONS[code]
        env = self._as(self._get_login('budget', code), code)
        version = env['budget.version'].create({
            **self._get_budget(code).with_env(env)._prepare_version_values(),
            'reason': "ميزانية تكميلية: إعانة إضافية للتكوين (بيانات خيالية)"})
        line = version.line_ids.filtered(lambda line: line.article_id.code == article)
        line.amount += amount
        version.action_submit()
        self._approve(version, "إعانة محصلة فعلا")
