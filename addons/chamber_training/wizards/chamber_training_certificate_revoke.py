from odoo import fields, models


class ChamberTrainingCertificateRevoke(models.TransientModel):
    _name = 'chamber.training.certificate.revoke'
    _description = "Revoke a Training Certificate"

    certificate_id = fields.Many2one('chamber.training.certificate', required=True, ondelete='cascade')
    reason = fields.Text(required=True)

    def action_revoke(self):
        """Revoke the certificate; see ``chamber.training.certificate._revoke``."""
        self.ensure_one()
        self.certificate_id._revoke(self.reason)
        return {'type': 'ir.actions.act_window_close'}
