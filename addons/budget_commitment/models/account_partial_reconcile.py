from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import engine
from .account_move import BILLS


class AccountPartialReconcile(models.Model):
    """Every payment of a bill passes here, whatever made it."""
    _inherit = 'account.partial.reconcile'

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        for partial in partials:
            moves = partial._get_budget_moves()
            partial._check_payment_order(moves)
            moves._budget_settle_payments(partial._get_budget_day())
        return partials

    def unlink(self):
        # after it nobody knows which bills these were
        for partial in self:
            partial._get_budget_moves()._budget_settle_payments(fields.Date.context_today(self), leaving=self)
        return super().unlink()

    def _get_budget_moves(self):
        """The bills and credit notes of the match that are charged to the budget."""
        moves = (self.debit_move_id | self.credit_move_id).move_id.filtered(
            lambda move: move.is_purchase_document(include_receipts=True))
        # what is charged to the budget is no secret to who settles it
        causes = self.env['budget.movement'].sudo().search([
            ('cause_model', '=', 'account.move'), ('cause_id', 'in', moves.ids), ('kind', '=', 'liquidate')])
        charged = set(causes.mapped('cause_id'))
        return moves.filtered(lambda move: move.id in charged)

    def _get_budget_day(self):
        return self.max_date or fields.Date.context_today(self)

    def _check_payment_order(self, moves):
        """Refuse to pay a bill of the budget outside a payment order.

        :raise UserError: naming the bill
        """
        others = (self.debit_move_id | self.credit_move_id).move_id - moves
        is_payment = others.filtered(lambda move: not move.is_purchase_document(include_receipts=True))
        for bill in moves.filtered(lambda move: move.move_type in BILLS):
            # a setting of the company, read for whoever settles
            if is_payment and bill.company_id.sudo().budget_is_order_required and engine.current() != 'pay':
                raise UserError(self.env._(
                    "Bill %(bill)s is charged to the budget: it is paid by a payment order only.", bill=bill.name))
