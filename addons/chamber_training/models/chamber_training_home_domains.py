from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberTrainingHomeDomains(models.AbstractModel):
    """What the home page counts, said once for tiles, work queue and the view of the chambers."""
    _name = 'chamber.training.home.domains'
    _description = "Subjects of the Home Page of Training"

    @api.model
    def _get_asked(self):
        return Domain('state', 'in', ('open', 'ongoing')) & Domain('enrolment_ids.state', '=', 'asked')

    @api.model
    def _get_to_open(self):
        return Domain('state', '=', 'draft')

    @api.model
    def _get_this_week(self):
        """Sessions with a half-day between Sunday and Saturday, the Algerian week."""
        today = today_in_algeria()
        sunday = today - timedelta(days=(today.weekday() + 1) % 7)
        return Domain('state', 'in', ('open', 'ongoing')) & Domain(
            'half_day_ids', 'any', Domain('date_begin', '>=', sunday) & Domain('date_begin', '<', sunday + timedelta(days=7)))

    @api.model
    def _get_attendance_to_close(self):
        return (
            Domain('state', '=', 'open') & Domain('date_end', '<', fields.Datetime.now())
            & Domain('session_id.state', 'in', ('open', 'ongoing')))

    @api.model
    def _get_without_certificates(self):
        return (
            Domain('state', '=', 'done') & Domain('certificate_ids', '=', False)
            & Domain('enrolment_ids.state', '=', 'accepted'))

    @api.model
    def _get_without_minutes(self):
        signed = self.env['chamber.training.deliberation']._search([('state', '=', 'signed')])
        return Domain('kind', '=', 'test') & Domain('state', 'in', ('ongoing', 'done')) & Domain(
            'date_end', '<', fields.Datetime.now()) & Domain('id', 'not in', signed.subselect('session_id'))

    @api.model
    def _get_plans_to_approve(self):
        return Domain('state', '=', 'approval') & Domain('can_review', '=', True)

    @api.model
    def _get_taught(self, user):
        """Half-days that the user teaches and whose attendance is not closed."""
        return (
            Domain('state', '=', 'open') & Domain('teaching_ids.trainer_id.user_id', '=', user.id)
            & Domain('session_id.state', 'in', ('open', 'ongoing')))

    @api.model
    def _get_judged(self, user):
        """Tests on whose jury the user sits and that are not closed."""
        return (
            Domain('kind', '=', 'test') & Domain('juror_ids.user_id', '=', user.id)
            & Domain('state', 'in', ('open', 'ongoing', 'done')))

    @api.model
    def _get_people_of_year(self):
        return Domain('state', '=', 'accepted') & Domain('session_id.date_begin', '>=', self._get_first_day())

    @api.model
    def _get_papers_of_year(self):
        return Domain('date', '>=', self._get_first_day())

    @api.model
    def _get_first_day(self):
        return today_in_algeria().replace(month=1, day=1)
