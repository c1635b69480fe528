from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .engine import as_engine, is_engine

PLACES_OF_EXERCISE = [
    ('workshop', "Workshop"), ('home', "Home"), ('itinerant', "Itinerant"), ('fairground', "Fairground"),
    ('market', "Market"),
]
QUALIFICATION_KINDS = [
    ('diploma', "Diploma"), ('training', "Training certificate"), ('work', "Work certificate"),
    ('qualification', "Qualification certificate"),
]
REQUEST_KINDS = [('inscription', "Registration")]
REQUEST_STATES = [
    ('draft', "Draft"), ('filed', "Filed"), ('study', "Under study"), ('approval', "In approval"),
    ('accepted', "Accepted"), ('tacit', "Tacitly accepted"), ('refused', "Refused"), ('cancelled', "Cancelled"),
]
OPEN_STATES = ('filed', 'study', 'approval')


class ChamberRequest(models.Model):
    _name = 'chamber.request'
    _description = "Request to the Register"
    _inherit = ['tier.validation', 'mail.thread', 'mail.activity.mixin', 'chamber.fee.mixin', 'chamber.notice.mixin']
    _order = 'deadline, id desc'
    _rec_names_search = ['name', 'partner_id.name']

    # what only the engine writes: the workflow, the numbers and the money received
    ENGINE_FIELDS = frozenset({
        'name', 'state', 'deposit_datetime', 'deadline', 'receipt_valid_until', 'filed_by_id', 'user_id',
        'decision_datetime', 'decided_by_id', 'refusal_reason_id', 'refusal_note', 'entry_id', 'is_tacit_warned',
        'company_id', 'kind', 'fee_amount', 'fee_state', 'fee_currency_id', 'fee_receipt_number', 'fee_paid_date',
        'fee_cashier_id',
    })
    # what the applicant asks for: fixed once the study is over
    CONTENT_FIELDS = frozenset({
        'partner_id', 'main_activity_id', 'secondary_activity_ids', 'place_of_exercise', 'exercise_address',
        'exercise_city_id', 'qualification_kind', 'qualification_document', 'qualification_date',
        'qualification_issuer', 'request_date', 'fee_payment_method',
    })

    name = fields.Char(
        string="Number", required=True, copy=False, readonly=True, default=lambda self: self.env._("New"),
        index='trigram')
    kind = fields.Selection(REQUEST_KINDS, default='inscription', required=True, index=True)
    company_id = fields.Many2one(
        'res.company', string="Chamber", required=True, index=True, default=lambda self: self.env.company,
        domain=[('chamber_kind', '=', 'wilaya')], ondelete='restrict')
    partner_id = fields.Many2one(
        'res.partner', string="Registrant", required=True, index=True, ondelete='restrict',
        domain="[('is_registrant', '=', True), ('chamber_id', '=', company_id)]")
    registrant_type = fields.Selection(related='partner_id.registrant_type', store=True, precompute=True)
    request_date = fields.Date(required=True, default=lambda self: today_in_algeria())
    state = fields.Selection(
        REQUEST_STATES, string="Status", default='draft', required=True, copy=False, index=True,
        readonly=True,
        group_expand='_group_expand_states')

    main_activity_id = fields.Many2one(
        'chamber.craft.activity', index=True, ondelete='restrict',
        domain=[('level', '=', 'activity')])
    secondary_activity_ids = fields.Many2many(
        'chamber.craft.activity', string="Secondary Activities", domain=[('level', '=', 'activity')])
    place_of_exercise = fields.Selection(PLACES_OF_EXERCISE, string="Place of Exercise")
    exercise_address = fields.Char(string="Address of Exercise")
    exercise_city_id = fields.Many2one(
        'res.city', string="Commune of Exercise", index='btree_not_null', compute='_compute_exercise_city_id',
        store=True, readonly=False, precompute=True, help="At first the commune where the registrant lives.")

    qualification_kind = fields.Selection(QUALIFICATION_KINDS, string="Qualification")
    qualification_document = fields.Char(string="Document and Number")
    qualification_date = fields.Date(string="Issued On")
    qualification_issuer = fields.Char(string="Issued By")

    document_ids = fields.One2many('chamber.request.document', 'request_id', string="Documents", copy=False)
    missing_document_count = fields.Integer(compute='_compute_missing_document_count')

    filed_by_id = fields.Many2one('res.users', readonly=True, copy=False)
    user_id = fields.Many2one('res.users', string="Studied By", readonly=True, copy=False, index='btree_not_null')
    deposit_datetime = fields.Datetime(string="Deposited On", readonly=True, copy=False)
    receipt_valid_until = fields.Date(readonly=True, copy=False)
    deadline = fields.Date(readonly=True, copy=False, index='btree_not_null')
    remaining_days = fields.Integer(compute='_compute_remaining_days', aggregator=None)
    urgency = fields.Selection(
        [('late', "Late"), ('soon', "Soon late"), ('none', "In time")], compute='_compute_urgency', search='_search_urgency')
    is_tacit_warned = fields.Boolean(string="Warned Before Tacit Acceptance", readonly=True, copy=False)

    decision_datetime = fields.Datetime(string="Decided On", readonly=True, copy=False)
    decided_by_id = fields.Many2one('res.users', readonly=True, copy=False)
    refusal_reason_id = fields.Many2one('chamber.refusal.reason', readonly=True, copy=False, ondelete='restrict')
    refusal_note = fields.Text(string="Explanation of the Refusal", readonly=True, copy=False)
    decision_ids = fields.One2many('chamber.request.decision', 'request_id', readonly=True)
    entry_id = fields.Many2one('chamber.entry', readonly=True, copy=False, index='btree_not_null', ondelete='restrict')

    _one_open = models.UniqueIndex(
        "(partner_id, kind) WHERE state IN ('filed', 'study', 'approval')",
        "This registrant already has an open request of this kind.")
    _company_state_idx = models.Index('(company_id, state, deadline)')

    @api.model
    def _group_expand_states(self, states, domain):
        """Columns in the order of the steps; those of an open request are always there."""
        return [state for state, _label in REQUEST_STATES if state in states or state in OPEN_STATES]

    def _fee_depends(self):
        return [*super()._fee_depends(), 'kind', 'partner_id.registrant_type', 'request_date']

    def _get_fee_amount(self):
        if not self.partner_id.registrant_type or not self.request_date:
            return 0.0
        return self.env['chamber.fee.tariff']._get_amount(
            self.kind, self.partner_id.registrant_type, self.request_date)

    @api.depends('partner_id')
    def _compute_exercise_city_id(self):
        for request in self:
            if request.state == 'draft' and not request.exercise_city_id:
                request.exercise_city_id = request.partner_id.city_id

    @api.depends('document_ids.is_mandatory', 'document_ids.is_received')
    def _compute_missing_document_count(self):
        for request in self:
            request.missing_document_count = len(request.document_ids.filtered(
                lambda document: document.is_mandatory and not document.is_received))

    @api.depends('deadline', 'state')
    def _compute_remaining_days(self):
        today = today_in_algeria()
        for request in self:
            is_open = request.deadline and request.state in OPEN_STATES
            request.remaining_days = (request.deadline - today).days if is_open else 0

    @api.depends('name', 'partner_id.name')
    def _compute_display_name(self):
        # the name alone, of all the registrants at once: their other columns are many
        self.partner_id.fetch(['name'])
        for request in self:
            request.display_name = ' — '.join(filter(None, [request.name, request.partner_id.name]))

    @api.constrains('company_id', 'partner_id')
    def _check_chamber(self):
        for request in self:
            if request.company_id.chamber_kind != 'wilaya':
                raise ValidationError(self.env._("Requests are filed at a wilaya chamber."))
            if not request.partner_id.is_registrant or request.partner_id.chamber_id != request.company_id:
                raise ValidationError(self.env._(
                    "%(partner)s is not a registrant of %(chamber)s.", partner=request.partner_id.name,
                    chamber=request.company_id.name))

    @api.constrains('main_activity_id', 'secondary_activity_ids', 'request_date')
    def _check_activities(self):
        for request in self:
            activities = request.main_activity_id | request.secondary_activity_ids
            if request.main_activity_id in request.secondary_activity_ids:
                raise ValidationError(self.env._("The main activity cannot be a secondary one too."))
            activities._check_choosable_on(request.request_date)

    @api.constrains('request_date', 'qualification_date')
    def _check_dates(self):
        latest = today_in_algeria() + timedelta(days=1)
        for request in self:
            if max(filter(None, [request.request_date, request.qualification_date])) > latest:
                raise ValidationError(self.env._("The date of a request or of a qualification cannot be in the future."))

    @api.model_create_multi
    def create(self, vals_list):
        if not is_engine(self):
            for values in vals_list:
                self._refuse_engine_fields(set(values) - {'company_id', 'kind'})
        # the registrar and the director find the request in their list: nobody follows it by default
        requests = super(ChamberRequest, self.with_context(mail_create_nosubscribe=True, mail_create_nolog=True)).create(
            vals_list).with_env(self.env)
        requests._sync_documents()
        return requests

    def write(self, vals):
        if not is_engine(self):
            self._refuse_engine_fields(vals)
            self._refuse_late_changes(vals)
        result = super().write(vals)
        if 'partner_id' in vals or 'request_date' in vals:
            self._sync_documents()
        return result

    def _refuse_engine_fields(self, names):
        forbidden = self.ENGINE_FIELDS & set(names)
        if forbidden:
            raise UserError(self.env._(
                "%(fields)s: changed by the steps of the request only.",
                fields=', '.join(self._fields[name]._description_string(self.env) for name in sorted(forbidden))))

    def _refuse_late_changes(self, names):
        changed = self.CONTENT_FIELDS & set(names)
        allowed = ('draft',) if changed & {'partner_id', 'request_date'} else ('draft', 'filed', 'study')
        for request in self:
            if changed and request.state not in allowed:
                raise UserError(self.env._(
                    "%(request)s: what was asked can no longer be changed.", request=request.display_name))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(request.state != 'draft' for request in self):
            raise UserError(self.env._("Only a draft request can be deleted."))
        if any(request.fee_paid_date for request in self):
            raise UserError(self.env._("A request whose fee has been paid cannot be deleted: cancel it."))

    def _write_fee(self, values):
        as_engine(self).write(values)

    def _sync_documents(self):
        """Give each draft the documents of the checklist that applies to it; keep those already brought."""
        Checklist = self.env['chamber.checklist']
        vals_list = []
        for request in self.filtered(lambda request: request.state == 'draft'):
            lines = Checklist._get_for(request.kind, request.registrant_type, request.request_date).line_ids
            request.document_ids.filtered_domain([
                ('document_type_id', 'not in', lines.document_type_id.ids), ('is_received', '=', False)]).unlink()
            present = request.document_ids.document_type_id
            vals_list += [
                {
                    'request_id': request.id, 'document_type_id': line.document_type_id.id,
                    'is_mandatory': line.is_mandatory, 'sequence': line.sequence,
                }
                for line in lines if line.document_type_id not in present
            ]
        self.env['chamber.request.document'].create(vals_list)
