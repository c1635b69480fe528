from odoo import fields, models


class ChamberRequestRefuse(models.TransientModel):
    _name = 'chamber.request.refuse'
    _description = "Refuse a Request"

    request_id = fields.Many2one('chamber.request', required=True, ondelete='cascade')
    reason_id = fields.Many2one('chamber.refusal.reason', string="Ground of Refusal", required=True)
    note = fields.Text(string="Explanation", required=True)

    def action_refuse(self):
        """Refuse the request with its ground and explanation; see ``chamber.request._refuse``."""
        self.ensure_one()
        self.request_id._refuse(self.reason_id, self.note)
        return {'type': 'ir.actions.act_window_close'}
