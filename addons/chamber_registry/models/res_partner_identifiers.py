from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ..tools import identifiers
from .res_partner import REGISTER_GROUP, REGISTRANT

NIN_READER_GROUP = 'chamber_registry.chamber_registry_group_nin_reader'


class ResPartner(models.Model):
    _inherit = 'res.partner'

    IDENTIFIER_PARSERS = {
        'nin': identifiers.parse_nin, 'nis': identifiers.parse_nis,
        'rib': identifiers.parse_rib, 'ccp': identifiers.parse_ccp,
    }
    REGISTRANT_PARSERS = {'vat': identifiers.parse_nif, 'phone': identifiers.parse_phone}

    # readable by no user at all, the administrator included: only _read_nin(), which keeps a journal, gives it
    nin = fields.Char(
        string="National identification number", size=identifiers.NIN_LENGTH, groups=fields.NO_ACCESS, copy=False,
        prefetch=False, exportable=False)
    nin_masked = fields.Char(
        string="Masked NIN", compute='_compute_nin_masked', compute_sudo=True, groups=REGISTER_GROUP)
    nin_entry = fields.Char(
        string="NIN", compute='_compute_nin_masked', compute_sudo=True, inverse='_inverse_nin_entry', search='_search_nin_entry',
        groups=REGISTER_GROUP,
        help="National identification number. Type all 18 digits; only the last four are shown afterwards.")
    nis = fields.Char(
        string="NIS", help="Statistical identification number: 15 digits.", groups=REGISTER_GROUP, prefetch=REGISTRANT,
        copy=False)
    rib = fields.Char(
        string="RIB", help="Bank account: 20 digits with the key.", groups=REGISTER_GROUP, copy=False, prefetch=REGISTRANT)
    ccp = fields.Char(
        string="CCP", help="Postal account and its key.", groups=REGISTER_GROUP, copy=False, prefetch=REGISTRANT)
    casnos = fields.Char(string="CASNOS number", groups=REGISTER_GROUP, copy=False, prefetch=REGISTRANT)
    registrant_doubts = fields.Text(
        string="To be checked", compute='_compute_registrant_doubts', compute_sudo=True, groups=REGISTER_GROUP)

    _nin_format = models.Constraint("CHECK (nin ~ '^[0-9]{18}$')", "The NIN has 18 digits.")
    _nin_unique = models.UniqueIndex(
        '(nin) WHERE nin IS NOT NULL AND active AND is_registrant',
        "This NIN is already that of a registrant.")

    @api.depends('nin')
    def _compute_nin_masked(self):
        for partner in self:
            partner.nin_masked = partner.nin_entry = identifiers.mask(partner.nin)

    def _inverse_nin_entry(self):
        for partner in self:
            if '•' in (partner.nin_entry or ''):
                continue
            # sudo: no user may write or read the NIN itself; write() on this entry has checked their rights
            partner.sudo().nin = partner.nin_entry

    @api.model
    def _search_nin_entry(self, operator, value):
        if operator not in ('in', 'ilike'):
            return NotImplemented
        values = value if operator == 'in' else [value]
        numbers = {self._parse_searched_nin(text) for text in values if text} - {''}
        domain = Domain('nin', 'in', list(numbers))
        if operator == 'in' and False in values:
            domain |= Domain('nin', '=', False)
        # sudo: exact search on a field that no user reads; the records found still pass the rules of the user
        return Domain('id', 'in', self.sudo().with_context(active_test=False)._search(domain))

    @api.model
    def _parse_searched_nin(self, text):
        try:
            return identifiers.parse_nin(text)
        except identifiers.IdentifierError:
            return ''

    @api.depends('nin', 'birth_date', 'registrant_type')
    def _compute_registrant_doubts(self):
        messages = {
            'repeated': self.env._("All the digits of the NIN are the same."),
            'year': self.env._("The year in the NIN is not the year of birth."),
        }
        for partner in self:
            birth_year = partner.registrant_type == 'artisan' and partner.birth_date and partner.birth_date.year
            doubts = identifiers.nin_doubts(partner.nin, birth_year) if partner.nin else []
            partner.registrant_doubts = '\n'.join(messages[doubt] for doubt in doubts)

    @api.onchange('nin_entry', 'birth_date')
    def _onchange_nin_entry(self):
        nin = self._parse_searched_nin(self.nin_entry)
        if not nin:
            return None
        # sudo: another chamber's registrant is named by chamber and number only
        if message := self.sudo()._get_nin_conflict(nin, self._origin):
            return {'warning': {'title': self.env._("NIN already in the register"), 'message': message}}
        return None

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get('nin') and vals.get('active', True) and self._is_registrant_values(vals):
                self._check_nin_free(identifiers.to_digits(vals['nin']))
        return super().create(vals_list)

    def write(self, vals):
        if {'nin', 'active', 'is_registrant'} & vals.keys():
            self._check_nin_write(vals)
        return super().write(vals)

    def _prepare_registrant_values(self, vals, is_registrant):
        vals = super()._prepare_registrant_values(vals, is_registrant)
        parsers = {**self.IDENTIFIER_PARSERS, **(self.REGISTRANT_PARSERS if is_registrant else {})}
        country = self.env['res.country'].browse(vals['country_id']) if vals.get('country_id') else self.country_id
        if country and 'DZ' not in country.mapped('code'):
            parsers.pop('vat', None)
        for fname in parsers.keys() & vals.keys():
            vals[fname] = self._parse_identifier(fname, vals[fname], parsers[fname])
        return vals

    @api.model
    def _parse_identifier(self, fname, text, parser):
        """Return what to store for an identifier; raises ValidationError with its label and the reason."""
        try:
            return parser(text or '') or False
        except identifiers.IdentifierError as error:
            label = self._fields[fname].get_description(self.env, ['string'])['string']
            raise ValidationError({
                'digits': self.env._("%(label)s: only digits are accepted.", label=label),
                'length': self.env._(
                    "%(label)s: %(expected)s digits are expected, %(found)s were typed.",
                    label=label, expected=error.expected, found=error.found),
                'key': self.env._(
                    "%(label)s: the key %(found)s does not fit the number.", label=label, found=error.found),
            }[error.reason]) from error

    def _check_nin_write(self, vals):
        # sudo: the NIN is hidden from everybody
        for partner in self.sudo():
            nin = partner._parse_identifier('nin', vals['nin'], identifiers.parse_nin) if 'nin' in vals else partner.nin
            if nin and vals.get('active', partner.active) and vals.get('is_registrant', partner.is_registrant):
                self._check_nin_free(nin, partner)

    @api.model
    def _check_nin_free(self, nin, partner=None):
        """Raise ValidationError if a NIN is that of another live registrant, saying where but not whose."""
        # sudo: the other registrant may be of a chamber that the user does not see
        if message := self.sudo()._get_nin_conflict(nin, partner):
            raise ValidationError(message)

    @api.model
    def _get_nin_conflict(self, nin, partner=None):
        """Return the sentence that says where a NIN is live, or an empty string."""
        domain = Domain('nin', '=', nin) & Domain('is_registrant', '=', True)
        if partner:
            domain &= Domain('id', 'not in', partner.ids)
        # by number: the order of names would first write those of the registrant being entered
        other = self.search(domain, limit=1, order='id')
        if not other:
            return ''
        chamber = other.chamber_id._get_chamber_name(self.env.lang)
        if number := other._get_registration_number():
            return self.env._(
                "This NIN is already live in “%(chamber)s”, number %(number)s.", chamber=chamber, number=number)
        return self.env._("This NIN is already live in “%(chamber)s”.", chamber=chamber)

    def _get_registration_number(self):
        """Return the number of the live entry in the register, or an empty string."""
        self.ensure_one()
        return ''

    def _journal_nin_reading(self, purpose):
        """Write the line of the access journal that a reading of the whole NIN needs, and return it.

        Raises AccessError without the right to read it or the registrant, UserError without a purpose
        (law 18-07 on personal data asks for a purpose for each processing).
        """
        self.ensure_one()
        if not self.env.user.has_group(NIN_READER_GROUP):
            raise AccessError(self.env._("Your role does not read whole national identification numbers."))
        self.check_access('read')
        if not (purpose or '').strip():
            raise UserError(self.env._("Say what the number is needed for."))
        return self.env['chamber.access.log']._record(self, 'nin', purpose.strip())

    def _read_nin(self, purpose):
        """Return the 18 digits of the NIN, after a line in the access journal that says who, when and what for."""
        self._journal_nin_reading(purpose)
        # sudo: the reading is allowed and journalled just above
        return self.sudo().nin or ''
