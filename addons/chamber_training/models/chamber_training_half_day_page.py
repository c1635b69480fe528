from odoo import models


class ChamberTrainingHalfDay(models.Model):
    _inherit = 'chamber.training.half.day'

    def _prepare_people(self):
        """Who is expected, with what was noted of each, by name."""
        expected = self._get_expected()
        noted = {attendance.enrolment_id.id: attendance for attendance in self.sudo().attendance_ids}  # a trainer sees it all
        people = [
            {
                'enrolment_id': enrolment.id, 'number': enrolment.number, 'name': enrolment.partner_id.name,
                'state': noted[enrolment.id].state if enrolment.id in noted else '',
                'time': self._get_local_time(noted[enrolment.id].moment) if enrolment.id in noted else '',
            }
            for enrolment in expected
        ]
        return sorted(people, key=lambda person: person['name'] or '')

    def tick(self, enrolment_ids, state):
        """Note people by hand: present, late, excused or absent.

        :return: the people of the half-day, as ``get_attendance_page`` gives them
        :raises AccessError: for who does not take the attendance of the session
        :raises UserError: for someone who has no place, or a half-day that takes no attendance
        """
        self.ensure_one()
        self._check_taker()
        self._check_day()
        self._check_takeable()
        self._begin_session()
        self._take(self.env['chamber.training.enrolment'].browse(enrolment_ids).exists(), state, 'tick')
        return self._prepare_people()

    def mark_others_absent(self):
        """Note as absent all who are not noted yet.

        :return: the people of the half-day
        :raises AccessError: for who does not take the attendance of the session
        """
        self.ensure_one()
        self._check_taker()
        self._check_day()
        self._check_takeable()
        self._begin_session()
        self._take(self._get_unnoted(), 'absent', 'tick')
        return self._prepare_people()
