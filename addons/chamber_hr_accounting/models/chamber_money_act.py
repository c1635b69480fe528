from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import as_engine, is_engine


class ChamberMoneyAct(models.Model):
    """What happened to the chamber's money at its desk, one chain for each chamber."""
    _name = 'chamber.money.act'
    _description = "Act of the Cash Desk"
    _inherit = ['chamber.journal.mixin']
    _order = 'chain_sequence desc, id desc'
    _rec_name = 'number'

    _chain_fields = (
        'company_id', 'kind', 'number', 'date', 'partner_id', 'amount', 'stamp_duty', 'payment_method', 'receipt_id', 'refund_id',
        'session_id', 'handover_id', 'move_id', 'note',
    )

    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, index=True, ondelete='restrict')
    kind = fields.Selection([
        ('receipt', "Money received"), ('refund_approved', "Refund approved"), ('refund', "Money paid back"),
        ('closing', "Cash day closed"), ('difference', "Cash difference booked"), ('handover', "Cash handed over"),
        ('arrival', "Cash arrived at the bank"),
    ], required=True, readonly=True)
    number = fields.Char(required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)
    partner_id = fields.Many2one('res.partner', readonly=True, ondelete='restrict')
    currency_id = fields.Many2one(related='company_id.currency_id')
    amount = fields.Monetary(required=True, readonly=True)
    stamp_duty = fields.Monetary(readonly=True)
    payment_method = fields.Char(readonly=True)
    receipt_id = fields.Many2one('chamber.receipt', readonly=True, index='btree_not_null', ondelete='restrict')
    refund_id = fields.Many2one('chamber.refund', readonly=True, index='btree_not_null', ondelete='restrict')
    session_id = fields.Many2one('chamber.cash.session', readonly=True, index='btree_not_null', ondelete='restrict')
    handover_id = fields.Many2one('chamber.cash.handover', readonly=True, index='btree_not_null', ondelete='restrict')
    move_id = fields.Many2one('account.move', readonly=True, index='btree_not_null', ondelete='restrict')
    note = fields.Text(readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not is_engine(self):
            raise UserError(self.env._("Acts are recorded by the steps of the cash desk only."))
        return super().create(vals_list)

    @api.model
    def _record(self, vals_list):
        """Write one line for each act, in the chain of its chamber."""
        return as_engine(self).sudo().create(vals_list)  # the journal is written by the steps, whoever takes them
