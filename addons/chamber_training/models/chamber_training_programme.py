from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

AUDIENCES = [
    ('entry', "Registered artisans"), ('staff', "Officials and managers of chambers"), ('open', "Anyone"),
]


class ChamberTrainingProgramme(models.Model):
    _name = 'chamber.training.programme'
    _description = "Training Programme"
    _inherit = ['mail.thread', 'image.mixin']
    _order = 'sequence, code, id'
    _rec_names_search = ['name', 'code']
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, copy=False)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        'res.company', string="Chamber", index='btree_not_null', ondelete='restrict',
        default=lambda self: self._default_company_id(),
        help="Empty: a programme of the national catalogue, open to all chambers.")
    is_national = fields.Boolean(string="National Catalogue", compute='_compute_is_national', store=True, precompute=True)
    kind = fields.Selection(
        [('course', "Course"), ('test', "Qualification test")], required=True, default='course', index=True)
    theme_id = fields.Many2one('chamber.training.theme', index='btree_not_null', ondelete='restrict')
    audience = fields.Selection(AUDIENCES, required=True, default='entry')
    craft_activity_ids = fields.Many2many(
        'chamber.craft.activity', string="Crafts",
        help="Activities, sectors or domains that the programme is for. Empty: all crafts.")
    prerequisite_ids = fields.Many2many(
        'chamber.training.programme', 'chamber_training_prerequisite_rel', 'programme_id', 'prerequisite_id',
        string="Prerequisites", help="Programmes of which one has a certificate.")
    summary = fields.Char(translate=True)
    description = fields.Html(translate=True)
    objectives = fields.Text(translate=True)
    trainer_profile = fields.Text(translate=True)
    module_ids = fields.One2many('chamber.training.module', 'programme_id', copy=True)
    hours = fields.Float(compute='_compute_hours', store=True, help="Sum of the hours of its modules.")
    seats = fields.Integer(string="Usual Seats", default=20)
    price_ids = fields.One2many('chamber.training.price', 'programme_id')
    currency_id = fields.Many2one('res.currency', compute='_compute_prices')
    price_full = fields.Monetary(string="Price Today", compute='_compute_prices')
    price_subsidised = fields.Monetary(string="Subsidised Price Today", compute='_compute_prices')
    criterion_ids = fields.One2many('chamber.training.criterion', 'programme_id', copy=True)

    # the rule of its certificate
    certificate_kind = fields.Selection(
        [('participation', "Certificate of participation"), ('qualification', "Certificate of qualification")],
        required=True, compute='_compute_certificate_kind', store=True, readonly=False, precompute=True)
    minimum_share = fields.Float(
        string="Minimum Share of Hours (%)", default=80, help="Share of the hours taught that one must attend.")
    pass_mark = fields.Float(help="Mark out of 20 that the test at the end, or the jury, must give. 0: no mark is asked.")

    before_survey_id = fields.Many2one('survey.survey', string="Test Before", ondelete='restrict', index='btree_not_null')
    after_survey_id = fields.Many2one('survey.survey', string="Test After", ondelete='restrict', index='btree_not_null')
    satisfaction_survey_id = fields.Many2one(
        'survey.survey', string="Satisfaction", ondelete='restrict', index='btree_not_null')
    is_published = fields.Boolean(string="On the Public Page", readonly=True, copy=False, index=True)
    session_ids = fields.One2many('chamber.training.session', 'programme_id')
    open_session_count = fields.Integer(string="Open Sessions", compute='_compute_open_session_count')

    _code_unique = models.Constraint('UNIQUE (code)', "Another programme has this code.")
    _share_range = models.Constraint(
        'CHECK (minimum_share BETWEEN 0 AND 100)', "The share of hours is between 0 and 100 %.")
    _pass_mark_range = models.Constraint('CHECK (pass_mark BETWEEN 0 AND 20)', "The pass mark is between 0 and 20.")
    _seats_positive = models.Constraint('CHECK (seats > 0)', "A programme has at least one seat.")

    @api.model
    def _default_company_id(self):
        """A chamber adds to its own catalogue; the national one is kept by the national training manager."""
        if self.env.user.has_group('chamber_training.chamber_training_group_national'):
            return False
        return self.env.company.id if self.env.company.chamber_kind == 'wilaya' else False

    @api.depends('company_id')
    def _compute_is_national(self):
        for programme in self:
            programme.is_national = not programme.company_id

    @api.depends('module_ids.hours')
    def _compute_hours(self):
        for programme in self:
            programme.hours = sum(programme.module_ids.mapped('hours'))

    @api.depends('price_ids.kind', 'price_ids.amount', 'price_ids.date_start', 'price_ids.date_end')
    def _compute_prices(self):
        today = today_in_algeria()
        self.currency_id = self.env['ir.model.data']._xmlid_to_res_id('base.DZD')
        for programme in self:
            programme.price_full = programme._get_price('full', today)
            programme.price_subsidised = programme._get_price('subsidised', today)

    @api.depends('kind')
    def _compute_certificate_kind(self):
        for programme in self:
            programme.certificate_kind = 'qualification' if programme.kind == 'test' else 'participation'

    def _compute_open_session_count(self):
        counts = dict(self.env['chamber.training.session']._read_group(
            [('programme_id', 'in', self.ids), ('state', '=', 'open')], ['programme_id'], ['__count']))
        for programme in self:
            programme.open_session_count = counts.get(programme._origin, 0)

    @api.depends('code', 'name')
    def _compute_display_name(self):
        for programme in self:
            programme.display_name = ' — '.join(filter(None, [programme.code, programme.name]))

    @api.constrains('prerequisite_ids')
    def _check_prerequisites(self):
        if self._has_cycle('prerequisite_ids'):
            raise ValidationError(self.env._("A programme cannot come before itself: look at the prerequisites."))

    @api.constrains('company_id', 'prerequisite_ids')
    def _check_prerequisite_chamber(self):
        for programme in self:
            # a programme of another chamber may be hidden from the user: it is refused all the same
            foreign = programme.sudo().prerequisite_ids.filtered(
                lambda prerequisite, own=programme.company_id: prerequisite.company_id not in (own, own.browse()))
            if foreign:
                raise ValidationError(self.env._(
                    "%(programme)s: a prerequisite belongs to the national catalogue or to the same chamber.",
                    programme=programme.name))

    @api.constrains('kind', 'certificate_kind')
    def _check_certificate_kind(self):
        for programme in self:
            if (programme.kind == 'test') != (programme.certificate_kind == 'qualification'):
                raise ValidationError(self.env._(
                    "A qualification is certified by a test, a participation by a course."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # sessions of every chamber count, also of those the user does not see
        used = self.env['chamber.training.session'].sudo().search([('programme_id', 'in', self.ids)], limit=1)
        if used:
            raise UserError(self.env._(
                "“%(programme)s” has sessions: archive it instead.", programme=used.programme_id.name))

    def _get_price(self, kind, day):
        """Return the price in dinars that applies on a day; 0 where the programme is free of charge.

        :param kind: ``full`` or ``subsidised``; where no subsidised price is set, the full one is asked
        :param date day: day for which the price is asked
        """
        self.ensure_one()
        Price = self.env['chamber.training.price']
        price = Price._get_on(day, programme_id=self.id or self._origin.id, kind=kind)
        if not price and kind != 'full':
            return self._get_price('full', day)
        return price.amount

    def action_publish(self):
        """Show the programmes on the public page.

        :raises UserError: where a visitor would not learn what the programme is
        """
        self.check_access('write')
        for programme in self:
            missing = programme._get_missing_for_public()
            if missing:
                raise UserError(self.env._(
                    "“%(programme)s” cannot be published yet:\n- %(missing)s", programme=programme.name,
                    missing='\n- '.join(missing)))
        self.is_published = True

    def action_unpublish(self):
        """Take the programmes off the public page."""
        self.check_access('write')
        self.is_published = False

    def _get_missing_for_public(self):
        """Return sentences naming what the public page needs of a programme."""
        self.ensure_one()
        missing = []
        if not self.summary:
            missing.append(self.env._("a summary in one sentence"))
        if not self.theme_id:
            missing.append(self.env._("its theme"))
        if self.kind == 'course' and not self.module_ids:
            missing.append(self.env._("at least one module with its hours"))
        if self.kind == 'test' and not self.criterion_ids:
            missing.append(self.env._("the grid of marks of the jury"))
        return missing

    def action_view_sessions(self):
        """Open the sessions of the programme."""
        self.ensure_one()
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Sessions"), 'res_model': 'chamber.training.session',
            'view_mode': 'list,form', 'domain': [('programme_id', '=', self.id)],
            'context': {'default_programme_id': self.id},
        }

    def action_open_public_page(self):
        """Open the page of the programme as a visitor sees it.

        :raises UserError: for a programme that is not published
        """
        self.ensure_one()
        if not self.is_published:
            raise UserError(self.env._("This programme is not on the public page."))
        return {'type': 'ir.actions.act_url', 'url': f'/training/{self.id}', 'target': 'new'}
