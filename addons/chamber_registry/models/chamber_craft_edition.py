from odoo import api, fields, models


class ChamberCraftEdition(models.Model):
    _name = 'chamber.craft.edition'
    _description = "Edition of the Nomenclature of Activities"
    _order = 'date_start desc, id desc'

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Short code of the edition, for example the year of its text.")
    date_start = fields.Date(help="First day in force.")
    date_end = fields.Date(help="Last day in force; empty: still in force.")
    legal_text = fields.Char(string="Legal text", translate=True)
    is_provisional = fields.Boolean(
        string="Provisional", help="The labels of a provisional edition are not those of an official text.")
    note = fields.Text(translate=True)
    activity_ids = fields.One2many('chamber.craft.activity', 'edition_id', string="Activities")
    activity_count = fields.Integer(string="Number of activities", compute='_compute_activity_count')

    _code_unique = models.Constraint('UNIQUE (code)', "This code of edition is already used.")
    _date_order = models.Constraint('CHECK (date_end >= date_start)', "An edition cannot end before it starts.")

    @api.depends('activity_ids')
    def _compute_activity_count(self):
        counts = dict(self.env['chamber.craft.activity']._read_group(
            [('edition_id', 'in', self.ids)], ['edition_id'], ['__count']))
        for edition in self:
            edition.activity_count = counts.get(edition._origin, 0)

    def action_view_activities(self):
        """Open the activities of this edition."""
        self.ensure_one()
        action = self.env['ir.actions.act_window']._for_xml_id('chamber_registry.chamber_craft_activity_action')
        return {**action, 'domain': [('edition_id', '=', self.id)], 'context': {'default_edition_id': self.id}}
