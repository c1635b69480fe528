from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.chamber_registry.models.engine import is_engine
from odoo.addons.l10n_dz_territory.tools.day import ALGIERS

from ..tools.taken import read_taken


class ChamberTrainingHalfDay(models.Model):
    """A morning or afternoon of a session. Odoo's event slots are dates of which a visitor chooses one; of half-days
    everyone attends each."""
    _name = 'chamber.training.half.day'
    _description = "Half-Day"
    _order = 'date_begin, id'
    _check_company_auto = True

    session_id = fields.Many2one('chamber.training.session', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='session_id.company_id', store=True, precompute=True, index=True)
    date_begin = fields.Datetime(required=True, index=True)
    date_end = fields.Datetime(required=True)
    hours = fields.Float(compute='_compute_hours', store=True, precompute=True)
    module_id = fields.Many2one('chamber.training.module', index='btree_not_null', ondelete='restrict')
    room_id = fields.Many2one('chamber.training.room', index='btree_not_null', ondelete='restrict', check_company=True)
    teaching_ids = fields.One2many('chamber.training.teaching', 'half_day_id', copy=True)
    trainer_ids = fields.Many2many(
        'chamber.training.trainer', string="Trainers", compute='_compute_trainer_ids', inverse='_inverse_trainer_ids',
        search='_search_trainer_ids')
    session_state = fields.Selection(related='session_id.state', string="Session Status")
    state = fields.Selection(
        [('open', "Open"), ('closed', "Closed")], string="Attendance", required=True, default='open', readonly=True, copy=False)
    closed_by_id = fields.Many2one('res.users', readonly=True, copy=False)
    closed_datetime = fields.Datetime(string="Closed On", readonly=True, copy=False)
    is_booked = fields.Boolean(default=True, readonly=True, help="Holds its room and trainers; a cancelled session frees them.")
    attendance_ids = fields.One2many('chamber.training.attendance', 'half_day_id', string="Presence")

    _order_of_hours = models.Constraint('CHECK (date_end > date_begin)', "A half-day ends after it begins.")
    _room_once = models.Constraint(
        "EXCLUDE USING gist (int4range(room_id, room_id, '[]') WITH =, tsrange(date_begin, date_end) WITH &&)"
        " WHERE (room_id IS NOT NULL AND is_booked)",
        lambda env, diag: env['chamber.training.half.day']._get_room_taken_message(diag))

    @api.depends('date_begin', 'date_end')
    def _compute_hours(self):
        for half_day in self:
            half_day.hours = (half_day.date_end - half_day.date_begin).total_seconds() / 3600 \
                if half_day.date_begin and half_day.date_end else 0

    @api.depends('teaching_ids.trainer_id')
    def _compute_trainer_ids(self):
        for half_day in self:
            half_day.trainer_ids = half_day.teaching_ids.trainer_id

    def _inverse_trainer_ids(self):
        for half_day in self:
            kept = half_day.teaching_ids.filtered_domain([('trainer_id', 'in', half_day.trainer_ids.ids)])
            (half_day.teaching_ids - kept).unlink()
            self.env['chamber.training.teaching'].create([
                {'half_day_id': half_day.id, 'trainer_id': trainer.id} for trainer in half_day.trainer_ids - kept.trainer_id
            ])

    def _search_trainer_ids(self, operator, value):
        if operator not in ('in', 'any'):
            return NotImplemented
        return Domain('teaching_ids', 'any', [('trainer_id', operator, value)])

    @api.depends('date_begin', 'date_end', 'module_id.name', 'session_id.name')
    @api.depends_context('half_day_by_session')
    def _compute_display_name(self):
        by_session = self.env.context.get('half_day_by_session')  # in a calendar, which shows the day and the hours
        for half_day in self:
            first = half_day.session_id.name if by_session else half_day._get_when()
            half_day.display_name = ' — '.join(filter(None, [first, half_day.module_id.name]))

    def _get_when(self):
        """Day and hours of a half-day as they are read in Algeria: 25/03/2026 08:30–12:00."""
        if not (self.date_begin and self.date_end):
            return ''
        begin, end = self._get_local_hours()
        # one piece from left to right, also within a line of Arabic
        return f'\u2066{begin:%d/%m/%Y %H:%M}–{end:%H:%M}\u2069'

    def _get_session_and_hours(self):
        """The session and the hours of a half-day, where its day is shown beside."""
        begin, end = self._get_local_hours()
        return f'{self.session_id.name} — \u2066{begin:%H:%M}–{end:%H:%M}\u2069'

    def _get_local_hours(self):
        """When a half-day begins and ends, on the clocks of Algeria."""
        return tuple(self._to_local(moment) for moment in (self.date_begin, self.date_end))

    @api.model
    def _to_local(self, moment):
        return moment.replace(tzinfo=ZoneInfo('UTC')).astimezone(ALGIERS)

    @api.model
    def _get_local_time(self, moment):
        """Hour and minute of a moment on the clocks of Algeria, as text."""
        return f'{self._to_local(moment):%H:%M}'

    @api.model_create_multi
    def create(self, vals_list):
        half_days = super().create(vals_list)
        half_days._check_changeable()
        half_days._check_planning()
        return half_days

    def write(self, vals):
        if not is_engine(self) and vals.keys() & {'state', 'closed_by_id', 'closed_datetime', 'is_booked', 'session_id'}:
            raise UserError(self.env._("A half-day is closed on the attendance page only."))
        self._check_changeable()
        result = super().write(vals)
        if vals.keys() & {'date_begin', 'date_end', 'room_id', 'is_booked'}:
            # bookings are refused by the database: those given up are gone before others are made
            self.flush_recordset()
            self.teaching_ids.flush_recordset()
        if vals.keys() & {'date_begin', 'date_end', 'room_id'}:
            self._check_planning()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_attended(self):
        self._check_changeable()
        if any(half_day.attendance_ids for half_day in self.sudo()):  # a guard looks at all of them
            raise UserError(self.env._("A half-day with attendance is not deleted."))

    def _check_changeable(self):
        """Refuse to change half-days whose attendance is closed, or whose session is over.

        :raises UserError: with the reason
        """
        if is_engine(self):
            return
        for half_day in self.sudo():  # a guard looks at all of them
            if half_day.session_id.state not in ('draft', 'open', 'ongoing'):
                raise UserError(self.env._(
                    "%(half_day)s: the session is over, its half-days do not change.", half_day=half_day.display_name))
            if half_day.state == 'closed':
                raise UserError(self.env._(
                    "%(half_day)s: its attendance is closed, it does not change.", half_day=half_day.display_name))

    def _check_planning(self):
        """Check days and rooms, unless the session is written as a whole and does so at the end."""
        if self.session_id._is_own_write():
            return
        self._check_within_session()
        self.session_id._check_rooms()

    def _check_within_session(self):
        for half_day in self:
            session = half_day.session_id
            if half_day.date_begin < session.date_begin or half_day.date_end > session.date_end:
                raise ValidationError(self.env._(
                    "%(half_day)s lies outside the days of the session.", half_day=half_day.display_name))

    @api.constrains('module_id', 'session_id')
    def _check_module(self):
        for half_day in self:
            if half_day.module_id and half_day.module_id.programme_id != half_day.session_id.programme_id:
                raise ValidationError(self.env._(
                    "“%(module)s” is no module of this programme.", module=half_day.module_id.name))

    @api.model
    def _get_room_taken_message(self, diagnostics):
        """Say which room is taken, by which session and when, after the database refused it."""
        taken = read_taken(diagnostics)
        # sudo: the sentence names the session in the way, which may be one that the user does not see
        half_day = taken and self.sudo().search([
            ('room_id', '=', taken.resource), ('date_begin', '=', taken.begin), ('date_end', '=', taken.end),
            ('is_booked', '=', True)], limit=1)
        if not half_day:
            return self.env._("This room is already taken at that time.")
        return self.env._(
            "%(room)s is already taken on %(when)s by %(session)s.", room=half_day.room_id.name, when=half_day._get_when(),
            session=half_day.session_id.display_name)
