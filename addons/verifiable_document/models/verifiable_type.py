from odoo import fields, models


class VerifiableType(models.Model):
    _name = 'verifiable.type'
    _description = "Verifiable Document Type"
    _order = 'number'

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Technical name, used by the addon that issues these documents.")
    number = fields.Integer(required=True, help="Number of the type inside tokens. It never changes once used.")
    line_ids = fields.One2many('verifiable.type.line', 'type_id')

    _code_unique = models.UniqueIndex('(code)', "Another type has this code.")
    _number_unique = models.UniqueIndex('(number)', "Another type has this number.")
    _number_small = models.Constraint('CHECK (number BETWEEN 1 AND 65535)', "The number goes from 1 to 65535.")

    def _get_by_code(self, code):
        """The type of a code.

        :raises ValueError: when no data record declares it
        """
        document_type = self.search([('code', '=', code)], limit=1)
        if not document_type:
            raise ValueError(f"no verifiable.type has the code {code!r}")
        return document_type

    def _check_claims(self, claims):
        """Refuse claims that the type does not declare: the page would not know how to name them.

        :raises ValueError: on an unknown code or a value of another kind
        """
        kinds = {line.code: line.kind for line in self.line_ids}
        for code, value in claims.items():
            if code not in kinds:
                raise ValueError(f"type {self.code!r} declares no field {code}")
            if not self.line_ids._is_of_kind(value, kinds[code]):
                raise ValueError(f"field {code} of type {self.code!r} wants {kinds[code]}, got {value!r}")
