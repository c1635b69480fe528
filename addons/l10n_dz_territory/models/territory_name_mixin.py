from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..tools.latin_arabic import search_key


class TerritoryNameMixin(models.AbstractModel):
    """Official names in both languages, other spellings, and a search that forgives diacritics."""

    _name = 'territory.name.mixin'
    _description = "Territory Names"

    _territory_identity = None
    """Name of the field that is filled on the official records only."""

    official_name_ar = fields.Char("Official Name (Arabic)")
    official_name_fr = fields.Char("Official Name (French)")
    official_name = fields.Char(compute='_compute_official_name')
    aliases = fields.Char("Other Spellings", help="Older names and other spellings, separated by |.")
    names_source = fields.Char("Text of the Names", translate=True, help="Text that gives the official names.")
    confidence = fields.Selection(
        [('high', "High"), ('medium', "Medium"), ('low', "Low")], default='high',
        help="How sure this record is. Check medium and low ones against the Journal officiel.")
    search_key = fields.Char(compute='_compute_search_key', store=True, index='trigram')
    any_name = fields.Char(
        "Name in Any Spelling", compute='_compute_any_name', search='_search_any_name',
        help="Searches the usual, official and other names in both scripts, without diacritics.")

    @api.depends('official_name_ar', 'official_name_fr')
    @api.depends_context('lang')
    def _compute_official_name(self):
        arabic = (self.env.lang or '').startswith('ar')
        for place in self:
            names = [place.official_name_fr, place.official_name_ar]
            place.official_name = names[arabic] or names[not arabic]

    @api.depends('name', 'official_name_ar', 'official_name_fr', 'aliases')
    def _compute_search_key(self):
        for place in self:
            names = [place.with_context(lang='en_US').name, place.official_name_ar, place.official_name_fr,
                     *(place.aliases or '').split('|')]
            keys = dict.fromkeys(filter(None, map(search_key, names)))
            place.search_key = f"|{'|'.join(keys)}|" if keys else False

    @api.depends('name')
    def _compute_any_name(self):
        for place in self:
            place.any_name = place.name

    def _search_any_name(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        return Domain('name', operator, value) | self._get_search_key_domain(operator, value)

    @api.model
    def _get_search_key_domain(self, operator, value):
        """Domain on the search key for ``operator`` (ilike, =, in); nothing for others."""
        if operator == 'in':
            return Domain.OR(self._get_search_key_domain('=', name) for name in value if isinstance(name, str))
        key = search_key(value) if isinstance(value, str) else ''
        if not key or operator not in ('ilike', '='):
            return Domain.FALSE
        return Domain('search_key', 'like', f'|{key}|' if operator == '=' else key)

    @api.model
    def _search_display_name(self, operator, value):
        domain = super()._search_display_name(operator, value)
        if operator in Domain.NEGATIVE_OPERATORS or not value:
            return domain
        return domain | self._get_search_key_domain(operator, value)

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get(self._territory_identity) for vals in vals_list):
            self._check_territory_editor()
        return super().create(vals_list)

    def write(self, vals):
        if vals.get(self._territory_identity) or any(place[self._territory_identity] for place in self):
            self._check_territory_editor()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_official(self):
        if any(place[self._territory_identity] for place in self):
            self._check_territory_editor()

    @api.model
    def _check_territory_editor(self):
        """Refuse everyone but the administrators.

        :raise AccessError: for any other user
        """
        if not (self.env.su or self.env.user.has_group('base.group_system')):
            raise AccessError(self.env._("Only an administrator may change the official wilayas and communes."))
