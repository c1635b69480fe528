from dateutil.relativedelta import relativedelta

from odoo import api, models

# life in years by category of assets, and where its depreciation is: the assets of the table follow them
LIVES = {'land': 0, 'building': 20, 'fitting': 10, 'plant': 10, 'vehicle': 5, 'furniture': 10, 'computer': 5, 'software': 5}
BOOKS = {
    'land': ('211', None), 'building': ('213', '2813'), 'fitting': ('212', '2812'), 'plant': ('215', '2815'),
    'vehicle': ('218', '2818'), 'furniture': ('218', '2818'), 'computer': ('218', '2818'), 'software': ('204', '2804'),
}
PARTNERS = {'411': "زبائن سابقون (بيانات خيالية)", '401': "موردون سابقون (بيانات خيالية)"}


class ChamberFinanceDemo(models.AbstractModel):
    """What the books of the three chambers begin with."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _play_opening(self):
        """One opening entry each, and a total for each month before the twelve that are told in full."""
        assets = self._read_table('assets')
        partners = {code: self.env['res.partner'].create({'name': name}) for code, name in PARTNERS.items()}
        for code in ('CN', '16', '05'):
            own = [row for row in assets if row['chamber'] == code]
            values = [self._prepare_opening(code, own, partners)]
            values += [self._prepare_month_before(code, own, month) for month in self._get_months_before()]
            self._post_entries(code, values)

    @api.model
    def _get_depreciated(self, row, day):
        """Straight-line depreciation of an asset of the table before a first day of a month."""
        life = LIVES[row['category']] * 12
        opening = self._get_opening_day()
        months = int(row['age']) + (day.year - opening.year) * 12 + day.month - opening.month
        return round(float(row['value']) * min(months, life) / life, 2) if life else 0.0

    @api.model
    def _prepare_opening(self, code, assets, partners):
        """Balances of the table, assets and their depreciation; what is left is the result carried forward."""
        day, sums = self._get_opening_day(), {}
        for row in assets:
            gross, contra = BOOKS[row['category']]
            sums[gross] = sums.get(gross, 0.0) + float(row['value'])
            if contra:
                sums[contra] = sums.get(contra, 0.0) - self._get_depreciated(row, day)
        for row in self._read_table('opening'):
            account = self._get_bank(code, {'512': 'bank', '517': 'postal'}[row['account']]) if row['account'] in (
                '512', '517') else row['account']
            sums[account] = sums.get(account, 0.0) + float(row[code])
        sums['11'] = -sum(sums.values())
        label = f"الأرصدة الافتتاحية {day.year} (بيانات خيالية)"
        values = self._prepare_entry(code, 'general', day, label, sums.items())
        company = self._get_chamber(code)
        accounts = {self._get_account(prefix, company).id: partner for prefix, partner in partners.items()}
        for _create, _zero, line in values['line_ids']:
            if line['account_id'] in accounts:
                line['partner_id'] = accounts[line['account_id']].id
        return values

    @api.model
    def _prepare_month_before(self, code, assets, month):
        """Charges and revenue of a month that the former books have kept in detail, paid and received by the bank."""
        sums = {row['account']: float(row[code]) for row in self._read_table('before')}
        for row in assets:
            contra = BOOKS[row['category']][1]
            if contra:
                amount = self._get_depreciated(row, month + relativedelta(months=1)) - self._get_depreciated(row, month)
                sums[contra] = sums.get(contra, 0.0) - amount
                sums['681'] = sums.get('681', 0.0) + amount
        bank = self._get_bank(code)
        day = month + relativedelta(months=1, days=-1)
        return self._prepare_entry(
            code, 'general', day, f"مجاميع شهر {self._name_month(month)} من الدفاتر السابقة",
            [*sums.items(), (bank, -sum(sums.values()))])
