from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools import labels


class AccountAsset(models.Model):
    _inherit = 'account.asset'

    def validate(self):
        """Confirm drafts: they get their number and their plan, and are depreciated from then on.

        :raises AccessError: for anyone but an accountant
        :raises UserError: for an asset that is no draft, or whose category has no life at the day of commissioning
        """
        ours = self.filtered('dz_category_id')
        super(AccountAsset, self - ours).validate()
        if ours:
            self._check_accountant()
            ours.check_access('write')
            ours.lock_for_update()
            ours.invalidate_recordset(['state'])
            for asset in ours.sorted(lambda asset: (asset.date_acquisition or asset.date_start, asset.id)):
                # rights were checked above; the number, the state and the plan are written by this step alone
                asset.sudo()._confirm()
        return True

    def _confirm(self):
        if self.state != 'draft':
            raise UserError(self.env._("%(asset)s is confirmed already.", asset=self.display_name))
        values = {'state': 'open', 'code': self._take_number('dz.asset'), 'label_code': self._make_label_code()}
        if self.method in ('linear', 'degr-linear'):
            values['method_number'] = self._get_dz_years()
        if self.method == 'degr-linear':
            values['declining_coefficient'] = self.env['dz.asset.coefficient']._get_coefficient(
                values['method_number'], self.date_start)
        self.write(values)
        self._take_over()
        self._plan()
        self._close_if_done()

    def _take_number(self, code, date=None):
        sequence = self.env['ir.sequence'].sudo().with_company(self.company_id)  # drawn by steps that have checked the rights
        number = sequence.next_by_code(code, sequence_date=date)
        if not number:
            raise UserError(self.env._("%(company)s has no series of numbers for this.", company=self.company_id.name))
        return number

    def _get_dz_years(self, raise_if_missing=True):
        """The life in years by the edition in force on the day of commissioning; 0 for what has none."""
        self.ensure_one()
        if self.method not in ('linear', 'degr-linear') or not self.date_start:
            return 0
        try:
            return self.dz_category_id._get_years(self.company_id or self.env.company, self.date_start)
        except UserError:
            if raise_if_missing:
                raise
            return 0

    def _take_over(self):
        """One line for the depreciation that is in the books already."""
        if self.opening_amount:
            self.env['account.asset.line'].create({
                'asset_id': self.id, 'type': 'depreciate', 'amount': self.opening_amount, 'line_date': self.opening_date,
                'init_entry': True, 'name': self._get_depreciation_entry_name(0)})

    def _close_if_done(self):
        """Assets with nothing left to depreciate are closed; they stay in the register."""
        done = self.filtered(
            lambda asset: asset.state == 'open' and asset.method != 'none' and asset.currency_id.is_zero(asset.value_residual))
        if done:
            done.with_context(asset_validate_from_write=True).write({'state': 'close'})

    def set_to_draft(self):
        """Set back to draft; a numbered asset stays confirmed."""
        if self.filtered('dz_category_id'):
            raise UserError(self.env._("A numbered asset does not go back to draft."))
        return super().set_to_draft()

    def remove(self):
        """Begin the disposal of an asset."""
        self.ensure_one()
        return self.action_dispose() if self.dz_category_id else super().remove()

    def action_dispose(self):
        """Open a new disposal of the asset."""
        self.ensure_one()
        self._check_in_use()
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Disposal"), 'res_model': 'dz.asset.disposal',
            'view_mode': 'form', 'context': {'default_asset_id': self.id}}

    def action_transfer(self):
        """Open a new transfer of the assets."""
        self._check_in_use()
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Transfer"), 'res_model': 'dz.asset.transfer',
            'view_mode': 'form', 'context': {
                'default_company_id': self.company_id[:1].id,
                'default_line_ids': [(0, 0, {'asset_id': asset.id}) for asset in self]}}

    def action_split(self):
        """Open the split of an asset into several."""
        self.ensure_one()
        self._check_in_use()
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Split"), 'res_model': 'dz.asset.split',
            'view_mode': 'form', 'target': 'new', 'context': {'default_asset_id': self.id}}

    def _check_in_use(self):
        for asset in self:
            if not asset.dz_category_id or asset.state not in ('open', 'close'):
                raise UserError(self.env._("%(asset)s is not in use.", asset=asset.display_name))

    def _check_not_settled_after(self, date):
        """Refuse to go back before what is in the books.

        :raises UserError: the asset is depreciated up to a later day
        """
        last = self._get_settled_lines()[-1:].line_date
        if last and last > date:
            raise UserError(self.env._(
                "%(asset)s is depreciated up to %(date)s already.", asset=self.display_name, date=format_date(self.env, last)))

    def open_entries(self):
        """Open the entries of the asset, those shared with others of its category among them."""
        self.ensure_one()
        action = super().open_entries()
        moves = self.account_move_line_ids.move_id | self.depreciation_line_ids.move_id
        return {**action, 'domain': [('id', 'in', moves.ids)]}

    def action_view_move_lines(self):
        """Open the transfers of the asset."""
        self.ensure_one()
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Transfers"), 'res_model': 'dz.asset.transfer',
            'view_mode': 'list,form', 'domain': [('line_ids.asset_id', '=', self.id)]}

    def _get_label_address(self):
        return labels.address(self.get_base_url(), self.label_code)
