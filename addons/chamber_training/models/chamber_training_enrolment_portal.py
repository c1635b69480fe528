from odoo import models

from odoo.addons.chamber_registry.models.engine import as_engine


class ChamberTrainingEnrolment(models.Model):
    _inherit = 'chamber.training.enrolment'

    def _compute_access_url(self):  # pylint: disable=missing-return  # nothing to return
        super()._compute_access_url()
        for enrolment in self:
            enrolment.access_url = f'/my/training/{enrolment.id}'

    def _portal_ensure_token(self):
        # the token of the link is written by this step only
        return super(ChamberTrainingEnrolment, as_engine(self))._portal_ensure_token()
