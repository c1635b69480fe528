from odoo import api, fields, models

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberEntryOnDate(models.TransientModel):
    _name = 'chamber.entry.on.date'
    _description = "Entry as on a Date"

    entry_id = fields.Many2one('chamber.entry', required=True, ondelete='cascade')
    date = fields.Date(required=True, default=lambda self: today_in_algeria())
    act_ids = fields.Many2many('chamber.act', string="Acts Up to That Day", compute='_compute_state')
    description = fields.Html(compute='_compute_state')

    @api.depends('entry_id', 'date')
    def _compute_state(self):
        for wizard in self:
            entry = wizard.entry_id
            wizard.act_ids = self.env['chamber.act'].search(
                [('entry_id', '=', entry.id), ('date', '<=', wizard.date)]) if entry and wizard.date else False
            values = entry._state_on(wizard.date) if entry and wizard.date else {}
            wizard.description = self.env['ir.qweb']._render(
                'chamber_registry.chamber_entry_on_date_table', {'pairs': entry._describe_values(values)})
