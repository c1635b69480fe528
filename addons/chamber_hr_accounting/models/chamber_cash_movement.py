from odoo import api, fields, models


class ChamberCashMovement(models.Model):
    """Money that came into the desk or left it, by a posted entry."""
    _name = 'chamber.cash.movement'
    _description = "Cash Movement"
    _inherit = ['chamber.engine.mixin']
    _order = 'session_id, id'

    session_id = fields.Many2one('chamber.cash.session', required=True, readonly=True, index=True, ondelete='restrict')
    company_id = fields.Many2one(related='session_id.company_id', store=True, precompute=True, index=True)
    kind = fields.Selection([
        ('receipt', "Receipt"), ('refund', "Refund"), ('handover', "Handed over to the bank"), ('other', "Other entry"),
    ], compute='_compute_kind')
    name = fields.Char(string="Entry", required=True, readonly=True)
    label = fields.Char(readonly=True)
    partner_id = fields.Many2one('res.partner', readonly=True, ondelete='restrict')
    amount = fields.Monetary(required=True, readonly=True, help="Above 0: came in; below: left.")
    currency_id = fields.Many2one(related='company_id.currency_id')
    move_id = fields.Many2one(
        'account.move', required=True, readonly=True, index=True, ondelete='restrict',
        groups='account.group_account_readonly,account.group_account_invoice')
    receipt_id = fields.Many2one('chamber.receipt', readonly=True, index='btree_not_null', ondelete='restrict')
    refund_id = fields.Many2one('chamber.refund', readonly=True, index='btree_not_null', ondelete='restrict')
    handover_id = fields.Many2one('chamber.cash.handover', readonly=True, index='btree_not_null', ondelete='restrict')

    _move_once = models.Constraint('UNIQUE (move_id)', "This entry is in the cash journal already.")

    def _get_engine_refusal(self):
        return self.env._("The cash journal is written by posted entries only.")

    @api.depends('receipt_id', 'refund_id', 'handover_id')
    def _compute_kind(self):
        for movement in self:
            movement.kind = next(
                (kind for kind in ('receipt', 'refund', 'handover') if movement[f'{kind}_id']), 'other')
