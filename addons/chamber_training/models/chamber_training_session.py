from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria

SESSION_STATES = [
    ('draft', "In preparation"), ('open', "Open"), ('ongoing', "Ongoing"), ('done', "Done"), ('closed', "Closed"),
    ('cancelled', "Cancelled"),
]


class ChamberTrainingSession(models.Model):
    """A course or test on given days: an event of Odoo (name, days, seats, place) and a piece of planned work.

    Its name, days, seats, chamber, responsible and description are those of its event. That event belongs to the
    session: it is shown and changed here only.
    """
    _name = 'chamber.training.session'
    _description = "Training Session"
    _inherit = ['chamber.activity.mixin', 'mail.thread', 'mail.activity.mixin']
    _inherits = {'event.event': 'event_id'}
    _order = 'id desc'
    _rec_names_search = ['number', 'name']
    _check_company_auto = True

    event_id = fields.Many2one('event.event', string="Calendar Event", required=True, ondelete='restrict', index=True, copy=False)
    number = fields.Char(readonly=True, copy=False, index='trigram')
    programme_id = fields.Many2one('chamber.training.programme', required=True, index=True, ondelete='restrict')
    kind = fields.Selection(related='programme_id.kind', store=True, precompute=True, index=True)
    state = fields.Selection(
        SESSION_STATES, string="Status", required=True, default='draft', readonly=True, index=True, copy=False,
        group_expand=True, tracking=True)
    plan_line_id = fields.Many2one('chamber.training.plan.line', index='btree_not_null', ondelete='set null')
    room_id = fields.Many2one(
        'chamber.training.room', index='btree_not_null', ondelete='restrict', check_company=True, tracking=True,
        help="Room of its half-days, unless another is chosen.")
    half_day_ids = fields.One2many('chamber.training.half.day', 'session_id', copy=False)
    half_day_count = fields.Integer(compute='_compute_hours', store=True)
    hours = fields.Float(compute='_compute_hours', store=True, help="Sum of its half-days.")
    trainer_ids = fields.Many2many(
        'chamber.training.trainer', compute='_compute_trainer_ids', store=True, string="Trainers")
    enrolment_deadline = fields.Date(help="Last day to ask for a place. Empty: until it starts.")
    needs_approval = fields.Boolean(default=True, help="Places asked for on line wait for the officer's approval.")
    price_kind = fields.Selection(
        [('full', "Full price"), ('subsidised', "Subsidised")], required=True, default='full')
    quota_ids = fields.One2many('chamber.training.quota', 'session_id', copy=True)
    enrolment_ids = fields.One2many('chamber.training.enrolment', 'session_id', copy=False)
    certificate_ids = fields.One2many('chamber.training.certificate', 'session_id', copy=False)
    juror_ids = fields.One2many('chamber.training.juror', 'session_id', copy=False)
    cancellation_reason = fields.Text(readonly=True, copy=False)

    _event_once = models.Constraint('UNIQUE (event_id)', "An event is that of one session.")

    @api.depends('half_day_ids.hours')
    def _compute_hours(self):
        for session in self:
            session.half_day_count = len(session.half_day_ids)
            session.hours = sum(session.half_day_ids.mapped('hours'))

    @api.depends('half_day_ids.teaching_ids.trainer_id')
    def _compute_trainer_ids(self):
        for session in self:
            session.trainer_ids = session.half_day_ids.teaching_ids.trainer_id

    @api.depends('number', 'name')
    def _compute_display_name(self):
        for session in self:
            session.display_name = ' — '.join(filter(None, [session.number, session.name]))

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access('create')
        for vals in vals_list:
            self._check_created_fields(vals)
        sessions = super(ChamberTrainingSession, self._as_own_write()).create(
            [self._complete_values(vals) for vals in vals_list]).with_env(self.env)
        sessions._check_planning({'date_begin', 'seats_max', 'room_id'})
        sessions._add_checklist()
        sessions.filtered(lambda session: session.name == session.programme_id.name)._name_as_programme()
        return sessions

    def write(self, vals):
        self._check_written_fields(vals)
        of_event = {name: value for name, value in vals.items() if self._is_of_event(name)}
        self._check_written_dates(vals)
        if of_event:
            # the event of a session is written through the session only; officers may write it with their own rights
            as_engine(self.event_id).write(of_event)
        own = {name: value for name, value in vals.items() if name not in of_event}
        result = super(ChamberTrainingSession, self._as_own_write()).write(own) if own else True
        if vals.keys() & {'name', 'date_begin', 'date_end', 'company_id', 'user_id', 'seats_max'}:
            self._sync_activity()
        self._check_planning(vals.keys())
        return result

    def _track_get_fields(self):
        """What the discussion of a session tells: stage and standing of its event only follow its own status."""
        return super()._track_get_fields() - {'stage_id', 'kanban_state', 'organizer_id'}

    def unlink(self):
        events = self.event_id
        result = super().unlink()
        # sudo: _inherits alone leaves the event behind; the right to delete the session has just been checked
        events.sudo().exists().unlink()
        return result

    @api.model
    def _complete_values(self, vals):
        """Fill in what the event and the planned work need, from the programme where nothing is said."""
        programme = self.env['chamber.training.programme'].browse(vals.get('programme_id'))
        company = self.env['res.company'].browse(vals.get('company_id')) or self.env.company
        vals = {
            'name': programme.name, 'company_id': company.id, 'seats_max': programme.seats or 1, 'user_id': self.env.uid,
            **vals,
            **self._prepare_event_state('draft'), 'is_training': True, 'seats_limited': True,
            'date_tz': 'Africa/Algiers', 'is_multi_slots': False,
            'event_mail_ids': [], 'question_ids': [], 'address_id': vals.get('address_id', False), 'organizer_id': False,
        }
        if not vals.get('date_begin'):
            vals.update(self._default_times(company))
        if not vals.get('date_end'):
            vals['date_end'] = fields.Datetime.to_datetime(vals['date_begin']) + relativedelta(hours=8)
        self._check_date_order(*(fields.Datetime.to_datetime(vals[name]) for name in ('date_begin', 'date_end')))
        # sudo: the planned work of a session is kept by the session, as its mixin does
        activity = self.env['chamber.activity'].sudo().create({
            'name': vals['name'], 'company_id': company.id, 'responsible_id': vals['user_id'],
            'date_start': day_in_algeria(fields.Datetime.to_datetime(vals['date_begin'])),
            'date_end': day_in_algeria(fields.Datetime.to_datetime(vals['date_end'])),
            'unit': self.env._("people"), 'planned_quantity': vals['seats_max'],
        })
        own = {name: value for name, value in vals.items() if not self._is_of_event(name)}
        # sudo: officers of training have no right to events; the right to create the session is checked with it
        event = as_engine(self.env['event.event']).sudo().with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True, tracking_disable=True,
        ).create({name: value for name, value in vals.items() if self._is_of_event(name)})
        return {**own, 'event_id': event.id, 'chamber_activity_id': activity.id}

    def _name_as_programme(self):
        """Give sessions the name of their programme in each language."""
        languages = {code for code, _name in self.env['res.lang'].get_installed()}
        for session in self:
            programme = session.programme_id
            names = programme._fields['name']._get_stored_translations(programme) or {}
            # sudo: the event of a session has the name that the officer has just given to it
            as_engine(session.event_id).sudo().update_field_translations(
                'name', {lang: name for lang, name in names.items() if lang in languages})

    @api.model
    def _default_times(self, company=None):
        """First and last moment of the first day, a month from now, on which sessions are usually held."""
        begin, end = self.env['chamber.training.timetable']._get_first_times(company or self.env.company)
        return {'date_begin': begin, 'date_end': end}

    @api.model
    def _is_of_event(self, name):
        field = self._fields.get(name)
        return bool(field and field.inherited and field.related.startswith('event_id.'))

    def _sync_activity(self):
        """Keep name, chamber, responsible and days of the planned work those of the session."""
        for session in self:
            # sudo: the planned work of a session is kept by the session
            session.chamber_activity_id.sudo().write({
                'name': session.name, 'company_id': session.company_id.id, 'responsible_id': session.user_id.id,
                'date_start': day_in_algeria(session.date_begin), 'date_end': day_in_algeria(session.date_end),
                'planned_quantity': session.seats_max,
            })
