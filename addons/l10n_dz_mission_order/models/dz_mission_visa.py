from odoo import fields, models


class DzMissionVisa(models.Model):
    _name = 'dz.mission.visa'
    _description = "Visa of the Host of a Mission"
    _inherit = ['dz.mission.order.part']
    _order = 'order_id, sequence, id'
    _rec_name = 'place'
    _order_field = 'visa_ids'

    order_id = fields.Many2one('dz.mission.order', required=True, index=True, ondelete='cascade')
    sequence = fields.Integer(default=10)
    place = fields.Char(required=True)
    host = fields.Char()
    arrived = fields.Datetime("Arrival")
    left = fields.Datetime()

    _date_order = models.Constraint(
        'CHECK (arrived IS NULL OR "left" IS NULL OR "left" >= arrived)', "Nobody leaves before he arrives.")
