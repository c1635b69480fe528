from datetime import date, datetime

from odoo import api, fields, models

from ..tools.token import FIRST_FREE_CLAIM


class VerifiableTypeLine(models.Model):
    _name = 'verifiable.type.line'
    _description = "Field of a Verifiable Document Type"
    _order = 'type_id, sequence, code'
    _rec_name = 'label'

    type_id = fields.Many2one('verifiable.type', required=True, index=True, ondelete='cascade')
    sequence = fields.Integer(default=10)
    code = fields.Integer(required=True, help="Name of the field inside tokens: 10 or above.")
    label = fields.Char(required=True, translate=True)
    kind = fields.Selection([('text', "Text"), ('date', "Date"), ('integer', "Number")], required=True, default='text')

    _code_unique = models.UniqueIndex('(type_id, code)', "This type already has a field of this code.")
    _code_free = models.Constraint(f'CHECK (code >= {FIRST_FREE_CLAIM})', "Codes below 10 are reserved.")

    @api.model
    def _is_of_kind(self, value, kind):
        """Tell whether a claim is what its line declares; a truth value is no number, a moment no date."""
        wanted, narrower = {'text': (str, ()), 'date': (date, datetime), 'integer': (int, bool)}[kind]
        return isinstance(value, wanted) and not isinstance(value, narrower)
