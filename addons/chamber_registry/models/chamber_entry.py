from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .chamber_request import PLACES_OF_EXERCISE, QUALIFICATION_KINDS
from .engine import as_engine


class ChamberEntry(models.Model):
    _name = 'chamber.entry'
    _description = "Register Entry"
    _inherit = ['chamber.engine.mixin', 'mail.thread', 'mail.activity.mixin']
    _order = 'date desc, number desc'
    _rec_name = 'number'
    _rec_names_search = ['number', 'legacy_number', 'partner_id.name', 'partner_id.name_latin']
    # an entry is written by acts only, but one may discuss it and plan activities
    _mail_post_access = 'read'
    _engine_free_fields = frozenset({
        'activity_ids', 'message_ids', 'message_follower_ids', 'message_main_attachment_id', 'activity_user_id',
        'activity_date_deadline', 'activity_summary', 'activity_type_id',
    })
    # what acts may say of an entry, beside its activities
    VALUE_FIELDS = (
        'state', 'place_of_exercise', 'exercise_address', 'exercise_city_id', 'qualification_kind',
        'qualification_document', 'qualification_date', 'qualification_issuer', 'legacy_number',
    )

    number = fields.Char(required=True, readonly=True, copy=False, index='trigram')
    legacy_number = fields.Char(readonly=True, copy=False, index='trigram', help="As in the register kept before.")
    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, index=True, ondelete='restrict')
    partner_id = fields.Many2one(
        'res.partner', string="Registrant", required=True, readonly=True, index=True, ondelete='restrict')
    partner_avatar = fields.Image(related='partner_id.avatar_128', string="Photo")
    registrant_type = fields.Selection(related='partner_id.registrant_type', store=True, precompute=True)
    date = fields.Date(string="Registered On", required=True, readonly=True, index=True)
    state = fields.Selection(
        [('registered', "Registered"), ('suspended', "Suspended"), ('struck_off', "Struck off")],
        string="Status", required=True, readonly=True, index=True)
    state_date = fields.Date(string="In This Status Since", readonly=True)

    activity_line_ids = fields.One2many('chamber.entry.activity', 'entry_id', readonly=True)
    main_activity_id = fields.Many2one(
        'chamber.craft.activity', readonly=True, index=True, ondelete='restrict')
    place_of_exercise = fields.Selection(PLACES_OF_EXERCISE, string="Place of Exercise", readonly=True)
    exercise_address = fields.Char(string="Address of Exercise", readonly=True)
    exercise_city_id = fields.Many2one(
        'res.city', string="Commune of Exercise", readonly=True, index='btree_not_null', ondelete='restrict')
    exercise_state_id = fields.Many2one(
        related='exercise_city_id.state_id', string="Wilaya", store=True, precompute=True, index='btree_not_null')
    qualification_kind = fields.Selection(QUALIFICATION_KINDS, string="Qualification", readonly=True)
    qualification_document = fields.Char(string="Document and Number", readonly=True)
    qualification_date = fields.Date(string="Issued On", readonly=True)
    qualification_issuer = fields.Char(string="Issued By", readonly=True)

    act_ids = fields.One2many('chamber.act', 'entry_id', readonly=True)
    card_ids = fields.One2many('chamber.card', 'entry_id', readonly=True)
    certificate_ids = fields.One2many('chamber.certificate', 'entry_id', readonly=True)
    card_count = fields.Integer(compute='_compute_counts')
    act_count = fields.Integer(compute='_compute_counts')
    certificate_count = fields.Integer(compute='_compute_counts')
    has_valid_card = fields.Boolean(compute='_compute_has_valid_card', search='_search_has_valid_card')
    request_id = fields.Many2one('chamber.request', compute='_compute_request_id')

    _number_once = models.Constraint('UNIQUE (company_id, number)', "This number is already in the register of the chamber.")
    _one_live = models.UniqueIndex(
        "(partner_id) WHERE state <> 'struck_off'", "This registrant already has a live entry.")
    _company_state_idx = models.Index('(company_id, state, date)')

    def _compute_counts(self):
        counts = {
            model: dict(self.env[model]._read_group([('entry_id', 'in', self.ids)], ['entry_id'], ['__count']))
            for model in ('chamber.card', 'chamber.act', 'chamber.certificate')
        }
        for entry in self:
            entry.card_count = counts['chamber.card'].get(entry, 0)
            entry.act_count = counts['chamber.act'].get(entry, 0)
            entry.certificate_count = counts['chamber.certificate'].get(entry, 0)

    def _compute_has_valid_card(self):
        with_card = self.env['chamber.card']._read_group(
            Domain('entry_id', 'in', self.ids) & self.env['chamber.card']._get_current_domain(), ['entry_id'])
        with_card = {entry.id for [entry] in with_card}
        for entry in self:
            entry.has_valid_card = entry.id in with_card

    def _search_has_valid_card(self, operator, value):
        if operator != 'in':
            return NotImplemented
        return Domain('card_ids', 'any', self.env['chamber.card']._get_current_domain())

    def _compute_request_id(self):
        first_acts = self.env['chamber.act'].search([('entry_id', 'in', self.ids), ('kind', '=', 'inscription')])
        by_entry = {act.entry_id: act.request_id for act in first_acts}
        for entry in self:
            entry.request_id = by_entry.get(entry, False)

    @api.depends('number', 'partner_id.name')
    def _compute_display_name(self):
        for entry in self:
            entry.display_name = ' — '.join(filter(None, [entry.number, entry.partner_id.name]))

    @api.model_create_multi
    def create(self, vals_list):
        return super(ChamberEntry, self.with_context(mail_create_nosubscribe=True, mail_create_nolog=True)).create(
            vals_list).with_env(self.env)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("An entry is never deleted: it is struck off by an act."))

    def _get_engine_refusal(self):
        return self.env._("An entry of the register changes by an act only.")

    def _get_claims(self, number):
        """What a signed paper says of an entry, by the numbers that its types of documents share.

        :param number: that of the paper
        """
        self.ensure_one()
        partner = self.partner_id
        return {
            10: number,
            11: self.number,
            12: partner.name or '',
            13: partner.name_latin or '',
            14: self.main_activity_id.with_context(lang='ar_001').name or '',
            15: self.company_id.name_ar or self.company_id.name,
        }

    @api.model
    def _find_live(self, partner):
        """Return the live entry of a registrant in any chamber, or an empty record.

        The record is returned with all rights: show nothing of it but what its chamber may give away.
        """
        return self.sudo().search([('partner_id', '=', partner.id), ('state', '!=', 'struck_off')], limit=1)

    def _apply_values(self, values, on_date):
        """Make the entry what an act says; called by the act's engine only."""
        self.ensure_one()
        changes = {name: values[name] for name in self.VALUE_FIELDS if name in values}
        if 'state' in changes:
            changes['state_date'] = on_date
        if 'main_activity_id' in values:
            changes['main_activity_id'] = values['main_activity_id']
        as_engine(self).write(changes)
        if values.keys() & {'main_activity_id', 'secondary_activity_ids'}:
            self._apply_activities(values, on_date)

    def _apply_activities(self, values, on_date):
        """End the activities that the act no longer names and begin the new ones."""
        current = self.activity_line_ids.filtered(lambda line: not line.date_end)
        wanted = {(line.kind, line.craft_activity_id.id) for line in current}
        if 'main_activity_id' in values:
            wanted = {pair for pair in wanted if pair[0] != 'main'} | {('main', values['main_activity_id'])}
        if 'secondary_activity_ids' in values:
            wanted = {pair for pair in wanted if pair[0] != 'secondary'} | {
                ('secondary', activity_id) for activity_id in values['secondary_activity_ids']}
        ended = current.filtered(lambda line: (line.kind, line.craft_activity_id.id) not in wanted)
        same_day = ended.filtered(lambda line: line.date_start == on_date)
        as_engine(same_day).unlink()
        as_engine(ended - same_day).write({'date_end': fields.Date.subtract(on_date, days=1)})
        # the old ones end in the table before the new ones begin: the database refuses an overlap
        ended.exists().flush_recordset()
        kept = {(line.kind, line.craft_activity_id.id) for line in current - ended}
        as_engine(self.env['chamber.entry.activity']).create(
            self._prepare_activity_lines(self, sorted(wanted - kept), on_date))

    @api.model
    def _prepare_activity_lines(self, entry, pairs, on_date):
        return [
            {'entry_id': entry.id, 'kind': kind, 'craft_activity_id': activity_id, 'date_start': on_date}
            for kind, activity_id in pairs
        ]
