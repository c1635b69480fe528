from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang


class AccountMove(models.Model):
    _inherit = 'account.move'

    asset_run_id = fields.Many2one(
        'dz.asset.run', string="Depreciation of the Month", readonly=True, copy=False, index='btree_not_null',
        ondelete='restrict')
    asset_run_key = fields.Char("What It Depreciates", readonly=True, copy=False)
    asset_hint = fields.Text("About Assets", compute='_compute_asset_hint')

    _asset_run_once = models.UniqueIndex(
        "(asset_run_id, asset_run_key) WHERE asset_run_id IS NOT NULL", "This depreciation is posted already.")

    @api.depends('invoice_line_ids.asset_profile_id', 'invoice_line_ids.price_unit', 'invoice_line_ids.quantity',
                 'invoice_line_ids.price_subtotal', 'invoice_date', 'state')
    def _compute_asset_hint(self):
        for move in self:
            lines = move.invoice_line_ids.filtered(
                lambda line: line.asset_profile_id.dz_category_id and line.quantity)
            move.asset_hint = move._get_low_value_hint(lines) if lines and move.state == 'draft' else False

    def _get_low_value_hint(self, lines):
        """Words about items that are worth less than the threshold in force, or False."""
        try:
            threshold = self.env['dz.asset.threshold'].sudo()._get_on(self.invoice_date or fields.Date.context_today(self))
        except UserError:
            return False
        low = lines.filtered(lambda line: line.currency_id == threshold.currency_id
                             and abs(line.price_subtotal / line.quantity) < threshold.amount)
        if not low:
            return False
        return self.env._(
            "Below %(amount)s net of tax, may be entered as an expense: %(items)s.",
            amount=formatLang(self.env, threshold.amount, currency_obj=threshold.currency_id),
            items=", ".join(line.name or line.account_id.display_name for line in low))

    def _post(self, soft=True):
        self._check_asset_category()
        return super()._post(soft=soft)

    def _check_asset_category(self):
        """Refuse bills on an account that several categories share, where none was chosen.

        :raises UserError: naming the line and the account
        """
        profiles = self.env['account.asset.profile']
        for move in self.filtered(lambda move: move.is_purchase_document(include_receipts=True)):
            for line in move.invoice_line_ids.filtered(lambda line: line.account_id and not line.asset_profile_id):
                if move.move_type != 'in_refund' and len(profiles._get_for_account(line.account_id, move.company_id)) > 1:
                    raise UserError(self.env._(
                        "Choose the category of “%(line)s”: account %(account)s holds assets of several.",
                        line=line.name or '', account=line.account_id.display_name))

    def _prepare_asset_vals(self, aml):
        values = super()._prepare_asset_vals(aml)
        if aml.asset_profile_id.dz_category_id:
            values.pop('code')
            values |= {'date_acquisition': self.date, 'date_start': self.invoice_date or self.date}
        return values

    def button_draft(self):
        """Set entries back to draft; not those of depreciation, nor bills whose assets are numbered.

        :raises UserError: for such entries
        """
        for move in self:
            if move.asset_run_id:
                raise UserError(self.env._("What is posted is not deleted: it is corrected by a new entry."))
            if move.is_purchase_document(include_receipts=True) and any(
                    asset.dz_category_id and asset.code for asset in move.line_ids.asset_id):
                raise UserError(self.env._(
                    "%(entry)s has made assets that are numbered: it stays posted.", entry=move.display_name))
        return super().button_draft()


class AccountMoveLine(models.Model):
    _inherit = 'account.move.line'

    asset_id = fields.Many2one(index='btree_not_null')

    @api.depends('move_id.move_type')
    def _compute_asset_profile(self):
        """On bills the only category of the account; elsewhere none but what was chosen.

        Several categories share an account of the SCF, and an entry by hand on one makes no asset by itself.
        """
        ours = self.filtered(lambda line: line.company_id.root_id.sudo().chart_template == 'dz')
        result = super(AccountMoveLine, self - ours)._compute_asset_profile()
        profiles = self.env['account.asset.profile']
        for line in ours:
            if line.asset_id:
                line.asset_profile_id = line.asset_id.profile_id
            elif line.asset_profile_id.account_asset_id != line.account_id or not line.asset_profile_id:
                is_bill = line.move_id.move_type in ('in_invoice', 'in_receipt') and line.display_type == 'product'
                found = profiles._get_for_account(line.account_id, line.company_id) if is_bill and line.account_id else profiles
                line.asset_profile_id = found if len(found) == 1 else False
        return result
