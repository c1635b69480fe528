from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date


class DzAssetDisposal(models.Model):
    _inherit = 'dz.asset.disposal'

    def _apply(self):
        """Let the assets leave: depreciation to the day, then the entry of the disposal."""
        for disposal in self:
            disposal.asset_id.lock_for_update()
            disposal.asset_id.invalidate_recordset(['state'])
            disposal._check_ready()
            number = disposal.asset_id._take_number('dz.asset.disposal', disposal.date)
            depreciation = disposal.asset_id._depreciate_until(disposal.date, number)
            asset = disposal.asset_id
            depreciated = asset.value_depreciated
            move = asset._post_exit(disposal.date, number, disposal._prepare_counterparts(depreciated))
            asset._leave(disposal.date, move)
            disposal.write({
                'name': number, 'state': 'done', 'depreciation_move_id': depreciation.id, 'move_id': move.id,
                'gross': asset.purchase_value, 'depreciated': depreciated, 'net_value': asset.purchase_value - depreciated})

    def _prepare_counterparts(self, depreciated):
        """What stands against the asset and its depreciation: what the buyer owes, the gain (752) or the loss (652)."""
        profile, price = self.asset_id.profile_id, self.sale_value if self.kind == 'sold' else 0.0
        result = round(price - (self.asset_id.purchase_value - depreciated), 2)
        account = profile.account_plus_value_id if result > 0 else profile.account_min_value_id
        if (result and not account) or (price and not self.account_id):
            raise UserError(self.env._(
                "%(company)s lacks the account of this disposal: 462, 652 or 752.", company=self.company_id.name))
        lines = [{'account_id': self.account_id.id, 'debit': price, 'credit': 0.0, 'partner_id': self.partner_id.id}]
        lines.append({
            'account_id': account.id, 'debit': max(-result, 0.0), 'credit': max(result, 0.0),
            'analytic_distribution': self.asset_id.analytic_distribution})
        return [line for line in lines if line['debit'] or line['credit']]


class AccountAsset(models.Model):
    _inherit = 'account.asset'

    def _depreciate_until(self, date, reference):
        """Post what is due up to the end of a day, and give up the plan after it; returns the entry, or none."""
        self.ensure_one()
        self._check_not_being_posted()
        self._check_not_settled_after(date)
        amount = self._get_due_on(date)
        lines = self.env['account.asset.line']
        lines.search([('asset_id', '=', self.id), ('type', '=', 'depreciate'), ('move_id', '=', False),
                      ('init_entry', '=', False)]).unlink()
        if not amount:
            return self.env['account.move']
        profile = self.profile_id
        label = self.env._("Depreciation of %(asset)s up to %(date)s", asset=self.display_name,
                           date=format_date(self.env, date))
        move = self._post_asset_entry(date, reference, [
            {'name': label, 'account_id': profile.account_expense_depreciation_id.id, 'debit': amount, 'credit': 0.0,
             'analytic_distribution': self.analytic_distribution},
            {'name': label, 'account_id': profile.account_depreciation_id.id, 'debit': 0.0, 'credit': amount}])
        lines.create({
            'asset_id': self.id, 'type': 'depreciate', 'amount': amount, 'line_date': date, 'month': date.replace(day=1),
            'move_id': move.id, 'name': self._get_depreciation_entry_name(reference)})
        return move

    def _post_exit(self, date, reference, counterparts):
        """Take value and depreciation out of the books against other items."""
        profile, label = self.profile_id, self.display_name
        lines = [
            {'name': label, 'account_id': profile.account_depreciation_id.id, 'debit': self.value_depreciated, 'credit': 0.0},
            {'name': label, 'account_id': profile.account_asset_id.id, 'debit': 0.0, 'credit': self.purchase_value},
            *({'name': label, **line} for line in counterparts)]
        return self._post_asset_entry(date, reference, [line for line in lines if line['debit'] or line['credit']])

    def _post_entry_in(self, date, reference, counterparts):
        """Take value and depreciation into the books against other items."""
        profile, label = self.profile_id, self.display_name
        lines = [
            {'name': label, 'account_id': profile.account_asset_id.id, 'debit': self.purchase_value, 'credit': 0.0},
            {'name': label, 'account_id': profile.account_depreciation_id.id, 'debit': 0.0, 'credit': self.opening_amount},
            *({'name': label, **line} for line in counterparts)]
        return self._post_asset_entry(date, reference, [line for line in lines if line['debit'] or line['credit']])

    def _post_asset_entry(self, date, reference, lines):
        # links of items to assets are written by these steps alone
        move = self.env['account.move'].with_company(self.company_id).with_context(allow_asset=True).create({
            'move_type': 'entry', 'company_id': self.company_id.id, 'journal_id': self.company_id._get_asset_journal().id,
            'date': date, 'ref': reference, 'line_ids': [Command.create({**line, 'asset_id': self.id}) for line in lines]})
        move._post(soft=False)
        return move

    def _leave(self, date, move):
        """Mark the asset as gone: nothing is left to depreciate."""
        self.env['account.asset.line'].create({
            'asset_id': self.id, 'type': 'remove', 'amount': self.value_residual, 'line_date': date, 'move_id': move.id,
            'name': self._get_depreciation_entry_name(move.ref)})
        self.with_context(asset_validate_from_write=True).write({'state': 'removed', 'date_remove': date})
