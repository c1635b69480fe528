from odoo import api, fields, models
from odoo.exceptions import UserError

ENROLMENT_STATES = [
    ('asked', "Asked for"), ('accepted', "Accepted"), ('waiting', "Waiting list"), ('offered', "Place offered"),
    ('refused', "Refused"), ('lapsed', "Offer lapsed"), ('cancelled', "Cancelled"),
]
# those who hold a seat
SEATED_STATES = ('accepted', 'offered')
OPEN_STATES = ('asked', 'accepted', 'waiting', 'offered')


class ChamberTrainingEnrolment(models.Model):
    _name = 'chamber.training.enrolment'
    _description = "Enrolment"
    _inherit = ['chamber.engine.mixin', 'chamber.fee.mixin', 'chamber.notice.mixin', 'mail.thread', 'portal.mixin']
    _order = 'session_id desc, seat_number, waiting_rank, id'
    _rec_name = 'number'
    _rec_names_search = ['number', 'partner_id.name', 'partner_id.name_latin']
    _mail_post_access = 'read'
    _engine_free_fields = frozenset({
        'fee_payment_method', 'message_ids', 'message_follower_ids', 'message_main_attachment_id',
    })

    number = fields.Char(required=True, readonly=True, copy=False, index='trigram')
    session_id = fields.Many2one('chamber.training.session', required=True, readonly=True, index=True, ondelete='restrict')
    company_id = fields.Many2one(related='session_id.company_id', store=True, precompute=True, index=True)
    programme_id = fields.Many2one(related='session_id.programme_id', store=True, precompute=True, index=True)
    partner_id = fields.Many2one(
        'res.partner', string="Participant", required=True, readonly=True, index=True, ondelete='restrict')
    entry_id = fields.Many2one(
        'chamber.entry', readonly=True, index='btree_not_null', ondelete='restrict',
        help="The entry that the participant had when he enrolled.")
    channel = fields.Selection(
        [('counter', "Counter"), ('portal', "Portal"), ('group', "Group")], required=True, readonly=True, default='counter')
    asked_datetime = fields.Datetime(string="Asked On", required=True, readonly=True, default=fields.Datetime.now)
    state = fields.Selection(ENROLMENT_STATES, string="Status", required=True, readonly=True, default='asked', index=True)
    seat_number = fields.Integer(
        readonly=True, copy=False, aggregator=None, help="Which seat of the session is held. Empty: none.")
    waiting_rank = fields.Integer(
        readonly=True, copy=False, aggregator=None,
        help="Order in which places were asked for: it is kept, so that nobody is overtaken on the waiting list.")
    waiting_place = fields.Integer(
        string="Place on the Waiting List", compute='_compute_waiting_place', compute_sudo=True,
        help="How many wait, from the first to this one.")
    revision = fields.Integer(
        readonly=True, required=True, default=1, copy=False, aggregator=None,
        help="Grows with each step: it tells parallel steps which state is the latest.")
    offer_deadline = fields.Datetime(string="To Accept Before", readonly=True, copy=False)
    reminded_datetime = fields.Datetime(string="Reminded On", readonly=True, copy=False)
    refusal_reason = fields.Text(readonly=True, copy=False)
    cancellation_reason = fields.Text(readonly=True, copy=False)
    # kept as they were when the place was asked for: quotas and statistics are counted on them
    state_id = fields.Many2one('res.country.state', string="Wilaya", readonly=True, index='btree_not_null', ondelete='restrict')
    sex = fields.Selection(lambda self: self.env['res.partner']._fields['sex']._description_selection(self.env), readonly=True)
    craft_activity_id = fields.Many2one(
        'chamber.craft.activity', string="Craft", readonly=True, index='btree_not_null', ondelete='restrict')
    registration_id = fields.Many2one(
        'event.registration', readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    attendance_ids = fields.One2many('chamber.training.attendance', 'enrolment_id')
    journal_ids = fields.One2many(
        'chamber.training.journal', 'res_id', domain=[('res_model', '=', 'chamber.training.enrolment')], readonly=True,
        groups='chamber_training.chamber_training_group_user')
    refund_ids = fields.One2many(
        'chamber.training.refund', 'enrolment_id', readonly=True, groups='chamber_training.chamber_training_group_user')
    certificate_ids = fields.One2many('chamber.training.certificate', 'enrolment_id')

    _open_once = models.UniqueIndex(
        "(session_id, partner_id) WHERE state IN ('asked', 'accepted', 'waiting', 'offered')",
        "This person is already enrolled in the session.")
    _seat_once = models.UniqueIndex('(session_id, seat_number) WHERE seat_number > 0', "This seat is already held.")
    _seat_held = models.Constraint(
        "CHECK ((state IN ('accepted', 'offered')) = (COALESCE(seat_number, 0) > 0))",
        "Whoever is accepted holds a seat, nobody else does.")
    _rank_once = models.UniqueIndex(
        '(session_id, waiting_rank) WHERE waiting_rank > 0', "This place of the waiting list is taken.")
    _session_state_idx = models.Index('(session_id, state)')

    @api.depends('state', 'waiting_rank')
    def _compute_waiting_place(self):
        waiting = self.env['chamber.training.enrolment'].search(
            [('session_id', 'in', self.session_id.ids), ('state', '=', 'waiting')], order='session_id, waiting_rank')
        places = {
            enrolment.id: place
            for enrolments in waiting.grouped('session_id').values() for place, enrolment in enumerate(enrolments, 1)
        }
        for enrolment in self:
            enrolment.waiting_place = places.get(enrolment._origin.id, 0)

    @api.depends('number', 'partner_id.name')
    def _compute_display_name(self):
        for enrolment in self:
            # sudo: the name of the participant goes with the enrolment that one may read
            enrolment.display_name = ' — '.join(filter(None, [enrolment.number, enrolment.partner_id.sudo().name]))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("An enrolment is never deleted: it is cancelled."))

    def _get_engine_refusal(self):
        return self.env._("An enrolment changes by its steps only.")
