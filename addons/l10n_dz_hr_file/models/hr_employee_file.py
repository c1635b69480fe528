from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from ..tools import counted, service

OFFICER = 'hr.group_hr_user'


class HrEmployee(models.Model):
    _inherit = 'hr.employee'

    dz_birth_state_id = fields.Many2one(
        'res.country.state', string="Wilaya of Birth", domain=[('country_id.code', '=', 'DZ')], groups=OFFICER,
        ondelete='restrict')
    dz_birth_city_id = fields.Many2one(
        'res.city', string="Commune of Birth", groups=OFFICER, ondelete='restrict',
        domain="[('state_id', '=?', dz_birth_state_id), ('country_id.code', '=', 'DZ')]")
    dz_father_name = fields.Char(string="Father's First Name", groups=OFFICER)
    dz_mother_name = fields.Char(string="Mother's Full Name", groups=OFFICER)
    dz_national_service = fields.Selection(
        [('done', "Done"), ('exempted', "Exempted"), ('deferred', "Deferred"), ('serving', "Being Done"),
         ('none', "Not Concerned")], string="National Service", groups=OFFICER)
    dz_child_ids = fields.One2many('dz.hr.child', 'employee_id', string="Children", groups=OFFICER)
    dz_diploma_ids = fields.One2many('dz.hr.diploma', 'employee_id', string="Diplomas", groups=OFFICER)
    dz_language_ids = fields.One2many('dz.hr.language', 'employee_id', string="Languages", groups=OFFICER)
    dz_document_ids = fields.One2many('dz.hr.document', 'employee_id', string="Papers", groups=OFFICER)
    dz_missing_kind_ids = fields.Many2many(
        'dz.hr.document.kind', string="Missing Papers", compute='_compute_dz_missing', compute_sudo=True, groups=OFFICER)
    dz_is_incomplete = fields.Boolean(
        string="Papers Missing", compute='_compute_dz_missing', compute_sudo=True, search='_search_dz_is_incomplete',
        groups=OFFICER)
    dz_decision_ids = fields.One2many('dz.hr.decision', 'employee_id', string="Decisions", groups=OFFICER)
    dz_decision_count = fields.Integer(string="Signed Decisions", compute='_compute_dz_decision_count', groups=OFFICER)
    dz_hired_date = fields.Date(string="Recruited on", compute='_compute_dz_service', compute_sudo=True, groups=OFFICER)
    dz_seniority = fields.Char(string="Seniority", compute='_compute_dz_service', compute_sudo=True, groups=OFFICER)
    dz_alert_trial = fields.Date(string="Trial Ends", compute='_compute_dz_alerts', groups=OFFICER)
    dz_alert_contract = fields.Date(string="Contract Ends", compute='_compute_dz_alerts', groups=OFFICER)
    dz_alert_retirement = fields.Date(string="Retirement Age", compute='_compute_dz_alerts', groups=OFFICER)

    @api.onchange('dz_birth_city_id')
    def _onchange_dz_birth_city_id(self):
        if self.dz_birth_city_id:
            self.dz_birth_state_id = self.dz_birth_city_id.state_id

    @api.depends('version_ids.contract_date_start', 'version_ids.contract_date_end')
    @api.depends_context('lang')
    def _compute_dz_service(self):
        for employee in self:
            employee.dz_hired_date = min((start for start, _end in employee._dz_contracts()), default=False)
            employee.dz_seniority = employee._dz_seniority_text((self.env.lang or '')[:2], today_in_algeria())

    def _dz_contracts(self):
        """Contracts of a person, {(first day, last day or False)}."""
        return {(version.contract_date_start, version.contract_date_end) for version in self.version_ids
                if version.contract_date_start}

    def _dz_seniority_text(self, language, day):
        """Years and months of service up to a day, in words of a language."""
        years, months, _days = service.served(self._dz_contracts(), day)
        if language == 'ar':
            parts = [counted.counted(number, forms) for number, forms in (
                (years, counted.YEARS), (months, counted.MONTHS)) if number]
            return ' و'.join(parts) or '—'
        if language == 'fr':
            return f'{years} an(s) et {months} mois' if years else f'{months} mois'
        return self.env._("%(years)s years, %(months)s months", years=years, months=months)

    def _dz_count_children(self):
        """Keep the number of dependent children of the file in step with the list."""
        counts = dict(self.env['dz.hr.child'].sudo()._read_group(  # whoever may write children changes their number
            [('employee_id', 'in', self.ids), ('is_dependent', '=', True)], ['employee_id'], ['__count']))
        for employee in self.sudo():  # as above
            employee.children = counts.get(employee, 0)

    @api.depends('dz_document_ids.kind_id', 'dz_document_ids.date_end', 'sex', 'marital', 'dz_child_ids', 'contract_date_end')
    def _compute_dz_missing(self):
        today = today_in_algeria()
        wanted = self.env['dz.hr.requirement']._in_force(self.company_id, today)
        held = defaultdict(set)
        for employee, kind in self.env['dz.hr.document']._read_group(
                Domain('employee_id', 'in', self.ids) & (Domain('date_end', '=', False) | Domain('date_end', '>=', today)),
                ['employee_id', 'kind_id']):
            held[employee.id].add(kind.id)
        for employee in self:
            missing = wanted.filtered(lambda requirement, employee=employee: requirement._wants(employee)).kind_id.filtered(
                lambda kind, employee=employee: kind.id not in held[employee._origin.id])
            employee.dz_missing_kind_ids = missing
            employee.dz_is_incomplete = bool(missing)

    @api.model
    def _search_dz_is_incomplete(self, operator, value):
        if operator != 'in':
            return NotImplemented
        employees = self.search([('company_id', 'in', self.env.companies.ids)])
        return [('id', 'in', employees.filtered('dz_is_incomplete').ids)]

    def _compute_dz_decision_count(self):
        counts = dict(self.env['dz.hr.decision']._read_group(
            [('employee_id', 'in', self.ids), ('state', 'in', ('signed', 'applied', 'undone'))], ['employee_id'], ['__count']))
        for employee in self:
            employee.dz_decision_count = counts.get(employee, 0)

    def _compute_dz_alerts(self):
        today = today_in_algeria()
        deadlines = defaultdict(dict)
        for deadline in self.env['dz.hr.deadline'].search(
                [('employee_id', 'in', self.ids), ('date_notice', '<=', today)]):
            deadlines[deadline.employee_id.id].setdefault(deadline.kind, deadline.date)
        for employee in self:
            found = deadlines[employee._origin.id]
            employee.dz_alert_trial = found.get('trial')
            employee.dz_alert_contract = found.get('contract')
            employee.dz_alert_retirement = found.get('retirement') or found.get('retirement_women')

    def action_dz_decisions(self):
        """Open the decisions about a person."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('l10n_dz_hr_file.dz_hr_decision_action')
        return {**action, 'domain': [('employee_id', '=', self.id)], 'context': {
            'default_employee_id': self.id, 'default_company_id': self.company_id.id}}
