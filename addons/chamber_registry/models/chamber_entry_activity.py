from odoo import api, fields, models


class ChamberEntryActivity(models.Model):
    _name = 'chamber.entry.activity'
    _description = "Activity of an Entry"
    _inherit = ['chamber.engine.mixin']
    _order = 'entry_id, kind, date_start, id'
    _rec_name = 'craft_activity_id'

    entry_id = fields.Many2one('chamber.entry', required=True, readonly=True, index=True, ondelete='restrict')
    company_id = fields.Many2one(related='entry_id.company_id', store=True, precompute=True, index=True)
    kind = fields.Selection([('main', "Main"), ('secondary', "Secondary")], required=True, readonly=True)
    craft_activity_id = fields.Many2one(
        'chamber.craft.activity', string="Activity", required=True, readonly=True, index=True, ondelete='restrict')
    date_start = fields.Date(required=True, readonly=True)
    date_end = fields.Date(readonly=True)

    _date_order = models.Constraint('CHECK (date_end >= date_start)', "An activity cannot end before it starts.")
    _one_main = models.Constraint(
        "EXCLUDE USING gist (int4range(entry_id, entry_id, '[]') WITH =, daterange(date_start, date_end, '[]') WITH &&)"
        " WHERE (kind = 'main')", "An entry has one main activity at a time.")
    _once = models.Constraint(
        "EXCLUDE USING gist (int4range(entry_id, entry_id, '[]') WITH =,"
        " int4range(craft_activity_id, craft_activity_id, '[]') WITH =, daterange(date_start, date_end, '[]') WITH &&)",
        "An entry has the same activity once at a time.")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_engine(self):
        self._check_engine()

    def _get_engine_refusal(self):
        return self.env._("The activities of an entry change by an act only.")
