from zoneinfo import ZoneInfo

import vobject

from odoo import fields, models
from odoo.exceptions import UserError

UTC = ZoneInfo('UTC')  # a zone whose name the calendar's library knows


class ChamberTrainingSession(models.Model):
    _inherit = 'chamber.training.session'

    def action_print_convocations(self):
        """Return the convocations of all accepted participants of the sessions, in one file.

        :raises UserError: for sessions that are not open, or have nobody to convoke
        """
        self.check_access('write')
        enrolments = self._get_convoked()
        self._check_off('print')
        return self.env.ref('chamber_training.chamber_training_convocation_report').report_action(enrolments)

    def action_send_convocations(self):
        """Queue the convocation by e-mail for all accepted participants who have an address; each gets it once.

        :return: a notification that says how many were queued, and how many have no address
        :raises UserError: for sessions that are not open, or have nobody to convoke
        """
        self.check_access('write')
        enrolments = self._get_convoked()
        mails = enrolments._send_notice('chamber_training.mail_template_convocation')
        # sudo: whether a participant has an address, no more
        without = len(enrolments.sudo().partner_id.filtered(lambda partner: not partner.email_normalized))
        self._check_off('send')
        return {
            'type': 'ir.actions.client', 'tag': 'display_notification',
            'params': {
                'type': 'warning' if without else 'success',
                'message': self.env._(
                    "Convocations queued: %(sent)s. Without an e-mail address: %(without)s.", sent=len(mails), without=without),
                'next': {'type': 'ir.actions.client', 'tag': 'soft_reload'},
            },
        }

    def _get_convoked(self):
        """Accepted participants, each with the key that the code on his convocation needs."""
        for session in self:
            if session.state not in ('open', 'ongoing'):
                raise UserError(self.env._("Convocations are for an open session: %s is not.", session.display_name))
        enrolments = self.env['chamber.training.enrolment'].search(
            [('session_id', 'in', self.ids), ('state', '=', 'accepted')], order='session_id, seat_number, id')
        if not enrolments:
            raise UserError(self.env._("Nobody is accepted yet: there is no one to convoke."))
        enrolments._ensure_tokens()
        return enrolments

    def _get_convocation_half_days(self):
        """Return the half-days of a session as its convocation lists them, in Arabic and in French."""
        self.ensure_one()
        arabic, french = (self.half_day_ids.with_context(lang=lang).sorted('date_begin') for lang in ('ar_001', 'fr_FR'))
        return [
            {
                'day': begin.date(), 'begin': f'{begin:%H:%M}', 'end': f'{end:%H:%M}', 'room_ar': half_day.room_id._get_place(),
                'room_fr': half_day_fr.room_id._get_place(), 'module_ar': half_day.module_id.name,
                'module_fr': half_day_fr.module_id.name,
            }
            for half_day, half_day_fr in zip(arabic, french, strict=True)
            for begin, end in [half_day._get_local_hours()]
        ]

    def _get_ics(self):
        """Return the half-days of the session as a calendar file, in bytes, for its participants."""
        self.ensure_one()
        calendar = vobject.iCalendar()
        # sudo: the name of the database makes the identity of the dates
        database = self.env['ir.config_parameter'].sudo().get_param('database.uuid')
        for half_day in self.half_day_ids.sorted('date_begin'):
            event = calendar.add('vevent')
            event.add('uid').value = f'chamber-training-{half_day.id}@{database}'
            event.add('dtstamp').value = fields.Datetime.now().replace(tzinfo=UTC)
            event.add('dtstart').value = half_day.date_begin.replace(tzinfo=UTC)
            event.add('dtend').value = half_day.date_end.replace(tzinfo=UTC)
            event.add('summary').value = ' — '.join(filter(None, [self.name, half_day.module_id.name]))
            if half_day.room_id:
                event.add('location').value = half_day.room_id._get_place()
        return calendar.serialize().encode()
