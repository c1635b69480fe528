from odoo import api, fields, models

KINDS = [
    ('training_session', "Training session"),
    ('training_enrolment', "Enrolment"),
    ('training_certificate', "Training certificate"),
    ('training_minutes', "Minutes of a jury"),
    ('training_refund', "Refund"),
]
CASCADE = {kind: 'cascade' for kind, _label in KINDS}


class ChamberNumbering(models.Model):
    _inherit = 'chamber.numbering'

    kind = fields.Selection(selection_add=KINDS, ondelete=CASCADE)

    @api.model
    def _get_default_patterns(self):
        return {
            **super()._get_default_patterns(),
            'training_session': 'F{wilaya}-{year}-{number}',
            'training_enrolment': 'E{wilaya}-{year}-{number}',
            'training_certificate': 'T{wilaya}-{year}-{number}',
            'training_minutes': 'P{wilaya}-{year}-{number}',
            'training_refund': 'B{wilaya}-{year}-{number}',
        }


class ChamberNumber(models.Model):
    _inherit = 'chamber.number'

    kind = fields.Selection(selection_add=KINDS, ondelete=CASCADE)
