from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import SQL, date_utils

AMOUNTS = ('gross_start', 'gross_in', 'gross_out', 'gross_end', 'depreciation_start', 'depreciation_in', 'depreciation_out',
           'depreciation_end', 'net_start', 'net_end')


class DzAssetAnnex(models.TransientModel):
    """Table of the annex of the balance sheet: movements of assets and of their depreciation."""
    _name = 'dz.asset.annex'
    _description = "Table of Assets for the Annex"

    date_from = fields.Date(
        "From", required=True, default=lambda self: date_utils.start_of(fields.Date.context_today(self), 'year'))
    date_to = fields.Date(
        "To", required=True, default=lambda self: date_utils.end_of(fields.Date.context_today(self), 'year'))
    company_ids = fields.Many2many('res.company', required=True, default=lambda self: self.env.companies)
    currency_id = fields.Many2one('res.currency', compute='_compute_currency_id')
    language = fields.Selection([('ar_001', "Arabic"), ('fr_FR', "French"), ('en_US', "English")], required=True,
                                default=lambda self: self._default_language())
    line_ids = fields.One2many('dz.asset.annex.line', 'annex_id', compute='_compute_line_ids', store=True)

    _dates = models.Constraint('CHECK (date_to >= date_from)', "A period ends after it begins.")

    @api.model
    def _default_language(self):
        lang = self.env.user.lang
        return lang if lang in dict(self._fields['language'].selection) else 'ar_001'

    @api.depends('company_ids')
    def _compute_currency_id(self):
        for annex in self:
            annex.currency_id = (annex.company_ids[:1] or self.env.company).currency_id

    @api.depends('date_from', 'date_to', 'company_ids')
    def _compute_line_ids(self):
        for annex in self:
            rows = annex._get_rows() if annex.date_from and annex.date_to and annex.company_ids else []
            annex.line_ids = [Command.clear(), *(Command.create(row) for row in rows)]

    def _compute_display_name(self):
        for annex in self:
            annex.display_name = self.env._("Table of assets")

    @api.model
    def action_open(self):
        """Show the table of the year, of the companies of the user."""
        annex = self.create({})
        return {'type': 'ir.actions.act_window', 'name': self.env._("Table of Assets"), 'res_model': self._name,
                'res_id': annex.id, 'view_mode': 'form'}

    def _check_companies(self):
        asked = self.company_ids._origin or self.company_ids
        if not self.env.su and not set(asked.ids) <= set(self.env.user.company_ids.ids):
            raise AccessError(self.env._("You do not see the assets of these companies."))
        if len(self.company_ids.currency_id) > 1:
            raise UserError(self.env._("These companies keep their accounts in different currencies."))

    def _get_rows(self):
        """One row a category, with the amounts of :data:`AMOUNTS`; what has no amount is left out."""
        self.ensure_one()
        self._check_companies()
        self.env['account.asset'].check_access('read')
        self.env.flush_all()
        rows = self.env.execute_query_dict(self._get_query())
        result = []
        for row in rows:
            row['gross_end'] = row['gross_start'] + row['gross_in'] - row['gross_out']
            row['depreciation_end'] = row['depreciation_start'] + row['depreciation_in'] - row['depreciation_out']
            row['net_start'] = row['gross_start'] - row['depreciation_start']
            row['net_end'] = row['gross_end'] - row['depreciation_end']
            if any(row[name] for name in AMOUNTS):
                result.append({name: float(value) if name in AMOUNTS else value for name, value in row.items()})
        return result

    def _get_query(self):
        """Amounts by category: entries by the day of acquisition, depreciation by the day of its entry, exits by their day."""
        # assets of the companies checked above, confirmed or bought by a bill
        return SQL("""
            WITH entered AS (
                SELECT asset.id, asset.dz_category_id, asset.purchase_value AS gross,
                       COALESCE(asset.date_acquisition, asset.date_start) AS date_in,
                       CASE WHEN asset.state = 'removed' THEN asset.date_remove END AS date_out
                  FROM account_asset asset
                 WHERE asset.company_id = ANY(%(companies)s) AND asset.dz_category_id IS NOT NULL
                   AND (asset.state != 'draft' OR EXISTS (
                       SELECT 1 FROM account_move_line item WHERE item.asset_id = asset.id AND item.parent_state = 'posted'))
            ), booked AS (
                SELECT line.asset_id, COALESCE(move.date, line.line_date) AS date, SUM(line.amount) AS amount
                  FROM account_asset_line line
                  JOIN entered ON entered.id = line.asset_id
                  LEFT JOIN account_move move ON move.id = line.move_id
                 WHERE line.type = 'depreciate' AND (line.init_entry OR line.move_id IS NOT NULL)
                 GROUP BY line.asset_id, COALESCE(move.date, line.line_date)
            ), depreciated AS (
                SELECT entered.id,
                       COALESCE(SUM(booked.amount) FILTER (WHERE booked.date < %(start)s), 0) AS before,
                       COALESCE(SUM(booked.amount) FILTER (WHERE booked.date BETWEEN %(start)s AND %(stop)s), 0) AS within
                  FROM entered LEFT JOIN booked ON booked.asset_id = entered.id
                 GROUP BY entered.id
            )
            SELECT dz_category_id AS category_id,
                   COALESCE(SUM(gross) FILTER (
                       WHERE date_in < %(start)s AND COALESCE(date_out >= %(start)s, TRUE)), 0) AS gross_start,
                   COALESCE(SUM(gross) FILTER (WHERE date_in BETWEEN %(start)s AND %(stop)s), 0) AS gross_in,
                   COALESCE(SUM(gross) FILTER (WHERE date_out BETWEEN %(start)s AND %(stop)s), 0) AS gross_out,
                   COALESCE(SUM(before) FILTER (WHERE COALESCE(date_out >= %(start)s, TRUE)), 0) AS depreciation_start,
                   COALESCE(SUM(within), 0) AS depreciation_in,
                   COALESCE(SUM(before + within) FILTER (WHERE date_out BETWEEN %(start)s AND %(stop)s), 0) AS depreciation_out
              FROM entered JOIN depreciated USING (id)
              JOIN dz_asset_category category ON category.id = dz_category_id
             GROUP BY dz_category_id, category.sequence
             ORDER BY category.sequence, dz_category_id
        """, companies=self.company_ids.ids, start=self.date_from, stop=self.date_to)

    def _get_columns(self):
        """Labels of the amounts, in the language of the table."""
        labels = self.env['dz.asset.annex.line'].fields_get(AMOUNTS, ['string'])
        return {name: labels[name]['string'] for name in AMOUNTS}

    def _get_total_label(self):
        return self.env._("Total")

    def _get_totals(self):
        return {name: sum(self.line_ids.mapped(name)) for name in AMOUNTS}

    def action_print(self):
        """Print the table, in the language chosen."""
        self.ensure_one()
        self._check_companies()
        return self.env.ref('l10n_dz_asset.asset_annex_report').report_action(self, config=False)

    def action_export(self):
        """Write the table as a workbook, in the language chosen."""
        self.ensure_one()
        self._check_companies()
        return self.env.ref('l10n_dz_asset.asset_annex_xlsx').report_action(self, config=False)

    def _in_language(self):
        installed = [code for code, _name in self.env['res.lang'].get_installed()]
        return self.with_context(lang=self.language if self.language in installed else self.env.lang)


class DzAssetAnnexLine(models.TransientModel):
    _name = 'dz.asset.annex.line'
    _description = "Category in the Table of Assets"
    _rec_name = 'category_id'

    annex_id = fields.Many2one('dz.asset.annex', required=True, index=True, ondelete='cascade')
    currency_id = fields.Many2one(related='annex_id.currency_id')
    category_id = fields.Many2one('dz.asset.category', required=True, readonly=True, ondelete='cascade')
    gross_start = fields.Monetary("Value at Start", readonly=True)
    gross_in = fields.Monetary("Increases", readonly=True)
    gross_out = fields.Monetary("Decreases", readonly=True)
    gross_end = fields.Monetary("Value at End", readonly=True)
    depreciation_start = fields.Monetary("Depreciation at Start", readonly=True)
    depreciation_in = fields.Monetary("Depreciation of the Period", readonly=True)
    depreciation_out = fields.Monetary("Depreciation Taken Out", readonly=True)
    depreciation_end = fields.Monetary("Depreciation at End", readonly=True)
    net_start = fields.Monetary("Net at Start", readonly=True)
    net_end = fields.Monetary("Net at End", readonly=True)

    def action_view_assets(self):
        """Open the assets behind the row."""
        self.ensure_one()
        action = self.env['ir.actions.act_window']._for_xml_id('l10n_dz_asset.account_asset_action')
        return {**action, 'domain': [
            ('dz_category_id', '=', self.category_id.id), ('company_id', 'in', self.annex_id.company_ids.ids),
            ('date_acquisition', '<=', self.annex_id.date_to)], 'context': {}}
