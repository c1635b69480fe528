from odoo import api, fields, models

KINDS = [('refund', "Refund of a fee"), ('cash_day', "Cash day"), ('cash_handover', "Cash handed over to the bank")]
CASCADE = {kind: 'cascade' for kind, _label in KINDS}


class ChamberNumbering(models.Model):
    _inherit = 'chamber.numbering'

    kind = fields.Selection(selection_add=KINDS, ondelete=CASCADE)

    @api.model
    def _get_default_patterns(self):
        return {
            **super()._get_default_patterns(),
            'refund': 'RB{wilaya}-{year}-{number}',
            'cash_day': 'JC{wilaya}-{year}-{number}',
            'cash_handover': 'V{wilaya}-{year}-{number}',
        }


class ChamberNumber(models.Model):
    _inherit = 'chamber.number'

    kind = fields.Selection(selection_add=KINDS, ondelete=CASCADE)
