import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

# as displayed: "commune (wilaya)"; the closing sign may not be typed yet
_WITH_WILAYA = re.compile(r'\s*([^()]+?)\s*\(\s*([^()]+?)\s*\)?\s*')


class ResCity(models.Model):
    _name = 'res.city'
    _inherit = ['res.city', 'territory.name.mixin']
    _rec_names_search = ['name', 'zipcode', 'ons_code']

    _territory_identity = 'ons_code'

    state_id = fields.Many2one(compute='_compute_state_id', store=True, readonly=False, index=True)
    ons_code = fields.Char(
        "ONS Code", copy=False, help="Four-digit code of the commune by the Office national des statistiques.")
    period_ids = fields.One2many('res.city.wilaya.period', 'city_id', "Wilayas over Time", copy=True)

    _ons_code_uniq = models.UniqueIndex(
        '(country_id, ons_code) WHERE ons_code IS NOT NULL', "This code already names another commune.")

    @api.depends('period_ids.state_id', 'period_ids.date_start')
    def _compute_state_id(self):
        states = self._get_states_on()
        for city in self:
            city.state_id = states[city] or city.state_id

    @api.depends('ons_code', 'state_id.name')
    def _compute_display_name(self):
        communes = self.filtered(lambda city: city.ons_code and city.state_id)
        for city in communes:
            city.display_name = f'{city.name} ({city.state_id.name})'
        return super(ResCity, self - communes)._compute_display_name()

    @api.model
    def _search_display_name(self, operator, value):
        domain = super()._search_display_name(operator, value)
        if operator not in ('ilike', '=', 'in'):
            return domain
        values = value if operator == 'in' else [value]
        exact = 'ilike' if operator == 'ilike' else '='
        typed = [_WITH_WILAYA.fullmatch(text) for text in values if isinstance(text, str)]
        return Domain.OR([domain, *(
            super(ResCity, self)._search_display_name(exact, match[1])
            & Domain('state_id', 'any', [('any_name', exact, match[2])])
            for match in typed if match
        )])

    @api.constrains('state_id')
    def _check_state_id(self):
        states = self.filtered('period_ids')._get_states_on()
        for city, state in states.items():
            if state and city.state_id != state:
                raise ValidationError(self.env._(
                    "%(commune)s has dated wilayas: add a period instead of changing its wilaya.", commune=city.name))

    def _get_states_on(self, on=None):
        """{commune: its wilaya on ``on``} (map code, edition, date, or nothing for today); empty where unknown.

        :raise ValueError: no map has this code
        """
        day = self.env['res.territory.edition']._get_date(on)
        result = {}
        for city in self:
            periods = city.period_ids.filtered(lambda period: period.date_start and period.date_start <= day)
            result[city] = periods.sorted('date_start')[-1:].state_id
        return result

    def _get_state_on(self, on=None):
        """The wilaya of this commune on ``on`` (map code, edition, date, or nothing for today)."""
        self.ensure_one()
        return self._get_states_on(on)[self]

    @api.model
    def _cron_apply_periods(self):
        """Give each commune the wilaya of today, on the day a new period starts."""
        cities = self.search([('period_ids', '!=', False)])
        for city, state in cities._get_states_on().items():
            if state and state != city.state_id:
                city.state_id = state
