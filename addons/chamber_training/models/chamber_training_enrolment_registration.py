from odoo import models

from odoo.addons.chamber_registry.models.engine import as_engine


class ChamberTrainingEnrolment(models.Model):
    """Each accepted person is an attendee of the event of the session, so that Odoo counts its seats rightly."""
    _inherit = 'chamber.training.enrolment'

    def _sync_registrations(self):
        """Make attendees of those who are accepted, and cancel those of who no longer is. No mail of the event goes out."""
        # sudo: attendees are written by the steps of enrolment only
        quiet = as_engine(self.sudo()).with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True, tracking_disable=True, mail_notrack=True)
        new = quiet.filtered(lambda enrolment: enrolment.state == 'accepted' and not enrolment.registration_id)
        registrations = quiet.env['event.registration'].create([
            {
                'event_id': enrolment.session_id.event_id.id, 'partner_id': enrolment.partner_id.id,
                'name': enrolment.partner_id.name, 'email': enrolment.partner_id.email, 'phone': enrolment.partner_id.phone,
                'state': 'open',
            }
            for enrolment in new
        ])
        for enrolment, registration in zip(new, registrations, strict=True):
            enrolment.registration_id = registration
        for state, registrations in self._group_registrations(quiet - new):
            registrations.filtered(lambda registration, state=state: registration.state != state).write({'state': state})

    def _group_registrations(self, enrolments):
        attended = enrolments.filtered(
            lambda enrolment: enrolment.state == 'accepted' and enrolment.session_id.state in ('done', 'closed')
            and any(attendance.state in ('present', 'late') for attendance in enrolment.attendance_ids))
        accepted = enrolments.filtered(lambda enrolment: enrolment.state == 'accepted') - attended
        return [
            ('done', attended.registration_id), ('open', accepted.registration_id),
            ('cancel', (enrolments - accepted - attended).registration_id),
        ]


class ChamberTrainingSession(models.Model):
    _inherit = 'chamber.training.session'

    def _follow_state(self, state):
        result = super()._follow_state(state)
        if state in ('ongoing', 'done', 'closed'):
            # who attended is known when teaching is over
            as_engine(self.enrolment_ids)._sync_registrations()
        return result
