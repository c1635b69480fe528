from odoo import api, fields, models

from odoo.addons.l10n_dz_bank.tools import rib

from ..tools import leave


class HrEmployee(models.Model):
    _inherit = 'hr.employee'

    dz_allowance_ids = fields.One2many(
        'dz.payroll.allowance', 'employee_id', string="Allowances", groups='payroll.group_payroll_user')
    dz_loan_ids = fields.One2many(
        'dz.payroll.loan', 'employee_id', string="Advances and Loans", groups='payroll.group_payroll_user')

    @api.constrains('bank_account_ids')
    def _check_dz_accounts(self):
        for employee in self.filtered(lambda employee: employee.company_id.country_id.code == 'DZ'):
            for account in employee.bank_account_ids:
                account._check_dz_number()

    def _dz_transfer_number(self):
        """The 20 digits of the account that wages go to, or False where there is none or it is wrong."""
        self.ensure_one()
        try:
            return rib.parse(self.primary_bank_account_id.acc_number)
        except rib.RibError:
            return False

    def action_dz_annual_leave(self):
        """Give employees the annual leave of the law, from the start of the reference year or of their contract.

        Employees who already have it, or who have no contract, are left as they are.

        :raises AccessError: for anyone who may not allocate leave
        """
        self.env['hr.leave.accrual.plan'].check_access('read')
        self.env['hr.leave.allocation'].check_access('create')
        plan = self.env.ref('l10n_dz_payroll.accrual_plan_annual')
        today = fields.Date.context_today(self)
        start = leave.reference_start(today)
        having = self.env['hr.leave.allocation'].search([
            ('employee_id', 'in', self.ids), ('accrual_plan_id', '=', plan.id), ('state', '!=', 'refuse'),
            '|', ('date_to', '=', False), ('date_to', '>=', today)]).employee_id
        allocations = self.env['hr.leave.allocation'].create([
            self._prepare_dz_annual_leave(employee, plan, start) for employee in self - having
            if employee.sudo().contract_date_start])  # contract dates are hidden from most users
        allocations.filtered(lambda allocation: allocation.state != 'validate')._action_validate()
        allocations._process_accrual_plans(today)
        return allocations._get_records_action()

    def _prepare_dz_annual_leave(self, employee, plan, start):
        since = max(start, employee.sudo().contract_date_start)  # as above
        return {
            'name': plan.time_off_type_id.name, 'employee_id': employee.id, 'holiday_status_id': plan.time_off_type_id.id,
            'allocation_type': 'accrual', 'accrual_plan_id': plan.id, 'number_of_days': 0, 'date_from': since,
            # earned from that day on, not from today
            'lastcall': since, 'actual_lastcall': since,
        }
