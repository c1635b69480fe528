from odoo import fields, models


class ChamberCardRevoke(models.TransientModel):
    _name = 'chamber.card.revoke'
    _description = "Revoke a Card"

    card_id = fields.Many2one('chamber.card', required=True, ondelete='cascade')
    reason = fields.Text(required=True)
    legal_text_id = fields.Many2one('chamber.legal.text')

    def action_revoke(self):
        """Revoke the card by an act; the public list says so at once.

        :raises AccessError: for anyone but a registrar or director of the chamber
        """
        self.ensure_one()
        self.card_id.check_access('read')
        self.card_id._check_issuer()
        self.card_id._revoke(self.reason, self.legal_text_id)
        return {'type': 'ir.actions.act_window_close'}
