from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

REGISTER_GROUP = 'chamber_registry.chamber_registry_group_user'
# columns read together, and only where a registrant is looked at: each user is a contact too, read at every call
REGISTRANT = 'registrant'


class ResPartner(models.Model):
    _inherit = 'res.partner'

    REGISTRANT_TYPES = [
        ('artisan', "Artisan"), ('cooperative', "Craft cooperative"),
        ('enterprise_art', "Traditional or art craft enterprise"),
        ('enterprise_goods', "Goods or services craft enterprise"),
    ]

    name = fields.Char(compute='_compute_name', store=True, readonly=False, precompute=True)
    is_registrant = fields.Boolean(
        string="Registrant", index='btree_not_null', help="This contact is, or asks to be, in the register of crafts and trades.")
    registrant_type = fields.Selection(REGISTRANT_TYPES, string="Kind of registrant", tracking=True, index='btree_not_null')
    chamber_id = fields.Many2one(
        'res.company', compute='_compute_chamber_id', store=True, readonly=False, precompute=True,
        tracking=True, index='btree_not_null', ondelete='restrict', domain=[('chamber_kind', '!=', False)],
        help="Chamber whose users see this contact. Empty: an ordinary contact.")

    family_name_ar = fields.Char(string="Family name (Arabic)", tracking=True, groups=REGISTER_GROUP, prefetch=REGISTRANT)
    given_name_ar = fields.Char(string="Given name (Arabic)", tracking=True, groups=REGISTER_GROUP, prefetch=REGISTRANT)
    family_name_latin = fields.Char(string="Family name (Latin)", tracking=True, groups=REGISTER_GROUP, prefetch=REGISTRANT)
    given_name_latin = fields.Char(string="Given name (Latin)", tracking=True, groups=REGISTER_GROUP, prefetch=REGISTRANT)
    legal_name_ar = fields.Char(string="Legal name (Arabic)", tracking=True, prefetch=REGISTRANT)
    legal_name_latin = fields.Char(string="Legal name (Latin)", tracking=True, prefetch=REGISTRANT)
    name_latin = fields.Char(string="Name in Latin script", compute='_compute_name_latin', store=True, precompute=True)
    father_name_ar = fields.Char(string="Father's name (Arabic)", groups=REGISTER_GROUP, prefetch=REGISTRANT)
    father_name_latin = fields.Char(string="Father's name (Latin)", groups=REGISTER_GROUP, prefetch=REGISTRANT)
    mother_name_ar = fields.Char(string="Mother's full name (Arabic)", groups=REGISTER_GROUP, prefetch=REGISTRANT)
    mother_name_latin = fields.Char(string="Mother's full name (Latin)", groups=REGISTER_GROUP, prefetch=REGISTRANT)
    sex = fields.Selection([('male', "Male"), ('female', "Female")], groups=REGISTER_GROUP, prefetch=REGISTRANT)
    birth_date = fields.Date(string="Date of birth", tracking=True, groups=REGISTER_GROUP, prefetch=REGISTRANT)
    birth_date_presumed = fields.Boolean(
        string="Presumed", groups=REGISTER_GROUP, prefetch=REGISTRANT,
        help="Only the year of birth is known.")
    birth_place_ar = fields.Char(string="Place of birth (Arabic)", groups=REGISTER_GROUP, prefetch=REGISTRANT)
    birth_place_latin = fields.Char(string="Place of birth (Latin)", groups=REGISTER_GROUP, prefetch=REGISTRANT)
    birth_city_id = fields.Many2one('res.city', string="Commune of birth", groups=REGISTER_GROUP, prefetch=REGISTRANT)
    nationality_id = fields.Many2one(
        'res.country', groups=REGISTER_GROUP, prefetch=REGISTRANT,
        compute='_compute_nationality_id', store=True, readonly=False, precompute=True)

    _registrant_has_chamber = models.Constraint(
        'CHECK (is_registrant IS NOT TRUE OR (chamber_id IS NOT NULL AND registrant_type IS NOT NULL))',
        "A registrant has a kind and belongs to a chamber.")
    # a contact shares address and tax number with its parent: an artisan of a cooperative keeps his own
    _registrant_stands_alone = models.Constraint(
        'CHECK (is_registrant IS NOT TRUE OR parent_id IS NULL)', "A registrant is not the contact of another one.")

    @api.depends(
        'is_registrant', 'registrant_type', 'family_name_ar', 'given_name_ar', 'family_name_latin', 'given_name_latin',
        'legal_name_ar', 'legal_name_latin')
    def _compute_name(self):
        for partner in self:
            partner.name = partner._get_registrant_name('ar') or partner._get_registrant_name('latin') or partner.name

    @api.depends(
        'is_registrant', 'registrant_type', 'family_name_latin', 'given_name_latin', 'legal_name_latin')
    def _compute_name_latin(self):
        for partner in self:
            partner.name_latin = partner._get_registrant_name('latin')

    @api.depends('is_registrant')
    def _compute_chamber_id(self):
        for partner in self:
            if partner.is_registrant and not partner.chamber_id and self.env.company.chamber_kind == 'wilaya':
                partner.chamber_id = self.env.company
            else:
                partner.chamber_id = partner.chamber_id

    @api.depends('is_registrant')
    def _compute_nationality_id(self):
        algeria = self.env['ir.model.data']._xmlid_to_res_id('base.dz')
        for partner in self:
            partner.nationality_id = partner.nationality_id or (algeria if partner.is_registrant else False)

    @api.depends_context('uid', 'allowed_company_ids')
    def _compute_same_vat_partner_id(self):  # pylint: disable=missing-return  # nothing to return
        super()._compute_same_vat_partner_id()
        for partner in self:
            for fname in ('same_vat_partner_id', 'same_company_registry_partner_id'):
                # the search of base goes round the record rules: it would name registrants of other chambers
                if partner[fname] and not partner[fname].has_access('read'):
                    partner[fname] = False

    @api.constrains('birth_date')
    def _check_birth_date(self):
        today = today_in_algeria()
        for partner in self.filtered('birth_date'):
            if partner.birth_date.year < 1880 or partner.birth_date > today:
                raise ValidationError(self.env._(
                    "The date of birth %(date)s is impossible.", date=partner.birth_date.strftime('%d/%m/%Y')))

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._prepare_registrant_values(vals, self._is_registrant_values(vals)) for vals in vals_list]
        clerk = self
        if all(map(self._is_registrant_values, vals_list)):
            # following each of thousands of registrants would only flood the clerk
            clerk = self.with_context(mail_create_nosubscribe=True)
        partners = super(ResPartner, clerk).create(vals_list).with_env(self.env)
        partners._check_chamber_allowed()
        return partners

    def write(self, vals):
        all_registrants = vals.get('is_registrant') or (bool(self) and all(self.mapped('is_registrant')))
        vals = self._prepare_registrant_values(vals, all_registrants)
        self._check_chamber_change(vals)
        return super().write(vals)

    def export_data(self, fields_to_export):
        """As in Odoo; an export of registrants leaves a line in the access journal."""
        result = super().export_data(fields_to_export)
        if registrants := self.filtered('is_registrant'):
            self.env['chamber.access.log']._record_export(len(registrants), fields_to_export)
        return result

    def _creation_message(self):
        if self.is_registrant:
            return self.env._("Registrant entered.")
        return super()._creation_message()

    @api.model
    def _is_registrant_values(self, vals):
        return vals.get('is_registrant', self.env.context.get('default_is_registrant'))

    @api.model
    def _commercial_fields(self):
        return [*super()._commercial_fields(), 'chamber_id']

    def _prepare_registrant_values(self, vals, is_registrant):
        """Return the values with the address and the legal form of a registrant made consistent."""
        vals = dict(vals)
        if not is_registrant:
            return vals
        if vals.get('registrant_type'):
            vals.setdefault('is_company', vals['registrant_type'] != 'artisan')
        if vals.get('city_id'):
            city = self.env['res.city'].browse(vals['city_id'])
            vals.setdefault('city', city.name)
            vals.setdefault('state_id', city.state_id.id)
            vals.setdefault('country_id', city.country_id.id)
        return vals

    def _get_registrant_name(self, script):
        """Return the name of a registrant in one script ('ar' or 'latin'): family name first, or the legal name."""
        self.ensure_one()
        if not self.is_registrant:
            return False
        # sudo: the parts of the name are hidden from those who have no part in the register, the whole is not
        partner = self.sudo()
        if partner.registrant_type == 'artisan':
            parts = (partner[f'family_name_{script}'], partner[f'given_name_{script}'])
            return ' '.join(filter(None, parts)) or False
        return partner[f'legal_name_{script}']

    def _check_chamber_allowed(self):
        """Raise AccessError if a user without a national role put a contact into a chamber that is not their own."""
        if self.env.su or self.env.user.has_group('chamber_registry.chamber_registry_group_all_chambers'):
            return
        if self.chamber_id - self.env.companies:
            raise AccessError(self.env._("You may enter registrants of your own chamber only."))

    def _check_chamber_change(self, vals):
        """Raise AccessError when a user without a national role takes a contact out of its chamber or of the register."""
        if self.env.su or self.env.user.has_group('chamber_registry.chamber_registry_group_national'):
            return
        leaves_register = 'is_registrant' in vals and not vals['is_registrant'] and any(self.mapped('is_registrant'))
        changes_chamber = 'chamber_id' in vals and self.chamber_id - self.env['res.company'].browse(vals['chamber_id'])
        if leaves_register or changes_chamber:
            raise AccessError(self.env._("A registrant leaves its chamber by a transfer, never by hand."))
        if vals.get('chamber_id') and vals['chamber_id'] not in self.env.companies.ids:
            raise AccessError(self.env._("You may enter registrants of your own chamber only."))
