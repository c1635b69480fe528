from odoo import api, fields, models

GROUPS = {
    'director': 'chamber_registry.chamber_registry_group_director',
    'general': 'chamber_registry.chamber_registry_group_director_general',
    'finance': 'chamber_hr_accounting.chamber_hr_accounting_group_finance_manager',
}


class ChamberPowerMixin(models.AbstractModel):
    """Who decides in a chamber, for the steps of approval of a document: always people of its own chamber.

    Who asked for the document is never among them; a step is passed over where nobody holds the power.
    """
    _name = 'chamber.power.mixin'
    _description = "Powers in a Chamber"

    power_chief_ids = fields.Many2many('res.users', string="Head of the Service", compute='_compute_power_chief_ids')
    power_director_ids = fields.Many2many('res.users', string="Director of the Chamber", compute='_compute_powers')
    power_finance_ids = fields.Many2many('res.users', string="Finance", compute='_compute_powers')
    power_general_ids = fields.Many2many('res.users', string="Director General", compute='_compute_powers')

    @api.model
    def _get_power_requester_field(self):
        """Name of the field that says who asks for the document."""
        return 'create_uid'

    @api.depends(lambda self: ['company_id', self._get_power_requester_field()])
    def _compute_powers(self):
        for company, documents in self.grouped('company_id').items():
            holders = {power: self._get_power_users(power, company) for power in GROUPS}
            national = company.chamber_kind == 'national'
            # the national chamber has its director general as director
            director = holders['general'] if national else holders['director']
            for document in documents:
                asked = document.sudo()._tier_requesters()  # who may not decide, whatever of it the reader sees
                document.power_director_ids = director - asked
                document.power_finance_ids = holders['finance'] - asked
                document.power_general_ids = False if national else holders['general'] - asked

    @api.depends(lambda self: ['company_id', self._get_power_requester_field()])
    def _compute_power_chief_ids(self):
        for document in self:
            # posts and services are not for everybody to read
            requester = document.sudo()[self._get_power_requester_field()]
            employee = requester.with_company(document.company_id).employee_id
            chief = employee.department_id.manager_id.user_id
            if not chief or chief == requester:
                chief = employee.parent_id.user_id
            document.power_chief_ids = chief - document.sudo()._tier_requesters()  # see above

    @api.model
    def _get_power_users(self, power, company):
        group_id = self.env['ir.model.data']._xmlid_to_res_id(GROUPS[power])
        return self.env['res.users'].sudo().search(  # an employee does not read the users of other services
            [('all_group_ids', 'in', group_id), ('company_ids', 'in', company.ids), ('share', '=', False)], order='id')
