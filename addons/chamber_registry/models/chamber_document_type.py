from odoo import fields, models


class ChamberDocumentType(models.Model):
    _name = 'chamber.document.type'
    _description = "Required Document Type"
    _order = 'sequence, id'
    _rec_names_search = ['name', 'code']

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    description = fields.Text(translate=True)
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint('UNIQUE (code)', "There is already a document type with this code.")
