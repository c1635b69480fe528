from odoo import api, fields, models
from odoo.exceptions import UserError


class AccountAssetLine(models.Model):
    _inherit = 'account.asset.line'

    type = fields.Selection(
        selection=[('create', "Value"), ('depreciate', "Depreciation"), ('remove', "Disposal")])
    move_id = fields.Many2one(index='btree_not_null')
    previous_id = fields.Many2one(index='btree_not_null')
    month = fields.Date(readonly=True, help="First day of the month that the line depreciates.")
    run_id = fields.Many2one(
        'dz.asset.run', string="Posted With", readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    profile_id = fields.Many2one(related='asset_id.profile_id')

    _once_a_month = models.UniqueIndex(
        "(asset_id, month) WHERE month IS NOT NULL", "This asset is depreciated for that month already.")
    _to_post_idx = models.Index(
        "(company_id, line_date, id) WHERE move_id IS NULL AND run_id IS NULL AND month IS NOT NULL")

    def _compute_values(self):
        ours = self.filtered(lambda line: line.asset_id.dz_category_id)
        result = super(AccountAssetLine, self - ours)._compute_values()
        (ours - ours.filtered(lambda line: line.type == 'depreciate')).update({'depreciated_value': 0, 'remaining_value': 0})
        for asset, lines in ours.filtered(lambda line: line.type == 'depreciate').grouped('asset_id').items():
            asset._set_running_values(lines)
        return result

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            assets = self.env['account.asset'].browse([vals.get('asset_id') or () for vals in vals_list])
            assets.filtered('dz_category_id')._refuse_lines()
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self.asset_id.filtered('dz_category_id')._refuse_lines()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_plan(self):
        if not self.env.su:
            self.asset_id.filtered('dz_category_id')._refuse_lines()

    def create_move(self):
        """Post lines; those under the Algerian rules are posted with their month, in its order, and once.

        :raises UserError: for a line under the Algerian rules
        """
        if self.asset_id.filtered('dz_category_id'):
            raise UserError(self.env._("Depreciation is posted month by month, for all assets of the company."))
        return super().create_move()

    def unlink_move(self):
        """Delete or reverse entries; what is posted under the Algerian rules stays.

        :raises UserError: for a line under the Algerian rules
        """
        self._refuse_posted()
        return super().unlink_move()

    def update_asset_line_after_unlink_move(self):
        """Forget a deleted entry; what is posted under the Algerian rules stays.

        :raises UserError: for a line under the Algerian rules
        """
        self._refuse_posted()
        return super().update_asset_line_after_unlink_move()

    def _refuse_posted(self):
        if self.asset_id.filtered('dz_category_id'):
            raise UserError(self.env._("What is posted is not deleted: it is corrected by a new entry."))


class AccountAsset(models.Model):
    _inherit = 'account.asset'

    def _refuse_lines(self):
        if self:
            raise UserError(self.env._("The lines of an asset follow from its plan and from what is posted."))

    def _create_first_asset_line(self):
        # the line that bears the value is made with the asset, whoever enters it
        return super(AccountAsset, self.sudo() if self.dz_category_id else self)._create_first_asset_line()

    def _set_running_values(self, lines):
        """Depreciation before each line and left after it, over all lines of the asset."""
        before = 0.0
        skipped = set(self.env.context.get('no_compute_asset_line_ids') or ())
        every = self.depreciation_line_ids.filtered(lambda line: line.type == 'depreciate' and line.id not in skipped) | lines
        for line in every.sorted('line_date'):
            if line in lines:
                line.depreciated_value = before
                line.remaining_value = self.depreciation_base - before - line.amount
            before += line.amount
