from odoo import api, fields, models


class ChamberTrainingRoom(models.Model):
    _name = 'chamber.training.room'
    _description = "Training Room"
    _order = 'company_id, name'

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one(
        'res.company', string="Chamber", required=True, index=True, default=lambda self: self.env.company, ondelete='restrict')
    address_id = fields.Many2one('res.partner', string="Place", index='btree_not_null')
    city_id = fields.Many2one('res.city', string="Commune", index='btree_not_null')
    seats = fields.Integer(required=True, default=20)
    equipment = fields.Text(translate=True)
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _seats_positive = models.Constraint('CHECK (seats > 0)', "A room has at least one seat.")

    def _get_place(self):
        """Name, street and commune of a room, as participants are told where to come."""
        street = self.address_id.street
        return ', '.join(filter(None, [self.name, street, self.city_id.name])) if self else ''

    @api.constrains('seats')
    def _check_seats(self):
        # sudo: a guard looks at all sessions
        self.env['chamber.training.half.day'].sudo().search([('room_id', 'in', self.ids)]).session_id._check_rooms()
