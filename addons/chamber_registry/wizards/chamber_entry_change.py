from odoo import fields, models

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberEntryChange(models.TransientModel):
    _name = 'chamber.entry.change'
    _description = "Suspend, Reinstate or Strike Off"

    entry_id = fields.Many2one('chamber.entry', required=True, ondelete='cascade')
    kind = fields.Selection(
        [('suspension', "Suspension"), ('reinstatement', "Reinstatement"), ('strike_off', "Strike-off")], required=True)
    date = fields.Date(required=True, default=lambda self: today_in_algeria())
    reason = fields.Text(required=True)
    legal_text_id = fields.Many2one('chamber.legal.text')

    def action_record(self):
        """Record the act; see ``chamber.entry._change_state``."""
        self.ensure_one()
        self.entry_id._change_state(self.kind, self.reason, self.date, self.legal_text_id)
        return {'type': 'ir.actions.act_window_close'}
