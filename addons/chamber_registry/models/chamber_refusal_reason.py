from odoo import fields, models


class ChamberRefusalReason(models.Model):
    _name = 'chamber.refusal.reason'
    _description = "Ground of Refusal"
    _order = 'sequence, id'

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    legal_text_id = fields.Many2one('chamber.legal.text', ondelete='restrict', index='btree_not_null')
    active = fields.Boolean(default=True)
