from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ChamberTrainingProgramme(models.Model):
    _inherit = 'chamber.training.programme'

    jury_members = fields.Integer(
        string="Jurors Beside the President", default=2,
        help="How many members a jury has at least, beside its president. Working value of the product: no text was found.")

    _jury_members_positive = models.Constraint(
        'CHECK (jury_members >= 1)', "A jury has at least one member beside its president.")

    @api.constrains('kind')
    def _check_kind_of_sessions(self):
        for programme in self:
            if any(session.kind != programme.kind for session in programme.session_ids) or (
                    programme.kind == 'course' and programme.session_ids.juror_ids):
                raise ValidationError(self.env._("A programme that has sessions stays a course, or a test."))
