from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.chamber_registry.tools import qr_image
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberTrainingEnrolment(models.Model):
    _inherit = 'chamber.training.enrolment'

    access_token = fields.Char(index='btree_not_null')

    def _ensure_tokens(self):
        """Give a key to each enrolment that has none: with it the code on the convocation opens the participant's page."""
        for enrolment in self.filtered(lambda enrolment: not enrolment.access_token):
            as_engine(enrolment)._portal_ensure_token()

    def _get_convocation_url(self):
        """The address behind the code of the convocation: the participant's own page, opened by its key."""
        self.ensure_one()
        return self.get_base_url().rstrip('/') + self.get_portal_url()

    def _get_convocation_data(self):
        """Return what is printed on the convocations, read in few queries for many people.

        :raises AccessError: for enrolments that the user does not see
        :raises UserError: for someone who is not accepted
        """
        self.check_access('read')
        self._ensure_tokens()
        today = today_in_algeria()
        # sudo: who prints a convocation prints the participant's name too
        enrolments = self.sudo()
        for enrolment in enrolments:
            if enrolment.state != 'accepted':
                raise UserError(self.env._("%s is not accepted: there is no convocation.", enrolment.number))
        half_days = {session: session._get_convocation_half_days() for session in enrolments.session_id}
        return [
            {
                'enrolment': enrolment, 'session': enrolment.session_id, 'partner': enrolment.partner_id, 'today': today,
                'half_days': half_days[enrolment.session_id], 'qr': qr_image.data_uri(enrolment._get_convocation_url()),
            }
            for enrolment in enrolments
        ]

    def _get_convocation_link(self, what):
        """The address at which a participant finds a paper (convocation) or the calendar of his course, with his key."""
        self.ensure_one()
        self._ensure_tokens()
        return f'{self.get_base_url().rstrip("/")}/my/training/{self.id}/{what}?access_token={self.access_token}'
