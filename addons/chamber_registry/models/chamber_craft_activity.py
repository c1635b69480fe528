import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from ..tools.text import normalise


class ChamberCraftActivity(models.Model):
    _name = 'chamber.craft.activity'
    _description = "Craft Activity"
    _parent_store = True
    _order = 'sort_key, name, id'

    LEVELS = {'domain': False, 'sector': 'domain', 'activity': 'sector'}

    name = fields.Char(required=True, translate=True)
    level = fields.Selection(
        [('domain', "Domain"), ('sector', "Sector"), ('activity', "Activity")], required=True, default='activity', index=True)
    parent_id = fields.Many2one('chamber.craft.activity', index=True, ondelete='restrict')
    parent_path = fields.Char(index=True)
    sort_key = fields.Char(compute='_compute_sort_key', store=True, recursive=True, help="Place in the tree.")
    child_ids = fields.One2many('chamber.craft.activity', 'parent_id', string="Below")
    domain_id = fields.Many2one(
        'chamber.craft.activity', compute='_compute_branch', store=True, recursive=True)
    sector_id = fields.Many2one(
        'chamber.craft.activity', compute='_compute_branch', store=True, recursive=True)
    edition_id = fields.Many2one(
        'chamber.craft.edition', index=True, ondelete='restrict',
        help="Edition that lists the activity. Domains and sectors are common to all editions.")
    is_official = fields.Boolean(string="Official code", help="The code is that of an official text.")
    code = fields.Char(help="Official code: 7 digits, of which the first two are those of the sector.")
    local_key = fields.Char(
        copy=False, help="Key of import of a provisional activity. It is never printed as an official code.")
    code_status = fields.Char()
    confidence = fields.Char()
    source = fields.Char()
    naa_code = fields.Char(string="NAA code", help="Class of the statistical nomenclature NAA Rev.1, if known.")
    date_start = fields.Date(help="First day of use; empty: since the start of its edition.")
    date_end = fields.Date(help="Last day of use; empty: still in use.")
    replaced_by_id = fields.Many2one('chamber.craft.activity', string="Replaced by", index='btree_not_null', ondelete='restrict')
    is_expired = fields.Boolean(string="Expired", compute='_compute_is_expired', search='_search_is_expired')
    active = fields.Boolean(default=True)

    _code_format = models.Constraint(
        "CHECK (CASE level WHEN 'domain' THEN code ~ '^[0-9]$' WHEN 'sector' THEN code ~ '^[0-9]{2}$'"
        " ELSE (is_official AND code ~ '^[0-9]{7}$') OR (is_official IS NOT TRUE AND code IS NULL) END)",
        "An official activity has a code of 7 digits; a provisional one has none."
        " A sector has two digits, a domain one.")
    _code_present = models.Constraint(
        "CHECK (code IS NOT NULL OR (level = 'activity' AND is_official IS NOT TRUE))",
        "A domain, a sector and an official activity need a code.")
    _code_unique = models.UniqueIndex(
        '(code, COALESCE(edition_id, 0)) WHERE code IS NOT NULL', "This code is already used in this edition.")
    _local_key_unique = models.UniqueIndex('(local_key) WHERE local_key IS NOT NULL', "This key of import is already used.")
    _has_edition = models.Constraint(
        "CHECK ((level = 'activity') = (edition_id IS NOT NULL))",
        "An activity belongs to an edition; domains and sectors are common to all.")
    _date_order = models.Constraint('CHECK (date_end >= date_start)', "An activity cannot end before it starts.")

    @api.depends('level', 'parent_id.sector_id', 'parent_id.domain_id')
    def _compute_branch(self):
        for activity in self:
            activity.domain_id = activity if activity.level == 'domain' else activity.parent_id.domain_id
            activity.sector_id = activity if activity.level == 'sector' else activity.parent_id.sector_id

    @api.depends('code', 'local_key', 'parent_id.sort_key')
    def _compute_sort_key(self):
        for activity in self:
            # provisional activities, which have no code, after the official ones of their sector
            own = activity.code or f"~{activity.local_key or ''}"
            activity.sort_key = f"{activity.parent_id.sort_key}.{own}" if activity.parent_id else own

    @api.depends('date_start', 'date_end', 'edition_id.date_start', 'edition_id.date_end', 'replaced_by_id')
    def _compute_is_expired(self):
        today = today_in_algeria()
        for activity in self:
            activity.is_expired = not activity._is_valid_on(today)

    def _search_is_expired(self, operator, value):
        if operator != 'in':
            return NotImplemented
        return ~self._get_valid_domain(today_in_algeria())

    @api.depends('name', 'code', 'is_official', 'level')
    def _compute_display_name(self):
        for activity in self:
            shows_code = activity.code and (activity.is_official or activity.level == 'sector')
            activity.display_name = f"{activity.code} {activity.name}" if shows_code else activity.name

    @api.model
    def _search_display_name(self, operator, value):
        domain = Domain(super()._search_display_name(operator, value))
        if operator not in ('ilike', 'not ilike') or not isinstance(value, str) or not normalise(value):
            return domain
        words = normalise(value).split()
        found = Domain('code', '=like', f'{words[0]}%') | Domain.AND(self._get_word_domain(word) for word in words)
        return domain & ~found if operator == 'not ilike' else domain | found

    @api.model
    def _get_word_domain(self, word):
        """Return the domain of the activities one of whose names, in any language, holds a folded word."""
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "chamber_normalise(jsonb_path_query_array(%s, '$.*')::text) LIKE %s",
                SQL.identifier(alias, 'name'), f'%{word}%'),
            predicate=lambda activity: any(word in normalise(name) for name in activity._get_names()))

    @api.constrains('level', 'parent_id')
    def _check_parent_level(self):
        for activity in self:
            if activity.parent_id.level != self.LEVELS[activity.level]:
                raise ValidationError(self.env._(
                    "“%(name)s”: an activity belongs to a sector, a sector to a domain, a domain to nothing.",
                    name=activity.name))

    @api.constrains('code', 'parent_id', 'level', 'is_official')
    def _check_code_sector(self):
        for activity in self.filtered(lambda activity: activity.level == 'activity' and activity.code):
            if not re.fullmatch(r'[0-9]{7}', activity.code) or activity.code[:2] != activity.parent_id.code:
                raise ValidationError(self.env._(
                    "The code %(code)s does not start with the two digits of the sector “%(sector)s”.",
                    code=activity.code, sector=activity.parent_id.display_name))

    def _get_names(self):
        """Return the names of the activity in every language."""
        self.ensure_one()
        return [self.with_context(lang=code).name for code, __ in self.env['res.lang'].get_installed()]

    def _is_valid_on(self, on_date):
        """Tell whether the activity may be chosen on a day: its own dates, else those of its edition."""
        self.ensure_one()
        date_start = self.date_start or self.edition_id.date_start
        date_end = min(filter(None, (self.date_end, self.edition_id.date_end)), default=None)
        return (not date_start or date_start <= on_date) and (not date_end or on_date <= date_end)

    @api.model
    def _get_valid_domain(self, on_date):
        """Return the domain of the activities that may be chosen on a day."""
        own_start = Domain('date_start', '<=', on_date)
        edition_start = Domain('edition_id.date_start', '=', False) | Domain('edition_id.date_start', '<=', on_date)
        return (
            (own_start | (Domain('date_start', '=', False) & edition_start))
            & (Domain('date_end', '=', False) | Domain('date_end', '>=', on_date))
            & (Domain('edition_id.date_end', '=', False) | Domain('edition_id.date_end', '>=', on_date))
        )

    def _check_choosable_on(self, on_date):
        """Raise UserError when one of these is not an activity in force on a day, naming what replaces it."""
        for activity in self:
            if activity.level != 'activity':
                raise UserError(self.env._("“%(name)s” is not an activity: choose one below it.", name=activity.display_name))
            if activity._is_valid_on(on_date):
                continue
            if activity.replaced_by_id:
                raise UserError(self.env._(
                    "The activity “%(name)s” is no longer in force on %(date)s: it is replaced by “%(new)s”.",
                    name=activity.display_name, new=activity.replaced_by_id.display_name,
                    date=on_date.strftime('%d/%m/%Y')))
            raise UserError(self.env._(
                "The activity “%(name)s” is not in force on %(date)s.",
                name=activity.display_name, date=on_date.strftime('%d/%m/%Y')))
