from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.allowance import advance_limit, decimal
from .dz_mission_order import ADVANCE_STATES


class DzMissionOrder(models.Model):
    """The advance: asked with the order, at most a share of the estimate, one at a time."""
    _inherit = 'dz.mission.order'

    advance_asked = fields.Monetary(copy=False)
    advance_limit = fields.Monetary("Advance at Most", compute='_compute_advance_limit')
    advance_granted = fields.Monetary(readonly=True, copy=False)
    advance_state = fields.Selection(ADVANCE_STATES, string="Advance", default='none', required=True, readonly=True, copy=False)

    _advance_not_negative = models.Constraint(
        'CHECK (COALESCE(advance_asked, 0) >= 0 AND COALESCE(advance_granted, 0) >= 0)', "An advance cannot be negative.")

    @api.depends('amount_estimate', 'date_from', 'company_id')
    def _compute_advance_limit(self):
        for order in self:
            try:
                share = order._get_rule().advance_share if order.date_from and order.date_to else 0
            except UserError:
                share = 0  # told when the mission is asked for
            order.advance_limit = float(advance_limit(decimal(order.amount_estimate), decimal(share)))

    def _check_advance(self):
        """Refuse an advance over the share of the estimate, or beside one that is not settled.

        :raises UserError: with both amounts, or naming the mission
        """
        self.ensure_one()
        if not self.advance_asked:
            return
        if self.currency_id.compare_amounts(self.advance_asked, self.advance_limit) > 0:
            raise UserError(self.env._(
                "%(asked)s are asked for; at most %(limit)s may be advanced on this mission.",
                asked=self.currency_id.format(self.advance_asked), limit=self.currency_id.format(self.advance_limit)))
        unsettled = self._get_unsettled()[:1]
        if unsettled and self._get_rule().is_advance_blocked:
            raise UserError(self.env._(
                "No new advance: that of mission %(mission)s is not settled. Ask without an advance, or have it settled first.",
                mission=unsettled.name))

    def _get_unsettled(self):
        """Other missions of the traveller whose advance is out, or what is left of it not given back."""
        # all his missions count, whoever asks
        others = self.sudo().search([
            ('employee_id', '=', self.employee_id.id), ('id', '!=', self.id), ('advance_state', '=', 'paid'),
            ('state', 'not in', ('closed', 'cancelled'))])
        return others.filtered(lambda order: order.state != 'settled' or order.amount_balance < 0)

    def action_pay_advance(self):
        """Choose how the granted advance is paid.

        :raises AccessError: for anyone but finance
        :raises UserError: there is none to be paid
        """
        self._check_payable('advance')
        return self._open_payment('advance')

    def action_return_advance(self):
        """Choose how the advance of a mission that does not take place comes back.

        :raises AccessError: for anyone but finance
        :raises UserError: none was paid, or the mission has begun
        """
        self._check_payable('return')
        return self._open_payment('return')

    def _open_payment(self, kind):
        return {
            'type': 'ir.actions.act_window', 'res_model': 'dz.mission.payment', 'view_mode': 'form', 'target': 'new',
            'name': dict(self.env['dz.mission.payment']._fields['kind']._description_selection(self.env))[kind],
            'context': {'default_order_id': self.id, 'default_kind': kind},
        }
