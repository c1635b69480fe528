from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria, today_in_algeria

WAITING_LIMIT = 20
SOON_DAYS = 3
# lines that speak of one person
PERSONAL = ('chamber.training.enrolment', 'chamber.training.refund')
ROLES = ('user', 'trainer', 'juror')


class ChamberTrainingHome(models.AbstractModel):
    _name = 'chamber.training.home'
    _description = "Home Page of Training"

    @api.model
    @api.readonly
    def get_home_data(self):
        """Return what the home page of training shows to the user: tiles with counts, and what waits, overdue first.

        National roles are shown how the chambers stand too.

        :raises AccessError: for anyone who has no role in training
        """
        if not any(self._has_role(role) for role in ROLES):
            raise AccessError(self.env._("This page is for those who have a role in training."))
        subjects = self._get_subjects()
        counts = {subject['key']: self.env[subject['model']].search_count(subject['domain']) for subject in subjects}
        waiting = [subject for subject in subjects if subject.get('deadline')]
        sees_all = self._sees_all_chambers()
        return {
            'tiles': [self._prepare_tile(subject, counts[subject['key']]) for subject in subjects],
            'waiting': self._prepare_waiting([subject for subject in waiting if counts[subject['key']]]),
            'waiting_count': sum(counts[subject['key']] for subject in waiting),
            'chambers': self._prepare_chambers() if sees_all else [],
            'can_prepare': self._has_role('officer'),
            'has_chambers': sees_all or self.env.user.has_group('base.group_multi_company'),
        }

    @api.model
    def _has_role(self, role):
        return self.env.user.has_group(f'chamber_training.chamber_training_group_{role}')

    @api.model
    def _sees_all_chambers(self):
        return self._has_role('user') and self.env.user.has_group('chamber_registry.chamber_registry_group_all_chambers')

    @api.model
    def _get_subjects(self):
        """What the page counts for the user's roles.

        Each has the list that its tile opens; those with a ``deadline`` (a function of the record) wait for somebody,
        ``order`` puts the most urgent first.
        """
        return [
            *(self._get_chamber_subjects() if self._has_role('user') else []),
            *(self._get_trainer_subjects() if self._has_role('trainer') else []),
            *(self._get_juror_subjects() if self._has_role('juror') else []),
        ]

    @api.model
    def _get_chamber_subjects(self):
        Domains = self.env['chamber.training.home.domains']
        Session, Enrolment = 'chamber.training.session', 'chamber.training.enrolment'
        return [
            {'key': 'asked', 'name': self.env._("Sessions where places are asked for"), 'model': Session,
             'domain': Domains._get_asked(), 'order': 'date_begin', 'level': 'warning',
             'deadline': lambda session: session.enrolment_deadline or day_in_algeria(session.date_begin)},
            {'key': 'offers', 'name': self.env._("Places offered"), 'model': Enrolment,
             'domain': Domain('state', '=', 'offered'), 'order': 'offer_deadline', 'level': 'info',
             'deadline': lambda enrolment: enrolment.offer_deadline and day_in_algeria(enrolment.offer_deadline)},
            {'key': 'draft', 'name': self.env._("Sessions to open"), 'model': Session, 'domain': Domains._get_to_open(),
             'order': 'date_begin', 'level': 'info', 'deadline': lambda session: day_in_algeria(session.date_begin)},
            {'key': 'week', 'name': self.env._("Sessions this week"), 'model': Session, 'level': 'success',
             'domain': Domains._get_this_week()},
            {'key': 'attendance', 'name': self.env._("Attendance to close"), 'model': 'chamber.training.half.day',
             'domain': Domains._get_attendance_to_close(), 'order': 'date_begin', 'level': 'danger',
             'subject': lambda half_day: half_day._get_session_and_hours(),
             'deadline': lambda half_day: day_in_algeria(half_day.date_begin)},
            {'key': 'certificates', 'name': self.env._("Certificates to make"), 'model': Session,
             'domain': Domains._get_without_certificates(), 'order': 'date_end', 'level': 'warning',
             'deadline': lambda session: day_in_algeria(session.date_end)},
            {'key': 'minutes', 'name': self.env._("Minutes to sign"), 'model': Session, 'domain': Domains._get_without_minutes(),
             'order': 'date_end', 'level': 'warning', 'deadline': lambda session: day_in_algeria(session.date_end)},
            {'key': 'refunds', 'name': self.env._("To pay back"), 'model': 'chamber.training.refund',
             'domain': Domain('state', '=', 'due'), 'order': 'date_due', 'level': 'warning',
             'deadline': lambda refund: refund.date_due},
            {'key': 'plans', 'name': self.env._("Plans that I approve"), 'model': 'chamber.training.plan',
             'domain': Domains._get_plans_to_approve(), 'order': 'year, id', 'level': 'warning',
             'deadline': lambda plan: fields.Date.to_date(f'{plan.year}-01-01')},
        ]

    @api.model
    def _get_trainer_subjects(self):
        Domains = self.env['chamber.training.home.domains']
        return [
            {'key': 'teaching', 'name': self.env._("My half-days"), 'model': 'chamber.training.half.day',
             'domain': Domains._get_taught(self.env.user), 'order': 'date_begin', 'level': 'info',
             'deadline': lambda half_day: day_in_algeria(half_day.date_begin), 'step': 'action_take_attendance'},
        ]

    @api.model
    def _get_juror_subjects(self):
        Domains = self.env['chamber.training.home.domains']
        return [
            {'key': 'tests', 'name': self.env._("My tests"), 'model': 'chamber.training.session',
             'domain': Domains._get_judged(self.env.user), 'order': 'date_begin', 'level': 'info',
             'deadline': lambda session: day_in_algeria(session.date_end)},
        ]

    @api.model
    def _prepare_tile(self, subject, count):
        return {
            'key': subject['key'], 'name': subject['name'], 'model': subject['model'], 'domain': list(subject['domain']),
            'level': subject['level'], 'count': count,
        }

    @api.model
    def _prepare_waiting(self, subjects):
        today = today_in_algeria()
        found = [
            (subject, self.env[subject['model']].search(
                subject['domain'], limit=WAITING_LIMIT, order=f"{subject['order']}, id"))
            for subject in subjects
        ]
        # read at once what the lines of all subjects show of their sessions
        sessions = self.env['chamber.training.session'].union(*(self._get_sessions(records) for _subject, records in found))
        sessions.fetch(['event_id', 'number', 'enrolment_deadline'])
        sessions.event_id.fetch(['name', 'company_id', 'date_begin', 'date_end'])
        lines = [self._prepare_line(subject, record, today) for subject, records in found for record in records]
        return sorted(lines, key=lambda line: (line['deadline'] or '9999', line['key']))[:WAITING_LIMIT]

    @api.model
    def _get_sessions(self, records):
        """The sessions that lines speak of; plans have none."""
        if records._name == 'chamber.training.session':
            return records
        return records['session_id'] if 'session_id' in records._fields else self.env['chamber.training.session']

    @api.model
    def _prepare_line(self, subject, record, today):
        session = self._get_sessions(record)
        deadline = subject['deadline'](record)
        remaining = (deadline - today).days if deadline else 0
        return {
            'key': f"{subject['key']}-{record.id}", 'model': record._name, 'id': record.id, 'what': subject['name'],
            'subject': subject['subject'](record) if 'subject' in subject else session.name or record.display_name,
            'number': session.number or '',
            'person': record.partner_id.name if record._name in PERSONAL else '',
            'chamber': record.company_id._get_chamber_name(self.env.lang), 'step': subject.get('step', False),
            'session_id': session.id,
            'deadline': fields.Date.to_string(deadline) if deadline else False, 'remaining_days': remaining,
            'level': 'danger' if remaining < 0 else 'warning' if deadline and remaining <= SOON_DAYS else 'info',
        }

    @api.model
    def _prepare_chambers(self):
        """Figures of the chambers that train; those with most to catch up first."""
        Domains = self.env['chamber.training.home.domains']
        columns = {
            'attendance': ('chamber.training.half.day', Domains._get_attendance_to_close()),
            'certificates': ('chamber.training.session', Domains._get_without_certificates()),
            'sessions': ('chamber.training.session', Domain('state', 'in', ('open', 'ongoing'))),
            'people': ('chamber.training.enrolment', Domains._get_people_of_year()),
            'papers': ('chamber.training.certificate', Domains._get_papers_of_year()),
        }
        return self.env['chamber.home']._count_by_chamber(columns)
