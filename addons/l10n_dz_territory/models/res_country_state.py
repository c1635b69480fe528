from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class ResCountryState(models.Model):
    _name = 'res.country.state'
    _inherit = ['res.country.state', 'territory.name.mixin']

    _territory_identity = 'territory_key'

    name = fields.Char(translate=True)
    territory_key = fields.Char(
        copy=False, help="What identifies this wilaya for ever: its code may change, this key does not.")
    edition_id = fields.Many2one('res.territory.edition', "Created With", ondelete='restrict', index='btree_not_null')
    creating_text = fields.Char(related='edition_id.creating_text')
    date_start = fields.Date("Exists From", compute='_compute_date_start', store=True, readonly=False)
    date_end = fields.Date("Exists Until", help="Last day; empty while the wilaya exists.")
    parent_id = fields.Many2one(
        'res.country.state', "Taken From", ondelete='restrict', index='btree_not_null',
        domain="[('country_id', '=', country_id)]", help="Wilaya of which this one was a part before it was created.")
    child_ids = fields.One2many('res.country.state', 'parent_id', "Wilayas Taken Out")
    seat_id = fields.Many2one(
        'res.city', ondelete='restrict', index='btree_not_null', domain="[('state_id', '=', id)]")
    city_count = fields.Integer("Communes", compute='_compute_city_count')
    map_code = fields.Char(
        "On the Map", compute='_compute_map_code', search='_search_map_code',
        help="Code of the map on which this wilaya appears first; search with 48, 58 or 69 for the wilayas of "
             "that map.")

    _territory_key_uniq = models.UniqueIndex(
        '(territory_key) WHERE territory_key IS NOT NULL', "This key already identifies another wilaya.")
    _date_order = models.Constraint('CHECK (date_end >= date_start)', "A wilaya cannot end before it starts.")

    @api.depends('edition_id.date_start')
    def _compute_date_start(self):
        for state in self:
            state.date_start = state.edition_id.date_start or state.date_start

    def _compute_city_count(self):
        counts = dict(self.env['res.city']._read_group([('state_id', 'in', self.ids)], ['state_id'], ['__count']))
        for state in self:
            state.city_count = counts.get(state._origin, 0)

    @api.depends('edition_id.code')
    def _compute_map_code(self):
        for state in self:
            state.map_code = state.edition_id.code

    def _search_map_code(self, operator, value):
        if operator != 'in':
            return NotImplemented
        known = self.env['res.territory.edition'].search([('code', 'in', list(value))])
        return Domain.OR(self._get_map_domain(edition) for edition in known)

    @api.depends('territory_key')
    def _compute_display_name(self):
        wilayas = self.filtered('territory_key')
        for wilaya in wilayas:
            wilaya.display_name = wilaya.name
        return super(ResCountryState, self - wilayas)._compute_display_name()

    @api.constrains('parent_id')
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A wilaya cannot come from itself."))

    @api.model
    def _get_map_domain(self, on=None):
        """Domain of the wilayas that exist on ``on`` (map code, edition, date, or nothing for today)."""
        day = self.env['res.territory.edition']._get_date(on)
        return (Domain('country_id.code', '=', 'DZ') & Domain('date_start', '<=', day)
                & (Domain('date_end', '=', False) | Domain('date_end', '>=', day)))

    @api.model
    def _get_map(self, on=None):
        """Wilayas that exist on ``on``: map code ('48', '58', '69'), edition, date, or nothing for today.

        :raise ValueError: no map has this code
        """
        return self.search(self._get_map_domain(on))

    def _get_states_on_map(self, on=None):
        """{wilaya: the wilaya of which its land is part on ``on``}; empty where there is none."""
        on_map, result = self._get_map(on), {}
        for state in self:
            ancestor = state
            while ancestor and ancestor not in on_map:
                ancestor = ancestor.parent_id
            result[state] = ancestor
        return result

    def _get_state_on_map(self, on=None):
        """The wilaya of which this one's land is part on ``on`` (itself or an ancestor)."""
        self.ensure_one()
        return self._get_states_on_map(on)[self]

    @api.model
    @api.readonly
    def get_territory_map(self, edition=None):
        """What a map screen needs: the maps there are, and the areas of the one asked for.

        :param edition: code of a map; the newest in force when empty
        :return: ``{'edition': code, 'editions': [{code, name, count}], 'areas': [{id, code, key, name,
            members: [{id, code, key, name}]}]}``; members are the wilayas of today whose land the area is
        :raise UserError: no map has this code
        """
        editions = self.env['res.territory.edition'].search(Domain.TRUE)
        today = fields.Date.context_today(self)
        chosen = editions.filtered(lambda e: e.code == edition if edition else e.date_start <= today)[-1:]
        if not chosen:
            raise UserError(self.env._("There is no map of the wilayas named %(code)s.", code=edition or today))
        areas = {}
        for state, area in self._get_map()._get_states_on_map(chosen).items():
            areas.setdefault(area, []).append(state._get_map_values())
        return {
            'edition': chosen.code,
            'editions': [{'code': e.code, 'name': e.name, 'count': e.wilaya_count} for e in editions],
            'areas': [{**area._get_map_values(), 'members': areas[area]} for area in areas if area],
        }

    def _get_map_values(self):
        self.ensure_one()
        return {'id': self.id, 'code': self.code, 'key': self.territory_key or '', 'name': self.name}

    def action_view_cities(self):
        """Open the communes of this wilaya today."""
        self.ensure_one()
        action = self.env['ir.actions.act_window']._for_xml_id('l10n_dz_territory.res_city_action_commune')
        return {**action, 'domain': [('state_id', '=', self.id)], 'context': {'default_state_id': self.id}}
