from odoo import api, fields, models

from ..tools import identifiers


class ChamberNinReveal(models.TransientModel):
    _name = 'chamber.nin.reveal'
    _description = "Show a Whole NIN"

    SHOWN_SECONDS = 120

    partner_id = fields.Many2one('res.partner', string="Registrant", required=True, ondelete='cascade')
    purpose = fields.Char(string="What for?", help="The purpose is written into the access journal with your name.")
    access_log_id = fields.Many2one('chamber.access.log', string="Line of the journal", readonly=True)
    is_revealed = fields.Boolean(compute='_compute_nin', compute_sudo=True)
    nin = fields.Char(
        string="NIN", compute='_compute_nin', compute_sudo=True, help="Shown for two minutes, stored nowhere.")

    @api.depends('access_log_id', 'partner_id')
    @api.depends_context('uid')
    def _compute_nin(self):
        for reveal in self:
            reveal.is_revealed = reveal._is_journalled()
            digits = reveal.partner_id.nin if reveal.is_revealed else ''
            reveal.nin = identifiers.group(digits or '', (3, 3, 3, 3, 3, 3))

    @api.constrains('partner_id')
    def _check_partner_id(self):
        # a link alone would give the name of another chamber's registrant
        self.sudo(False).partner_id.check_access('read')

    def _is_journalled(self):
        """Tell whether the user has just left, for this very registrant, a line that nobody can forge."""
        log = self.access_log_id
        age = log and (fields.Datetime.now() - log.chain_datetime).total_seconds()
        return bool(log) and log.user_id.id == self.env.uid and log.partner_id == self.partner_id and age < self.SHOWN_SECONDS

    def action_reveal(self):
        """Write the reading into the access journal, then show the number; the rights are those of ``_read_nin``."""
        self.ensure_one()
        self.access_log_id = self.partner_id._journal_nin_reading(self.purpose)
        return {
            'type': 'ir.actions.act_window', 'res_model': self._name, 'res_id': self.id, 'target': 'new',
            'name': self.env._("National identification number"), 'views': [(False, 'form')],
        }
