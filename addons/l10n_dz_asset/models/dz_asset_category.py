from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

DISPOSAL_GAIN, DISPOSAL_LOSS = '752', '652'


class DzAssetCategory(models.Model):
    """A category of assets of the SCF: the template that the categories of each company are made from."""
    _name = 'dz.asset.category'
    _description = "SCF Category of Assets"
    _order = 'sequence, id'

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    asset_prefixes = fields.Char(
        "Asset Accounts", required=True, help="First figures of the account, the most precise first: 2182,218")
    depreciation_prefixes = fields.Char("Depreciation Accounts", help="Empty: nothing is depreciated.")
    expense_prefixes = fields.Char("Expense Accounts", default='681')
    method = fields.Selection(
        selection=lambda self: self.env['account.asset.profile']._selection_dz_method(), required=True, default='linear')
    time_basis = fields.Selection(
        [('month', "By month, that of commissioning whole"), ('day', "By day, from that of commissioning")],
        required=True, default='month')
    link = fields.Selection([('vehicle', "Vehicle of the Fleet"), ('equipment', "Equipment under Maintenance")])
    rate_ids = fields.One2many('dz.asset.rate', 'category_id')
    profile_ids = fields.One2many('account.asset.profile', 'dz_category_id')

    @api.constrains('method', 'depreciation_prefixes', 'expense_prefixes')
    def _check_accounts(self):
        for category in self:
            if category.method != 'none' and not (category.depreciation_prefixes and category.expense_prefixes):
                raise UserError(self.env._("%(category)s is depreciated: it needs accounts for that.", category=category.name))

    def _get_years(self, company, date):
        """The life of assets of the category that a company commissions on a day, in years.

        :raises UserError: no edition applies on that day
        """
        self.ensure_one()
        rates = self.env['dz.asset.rate']
        for owner in (company.root_id.id, False):
            if rates.search_count([('category_id', '=', self.id), ('company_id', '=', owner),
                                   ('date_start', '<=', date)], limit=1):
                return rates._get_on(date, [('category_id', '=', self.id), ('company_id', '=', owner)]).years
        raise UserError(self.env._(
            "%(category)s has no life set for assets commissioned on %(date)s.", category=self.name,
            date=format_date(self.env, date)))

    @api.model
    def _make_profiles(self, companies):
        """Give companies with the Algerian chart a category of their own for each of the template. May be run again.

        A branch uses those of the company that it belongs to, as it uses its chart.
        """
        # companies are set up by whoever installs, a member of them or not
        for company in companies.sudo().filtered(lambda company: company.chart_template == 'dz' and not company.parent_id):
            categories = self.sudo().search(Domain.TRUE)
            made = self.env['account.asset.profile'].sudo().with_context(active_test=False).search(
                [('company_id', '=', company.id)]).dz_category_id
            for category in categories - made:
                category._make_profile(company)

    def _make_profile(self, company):
        values = self._prepare_profile_values(company)
        if values:
            profile = self.env['account.asset.profile'].with_company(company).create(values)
            for lang, _name in self.env['res.lang'].get_installed():
                profile.with_context(lang=lang).name = self.with_context(lang=lang).name

    def _prepare_profile_values(self, company):
        """Values of a company's category, or nothing where its chart lacks an account or it has no journal."""
        find = self.env['account.account']._get_by_prefix
        journal = company._get_asset_journal()
        accounts = {
            'account_asset_id': find(company, self.asset_prefixes).id,
            'account_depreciation_id': find(company, self.depreciation_prefixes or '-').id,
            'account_expense_depreciation_id': find(company, self.expense_prefixes or '-').id,
        }
        needed = [accounts['account_asset_id']] if self.method == 'none' else accounts.values()
        if not journal or not all(needed):
            return {}
        return {
            **accounts, 'name': self.with_context(lang='en_US').name, 'dz_category_id': self.id, 'company_id': company.id,
            'journal_id': journal.id, 'method': self.method, 'method_period': 'month', 'method_time': 'year',
            'time_basis': self.time_basis, 'prorata': True, 'asset_product_item': True,
            'account_plus_value_id': find(company, DISPOSAL_GAIN).id,
            'account_min_value_id': find(company, DISPOSAL_LOSS).id,
        }


class DzAssetRate(models.Model):
    _name = 'dz.asset.rate'
    _description = "Life of a Category of Assets"
    _inherit = ['l10n_dz.dated.setting']
    _order = 'category_id, company_id, date_start desc'
    _rec_name = 'category_id'

    category_id = fields.Many2one('dz.asset.category', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one('res.company', index='btree_not_null', help="Empty: for all companies.")
    years = fields.Integer("Life in Years", required=True)
    rate = fields.Float("Rate (%)", digits=(6, 2), compute='_compute_rate')
    years_min = fields.Integer("Shortest Customary Life")
    years_max = fields.Integer("Longest Customary Life")

    _years_positive = models.Constraint('CHECK (years BETWEEN 1 AND 100)', "A life is of 1 to 100 years.")
    _one_edition = models.UniqueIndex(
        '(category_id, COALESCE(company_id, 0), date_start) WHERE active', "Two lives cannot start on the same day.")

    @api.depends('years')
    def _compute_rate(self):
        for rate in self:
            rate.rate = 100 / rate.years if rate.years else 0.0
