from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools import nin

OFFICER = 'hr.group_hr_user'
# first character of a drawing (SVG) in base64, as odoo.tools.image knows it
DRAWN = b'P'
NAME_PARTS = ('dz_last_name', 'dz_first_name', 'dz_last_name_ar', 'dz_first_name_ar')


class HrEmployee(models.Model):
    _inherit = 'hr.employee'
    _rec_names_search = ['name', 'dz_name_ar']

    dz_matricule = fields.Char(
        string="Registration Number", readonly=True, copy=False, groups=OFFICER, index='btree_not_null')
    dz_last_name = fields.Char(string="Last Name (Latin)", groups=OFFICER)
    dz_first_name = fields.Char(string="First Name (Latin)", groups=OFFICER)
    dz_last_name_ar = fields.Char(string="Last Name (Arabic)", groups=OFFICER)
    dz_first_name_ar = fields.Char(string="First Name (Arabic)", groups=OFFICER)
    dz_name_ar = fields.Char(string="Arabic Name", compute='_compute_dz_name_ar', store=True, precompute=True)
    # read by no user: only the last digits are shown
    dz_nin = fields.Char(string="Identification Number", size=nin.LENGTH, groups=fields.NO_ACCESS, copy=False, exportable=False)
    dz_nin_entry = fields.Char(
        string="NIN", compute='_compute_dz_nin_entry', compute_sudo=True, inverse='_inverse_dz_nin_entry',
        search='_search_dz_nin_entry', groups=OFFICER,
        help="National identification number. Type all 18 digits; only the last four are shown afterwards.")

    _dz_matricule_once = models.UniqueIndex(
        '(company_id, dz_matricule) WHERE dz_matricule IS NOT NULL', "This number is already taken in the company.")
    _dz_nin_format = models.Constraint("CHECK (dz_nin ~ '^[0-9]{18}$')", "The NIN has 18 digits.")
    _dz_nin_once = models.UniqueIndex(
        '(company_id, dz_nin) WHERE dz_nin IS NOT NULL', "Another employee of the company has this NIN.")

    @api.depends('dz_last_name_ar', 'dz_first_name_ar')
    def _compute_dz_name_ar(self):
        for employee in self:
            employee.dz_name_ar = ' '.join(
                filter(None, [employee.dz_first_name_ar, employee.dz_last_name_ar])) or False

    @api.depends('name', 'dz_name_ar')
    @api.depends_context('lang')
    def _compute_display_name(self):  # pylint: disable=missing-return  # nothing to return
        super()._compute_display_name()
        if (self.env.lang or '').startswith('ar') and self.browse().has_access('read'):
            for employee in self.filtered('dz_name_ar'):
                employee.display_name = employee.dz_name_ar

    @api.depends('dz_nin')
    def _compute_dz_nin_entry(self):
        for employee in self:
            employee.dz_nin_entry = nin.masked(employee.dz_nin)

    def _inverse_dz_nin_entry(self):
        for employee in self:
            if nin.MASK not in (employee.dz_nin_entry or ''):
                # sudo: no user writes the number itself; the right to write this entry was checked
                employee.sudo().dz_nin = self._parse_nin(employee.dz_nin_entry) or False

    @api.model
    def _parse_nin(self, text):
        try:
            return nin.parse(text)
        except nin.NinError as error:
            raise ValidationError(self.env._("A NIN has 18 digits, not all the same.")) from error

    @api.model
    def _search_dz_nin_entry(self, operator, value):
        """Whole numbers only: a search on a part would guess the digits."""
        if operator not in ('in', 'ilike'):
            return NotImplemented
        numbers = set()
        for text in value if operator == 'in' else [value]:
            try:
                numbers.add(nin.parse(text) if text else False)
            except nin.NinError:
                continue
        if operator == 'ilike':
            numbers.discard(False)
        # sudo: exact search on a field that no user reads; what is found still passes the rules
        return Domain('id', 'in', self.sudo().with_context(active_test=False)._search(Domain('dz_nin', 'in', list(numbers))))

    @api.onchange(*NAME_PARTS)
    def _onchange_dz_name(self):
        name = self._dz_compose_name({part: self[part] for part in NAME_PARTS})
        if name:
            # the legal name of who is being typed in follows letter by letter, until another one is written
            if self.legal_name == self.name:
                self.legal_name = name
            self.name = name

    @api.model
    def _dz_compose_name(self, parts):
        latin = [parts.get('dz_first_name'), parts.get('dz_last_name')]
        arabic = [parts.get('dz_first_name_ar'), parts.get('dz_last_name_ar')]
        return ' '.join(filter(None, latin)) or ' '.join(filter(None, arabic))

    def _sync_user(self, user, employee_has_image=False):
        """What a person takes from his user, without a drawn portrait.

        Who may not write views may not store drawings: his copy would be kept as plain text, and shown broken.
        """
        values = super()._sync_user(user, employee_has_image)
        if (values.get('image_1920') or b'')[:1] == DRAWN:
            del values['image_1920']
        return values

    def _dz_full_name(self, language):
        """Name in a language, 'ar' or 'fr'; the other one where it is not known."""
        self.ensure_one()
        latin = ' '.join(filter(None, [self.dz_first_name, self.dz_last_name])) or self.name
        return self.dz_name_ar or latin if language == 'ar' else latin

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get('dz_matricule') and not self.env.su:
                raise UserError(self.env._("Registration numbers are given by the system."))
            if not vals.get('name') and (name := self._dz_compose_name(vals)):
                vals['name'] = name
        employees = super().create(vals_list)
        employees.filtered(
            lambda employee: employee.sudo().company_id.country_id.code == 'DZ')._dz_give_matricule()  # country alone
        return employees

    def write(self, vals):
        if 'dz_matricule' in vals and not self.env.su:
            raise UserError(self.env._("Registration numbers are given by the system."))
        if 'company_id' in vals and any(
                employee.dz_matricule and employee.company_id.id != vals['company_id'] for employee in self.sudo()):
            raise UserError(self.env._(
                "A person leaves one company by a decision and is recruited by the other: the company does not change."))
        result = super().write(vals)
        if vals.keys() & set(NAME_PARTS) and 'name' not in vals:
            for employee in self:
                if name := self._dz_compose_name({part: employee[part] for part in NAME_PARTS}):
                    employee.name = name
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_dz_numbered(self):
        if any(employee.sudo().dz_matricule for employee in self):  # hidden from some
            raise UserError(self.env._("A registration number stays taken: archive the person instead."))

    def action_dz_give_matricule(self):
        """Number the persons who have no registration number yet.

        :raises AccessError: for anyone who may not write them
        """
        self.check_access('write')
        self._dz_give_matricule()

    def _dz_give_matricule(self):
        for employee in self.sudo().filtered(lambda employee: not employee.dz_matricule):  # numbers come from the system
            number = self.env['dz.hr.counter'].sudo()._next(employee.company_id, 'matricule')
            employee.dz_matricule = f'{number:05}'
