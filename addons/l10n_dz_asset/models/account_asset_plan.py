from decimal import Decimal

from odoo import api, models
from odoo.exceptions import UserError

from ..tools import plan as plans


def dinars(amount):
    """A stored amount as an exact decimal."""
    return Decimal(str(round(amount, 2)))


class AccountAsset(models.Model):
    _inherit = 'account.asset'

    def compute_depreciation_board(self):
        """Make the plan of depreciation again, for what is not posted.

        :raises AccessError: for anyone but an accountant, where the Algerian rules apply
        """
        ours = self.filtered('dz_category_id')
        super(AccountAsset, self - ours).compute_depreciation_board()
        if ours:
            self._check_accountant()
            ours.check_access('write')
            if any(asset.state not in ('open', 'close') for asset in ours):
                raise UserError(self.env._("An asset is planned when it is confirmed."))
            # rights were checked above; lines are written by the plan alone
            ours.sudo()._plan()
        return True

    def _plan(self):
        """Replace the lines that are not posted by those of the plan."""
        self._check_not_being_posted()
        lines = self.env['account.asset.line']
        lines.search([('asset_id', 'in', self.ids), ('type', '=', 'depreciate'), ('move_id', '=', False),
                      ('init_entry', '=', False)]).unlink()
        lines.create([
            {'asset_id': asset.id, 'type': 'depreciate', 'amount': float(period.amount), 'line_date': period.end,
             'line_days': period.days, 'month': period.end.replace(day=1),
             'name': asset._get_depreciation_entry_name(period.end.strftime('%Y-%m'))}
            for asset in self for period in asset._get_plan_left() if period.amount])

    def _check_not_being_posted(self):
        """Refuse to change a plan that a run has counted and not yet posted.

        :raises UserError: naming the first such asset
        """
        self.env.flush_all()
        counted = self.env['account.asset.line'].sudo().search(  # runs of the asset's company, whoever asks
            [('asset_id', 'in', self.ids), ('run_id', '!=', False), ('move_id', '=', False)], limit=1)
        if counted:
            raise UserError(self.env._(
                "The depreciation of %(asset)s is being posted: wait until it is done.", asset=counted.asset_id.display_name))

    def _get_settled_lines(self):
        """Depreciation that is in the books, in the order of its days."""
        # the books as they are, whatever the user sees of them
        return self.sudo().depreciation_line_ids.filtered(
            lambda line: line.type == 'depreciate' and (line.init_entry or line.move_id)).sorted('line_date')

    def _get_full_plan(self):
        """The plan from commissioning on, as if nothing was posted."""
        self.ensure_one()
        base = dinars(self.depreciation_base)
        if self.method == 'none' or not base:
            return []
        if self.method == 'units':
            readings = self.sudo().reading_ids.sorted('month')  # the units belong to the asset
            # what was taken over is not produced any more
            base -= dinars(self.opening_amount)
            return plans.units(base, Decimal(str(self.units_planned)), [
                (reading.month, Decimal(str(reading.units))) for reading in readings])
        if not self.method_number:
            return []
        if self.method == 'degr-linear':
            return plans.declining(
                base, self.date_start, self.method_number, Decimal(str(self.declining_coefficient)), self.time_basis)
        return plans.linear(base, self.date_start, self.method_number, self.time_basis)

    def _get_plan_left(self):
        """The periods that are still to be posted: as planned, or shared out anew where the books say something else."""
        self.ensure_one()
        settled, full = self._get_settled_lines(), self._get_full_plan()
        if not settled:
            return full
        last = settled[-1].line_date
        left = plans.left_after(full, last, self.time_basis)
        rest = dinars(self.depreciation_base) - sum(map(dinars, settled.mapped('amount')), Decimal(0))
        if self.method == 'units':
            return left
        if not left and rest > 0 and full:
            start = plans.next_month(last)
            left = [plans.Period(start, plans.month_end(start), rest)]
        return plans.respread(left, rest) if rest > 0 else []

    def _get_due_on(self, date):
        """What is still to be depreciated up to the end of a day, in dinars."""
        self.ensure_one()
        left = self._get_plan_left()
        return float(plans.taken_until(left, date, self.time_basis))

    @api.model
    def _check_commissioned(self, assets, date):
        for asset in assets:
            if date < asset.date_start:
                raise UserError(self.env._("%(asset)s is not commissioned on that day yet.", asset=asset.display_name))
