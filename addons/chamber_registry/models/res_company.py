from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

REPUBLIC = {
    'ar': "الجمهورية الجزائرية الديمقراطية الشعبية",
    'fr': "République algérienne démocratique et populaire",
}


class ResCompany(models.Model):
    _inherit = 'res.company'

    chamber_kind = fields.Selection([('national', "National chamber"), ('wilaya', "Wilaya chamber")], index=True)
    chamber_code = fields.Char(help="Code of the chamber: the two digits of its wilaya, or CN for the national chamber.")
    name_ar = fields.Char(string="Arabic name")
    name_fr = fields.Char(string="French name")
    seat_ar = fields.Char(string="Seat (Arabic)")
    seat_fr = fields.Char(string="Seat (French)")
    director_id = fields.Many2one('res.users')
    president_id = fields.Many2one('res.partner')
    president_name = fields.Char(
        string="Name of the president", compute='_compute_president_name', store=True, readonly=False)
    coverage_ids = fields.One2many('chamber.coverage', 'company_id', string="Covered wilayas")

    _chamber_code_unique = models.UniqueIndex(
        '(chamber_code) WHERE chamber_code IS NOT NULL', "Two chambers cannot have the same code.")
    _chamber_has_code = models.Constraint(
        'CHECK (chamber_kind IS NULL OR chamber_code IS NOT NULL)', "A chamber needs a code.")

    @api.depends('president_id')
    def _compute_president_name(self):
        for company in self:
            company.president_name = company.president_id.name or company.president_name

    @api.constrains('chamber_kind', 'parent_id')
    def _check_chamber_parent(self):
        for company in self.filtered(lambda company: company.chamber_kind == 'wilaya'):
            if company.parent_id.chamber_kind != 'national':
                raise ValidationError(self.env._(
                    "The wilaya chamber %(chamber)s must be a branch of the national chamber.", chamber=company.name))

    def cache_invalidation_fields(self):
        # the code is kept with the format of the chamber's numbers
        return super().cache_invalidation_fields() | {'chamber_code'}

    @api.model
    def _get_chamber_of(self, state, on_date=None):
        """Return the chamber that covers a wilaya on a day (today by default), or no company.

        Coverage is public knowledge, so it is read whatever the chambers of the user.
        """
        on_date = on_date or today_in_algeria()
        # sudo: which chamber covers which wilaya is no secret, while companies are hidden from other chambers
        coverage = self.env['chamber.coverage'].sudo().search(
            Domain('state_id', '=', state.id) & self.env['chamber.coverage']._get_date_domain(on_date), limit=1)
        return coverage.company_id.with_env(self.env)

    def _get_official_header_lines(self, lang):
        """Lines of the header of official documents: the Republic and the chamber, unless others are set."""
        if not self.chamber_kind or self.official_header_ar or self.official_header_fr:
            return super()._get_official_header_lines(lang)
        return [REPUBLIC[lang], self._get_chamber_name(lang)]

    def _get_official_city(self, lang):
        """The seat of the chamber in the language of the line."""
        seat = self.seat_ar if lang == 'ar' else self.seat_fr
        return seat if self.chamber_kind and seat else super()._get_official_city(lang)

    @api.model
    def _get_login_chamber(self):
        """The national chamber, whose name stands on the page of connection."""
        # nobody is connected there, and the name is no secret
        return self.sudo().search([('chamber_kind', '=', 'national')], limit=1)

    def _get_chamber_name(self, lang):
        """Return the name printed on documents: in Arabic for an Arabic language code, in French otherwise."""
        self.ensure_one()
        return (self.name_ar if (lang or '').startswith('ar') else self.name_fr) or self.name
