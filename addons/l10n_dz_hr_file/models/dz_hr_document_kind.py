from odoo import fields, models


class DzHrDocumentKind(models.Model):
    _name = 'dz.hr.document.kind'
    _description = "Kind of Paper of a Personnel File"
    _order = 'sequence, id'

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    requirement_ids = fields.One2many('dz.hr.requirement', 'kind_id', string="Wanted")
