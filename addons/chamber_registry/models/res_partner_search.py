from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import identifiers
from ..tools.text import SQL_FUNCTION, normalise


class ResPartner(models.Model):
    _inherit = 'res.partner'

    registrant_search_key = fields.Char(
        compute='_compute_registrant_search_key', store=True, prefetch=False, exportable=False,
        help="Names in both scripts, numbers and telephone, folded for search.")

    _registrant_search_key_trigram = models.Index("USING gin (registrant_search_key gin_trgm_ops)")

    def init(self):  # pylint: disable=missing-return  # nothing to return
        super().init()
        self.env.cr.execute(SQL(SQL_FUNCTION))

    @api.depends(lambda self: self._get_search_key_depends())
    def _compute_registrant_search_key(self):
        for partner in self:
            parts = partner._get_search_key_parts() if partner.is_registrant else []
            partner.registrant_search_key = normalise(' '.join(filter(None, parts))) or False

    @api.model
    def _get_search_key_depends(self):
        """Return the names of the fields that the search key is computed from."""
        return ['is_registrant', 'name', 'name_latin', 'ref', 'phone']

    def _get_search_key_parts(self):
        """Return the texts by which a registrant is found. Never a NIN."""
        self.ensure_one()
        national = identifiers.phone_national(self.phone)
        return [self.name, self.name_latin, self.ref, national, national and f'213{national[1:]}']

    @api.model
    def _search_display_name(self, operator, value):
        domain = Domain(super()._search_display_name(operator, value))
        if operator not in ('ilike', 'not ilike') or not isinstance(value, str) or not normalise(value):
            return domain
        found = self._get_search_key_domain(value) | self._get_exact_nin_domain(value)
        return domain & ~found if operator == 'not ilike' else domain | found

    @api.model
    def _get_search_key_domain(self, text):
        """Return the domain of the registrants whose key holds each word of a text, in any order."""
        try:
            words = [identifiers.phone_national(text) or identifiers.to_digits(text)]
        except identifiers.IdentifierError:
            words = normalise(text).split()
        return Domain.AND(Domain('registrant_search_key', 'like', word) for word in words)

    @api.model
    def _get_exact_nin_domain(self, text):
        nin = self._parse_searched_nin(text)
        may_search = self.env.su or self.env.user.has_group('chamber_registry.chamber_registry_group_user')
        return Domain('nin_entry', '=', nin) if nin and may_search else Domain.FALSE
