from odoo import fields, models


class ChamberLegalText(models.Model):
    _name = 'chamber.legal.text'
    _description = "Legal Text"
    _order = 'date_signed desc, id'
    _rec_names_search = ['name', 'code']

    code = fields.Char(required=True, help="Number of the text, as in 96-01.")
    name = fields.Char(required=True, translate=True, help="As it is printed on documents.")
    subject = fields.Char(translate=True)
    date_signed = fields.Date()
    journal_reference = fields.Char(help="Number and date of the Official Journal.")
    replaced_by_id = fields.Many2one('chamber.legal.text', index='btree_not_null', ondelete='restrict')
    source = fields.Char(translate=True)
    confidence = fields.Selection([('high', "High"), ('medium', "Medium"), ('low', "Low")], default='medium', required=True)
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint('UNIQUE (code)', "There is already a legal text with this number.")
