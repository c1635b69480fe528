from odoo import api, models


class ChamberTrainingEnrolment(models.Model):
    _inherit = 'chamber.training.enrolment'

    @api.model_create_multi
    def create(self, vals_list):
        enrolments = super().create(vals_list)
        candidates = enrolments.filtered(lambda enrolment: enrolment.session_id.kind == 'test')
        if candidates:
            self.env['chamber.training.deliberation']._lock_unsigned(candidates.session_id)
            self.env['chamber.training.juror']._check_not_jurors(candidates)
        return enrolments
