from odoo import fields, models


class ChamberTrainingSessionCancel(models.TransientModel):
    _name = 'chamber.training.session.cancel'
    _description = "Cancel a Session"

    session_id = fields.Many2one(
        'chamber.training.session', required=True, ondelete='cascade', default=lambda self: self.env.context.get('active_id'))
    reason = fields.Text(required=True)

    def action_cancel(self):
        """Cancel the session: its room and trainers are free again, its participants are told.

        :raises AccessError: for anyone but a manager of training of the chamber
        """
        self.ensure_one()
        self.session_id._cancel(self.reason)
        return {'type': 'ir.actions.act_window_close'}
