from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = 'res.company'

    asset_journal_id = fields.Many2one(
        'account.journal', string="Journal of Assets", check_company=True, domain=[('type', '=', 'general')],
        help="Depreciation, disposals and transfers. Empty: the first general journal.")
    asset_entry_per = fields.Selection(
        [('category', "One for each category"), ('asset', "One for each asset")], string="Depreciation Entries",
        default='category', required=True)
    asset_auto_post = fields.Boolean(
        "Post Depreciation Automatically", help="Each month, on the day set, for the month before.")

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._create_asset_sequences()
        return companies

    def _create_asset_sequences(self):
        """Series with no gap, one a company: numbers of assets, papers of transfers and of disposals."""
        series = {
            'dz.asset': ("Assets", 'IMM/'), 'dz.asset.transfer': ("Transfers of assets", 'TRF/%(range_year)s/'),
            'dz.asset.disposal': ("Disposals of assets", 'SOR/%(range_year)s/')}
        # series belong to the set-up of a company, whoever creates it
        sequences = self.env['ir.sequence'].sudo()
        known = {(sequence.company_id.id, sequence.code) for sequence in sequences.search(
            [('code', 'in', list(series)), ('company_id', 'in', self.ids)])}
        sequences.create([
            {'name': name, 'code': code, 'prefix': prefix, 'padding': 5, 'implementation': 'no_gap',
             'use_date_range': 'range_year' in prefix, 'company_id': company.id}
            for company in self for code, (name, prefix) in series.items() if (company.id, code) not in known])

    def _get_asset_journal(self):
        """The journal of a company's assets: its own, else its first general one, else that of the company above it."""
        self.ensure_one()
        # what the company uses is no secret to who posts for it
        for owner in reversed(self.sudo().parent_ids):
            journal = owner.asset_journal_id or self.env['account.journal'].sudo().search(
                [('type', '=', 'general'), ('company_id', '=', owner.id)], order='sequence, id', limit=1)
            if journal:
                return journal
        return self.env['account.journal']
