from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from ..tools.half_days import to_utc

# sessions of the past are prepared as many weeks ahead, enrolled, then moved to their days
WEEKS_AHEAD = 26
FULL_SEATS = 6
MOVED = (
    ('event_event', 'id', ('date_begin', 'date_end')),
    ('chamber_training_half_day', 'session_id', ('date_begin', 'date_end')),
    ('chamber_training_teaching', 'session_id', ('date_begin', 'date_end')),
    ('chamber_training_enrolment', 'session_id', ('asked_datetime',)),
    ('chamber_training_checklist', 'session_id', ('date_due',)),
    ('chamber_activity', 'id', ('date_start', 'date_end')),
)


class ChamberTrainingDemo(models.AbstractModel):
    _inherit = 'chamber.training.demo'

    @api.model
    def _prepare_session(self, row, chamber, programme):
        """A session in preparation, with its half-days, room and trainer, on days to come."""
        officer = self._as(self._get_officer(row['chamber']))
        weeks = WEEKS_AHEAD + max(0, -row['start'] // 7) if row['start'] < 5 else 0
        day = self._get_working_day(today_in_algeria() + timedelta(days=row['start'] + 7 * weeks))
        session = officer['chamber.training.session'].create({
            'programme_id': programme.id, 'company_id': chamber.id, 'date_begin': to_utc(day, 8.5), 'date_end': to_utc(day, 16.5),
            'room_id': officer['chamber.training.room'].search([('company_id', '=', chamber.id)], limit=1).id,
            'price_kind': 'full' if programme.kind == 'test' else 'subsidised',
            'seats_max': FULL_SEATS if row['story'] == 'full' else programme.seats,
        })
        if programme.kind == 'test':
            session.half_day_ids.create({
                'session_id': session.id, 'date_begin': to_utc(day, 8.5), 'date_end': to_utc(day, 12),
                'room_id': session.room_id.id})
        else:
            session.action_plan_half_days()
            session.half_day_ids.trainer_ids = self._get_trainer(row)
        return session, weeks

    @api.model
    def _get_working_day(self, day):
        """The day itself, or the Sunday after a Friday or Saturday."""
        return day + timedelta(days={4: 2, 5: 1}.get(day.weekday(), 0))

    @api.model
    def _get_trainer(self, row):
        chamber = self.env['res.company'].search([('chamber_code', '=', row['chamber'])], limit=1)
        trainers = self.env['chamber.training.trainer'].search(
            [('company_id', '=', False if row['chamber'] == 'CN' else chamber.id)], order='user_id, id')
        return trainers.filtered('user_id')[:1] or trainers[:1]

    @api.model
    def _move_back(self, session, weeks):
        """Move a prepared session to its days in the past; demonstration data only: no step of the product does this."""
        if not weeks:
            return
        self.env.flush_all()
        ids = {'event_event': session.event_id.id, 'chamber_activity': session.chamber_activity_id.id}
        for table, key, columns in MOVED:
            moves = SQL(', ').join(
                SQL("%s = %s - %s * interval '1 week'", SQL.identifier(column), SQL.identifier(column), weeks)
                for column in columns)
            self.env.cr.execute(SQL(
                "UPDATE %s SET %s WHERE %s = %s", SQL.identifier(table), moves, SQL.identifier(key), ids.get(table, session.id)))
        self.env.invalidate_all()
        self.env.add_to_compute(session._fields['plan_line_id'], session)

    @api.model
    def _get_people(self, row, number):
        """Artisans of the chamber whose entry is in force, others for each session; staff for a course of the staff."""
        if row['programme'] == 'CLU-01':
            users = self.env['res.users'].search([('share', '=', False), ('login', '=like', '%.%')], order='id')
            return users.partner_id[:row['people']]
        chamber = self.env['res.company'].search([('chamber_code', '=', row['chamber'])], limit=1)
        partners = self.env['chamber.entry'].search(
            [('company_id', '=', chamber.id), ('state', '=', 'registered')], order='id').partner_id
        artisan = self.env.ref('chamber_registry.res_partner_demo_001')
        others = partners - artisan
        shift = number * 3 % max(len(others), 1)
        turned = others[shift:] + others[:shift]
        if row['story'] == 'full':
            # the artisan is the first to wait
            return turned[:FULL_SEATS] + (artisan & partners) + turned[FULL_SEATS:row['people'] - 1]
        return ((artisan & partners) + turned if row['key'] in ('hse_past', 'hse_asked', 'exp_now') else turned)[:row['people']]

    @api.model
    def _attend(self, session, leaves_open=False):
        """Note the attendance of the half-days that have begun, and close those that are over, unless they are left open."""
        now = fields.Datetime.now()
        enrolments = session.enrolment_ids.filtered(lambda enrolment: enrolment.state == 'accepted').sorted('seat_number')
        for number, half_day in enumerate(session.half_day_ids.filtered(lambda half_day: half_day.date_begin < now)):
            absent = enrolments[3 + number % 2:4 + number % 2] if number else enrolments[:0]
            late = enrolments[1:2] if number == 1 else enrolments[:0]
            for people, state in ((enrolments - absent - late, 'present'), (late, 'late'), (absent, 'absent')):
                if people:
                    half_day._take(people, state, 'scan' if state == 'present' else 'tick')
            if half_day.date_end < now and not leaves_open:
                half_day.action_close()

    @api.model
    def _pay(self, enrolments):
        due = enrolments.filtered(lambda enrolment: enrolment.fee_state == 'due')
        due.fee_payment_method = 'cash'
        due.action_mark_fee_paid()
