from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.wage import centimes, exact


class DzPayrollLoan(models.Model):
    _name = 'dz.payroll.loan'
    _description = "Advance or Loan to an Employee"
    _inherit = ['mail.thread']
    _order = 'date desc, id desc'
    _check_company_auto = True

    name = fields.Char(required=True, default=lambda self: self.env._("Advance on wages"))
    employee_id = fields.Many2one('hr.employee', required=True, index=True, ondelete='restrict', check_company=True)
    company_id = fields.Many2one('res.company', required=True, index=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related='company_id.currency_id')
    date = fields.Date(required=True, default=fields.Date.context_today)
    amount = fields.Monetary(required=True)
    installments = fields.Integer(string="Months", required=True, default=1)
    first_month = fields.Date(
        string="First Repayment", required=True, default=lambda self: fields.Date.context_today(self).replace(day=1))
    state = fields.Selection(
        [('draft', "Draft"), ('granted', "Granted"), ('cancelled', "Cancelled")], string="Status", default='draft',
        required=True, readonly=True, copy=False, tracking=True)
    line_ids = fields.One2many('dz.payroll.loan.line', 'loan_id', string="Repayments", readonly=True, copy=False)
    amount_repaid = fields.Monetary(compute='_compute_amounts')
    amount_due = fields.Monetary(string="Still Due", compute='_compute_amounts')

    _amount_positive = models.Constraint('CHECK (amount > 0)', "A loan must be greater than 0.")
    _installments_positive = models.Constraint(
        'CHECK (installments BETWEEN 1 AND 120)', "A loan is repaid in 1 to 120 months.")

    @api.depends('line_ids.amount', 'line_ids.payslip_id', 'state')
    def _compute_amounts(self):
        for loan in self:
            repaid = sum(loan.line_ids.filtered('payslip_id').mapped('amount'))
            loan.amount_repaid = repaid
            loan.amount_due = loan.amount - repaid if loan.state == 'granted' else 0.0

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(values.get('state', 'draft') != 'draft' for values in vals_list):
            raise UserError(self.env._("A loan is granted and cancelled by its buttons only."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            if 'state' in vals or 'line_ids' in vals:
                raise UserError(self.env._("A loan is granted and cancelled by its buttons only."))
            fixed = {'employee_id', 'company_id', 'amount', 'installments', 'first_month', 'date'}
            if fixed & vals.keys() and any(loan.state != 'draft' for loan in self):
                raise UserError(self.env._("A loan that has been granted can no longer be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(loan.state != 'draft' for loan in self):
            raise UserError(self.env._("Only a draft loan can be deleted."))

    def action_grant(self):
        """Grant a draft loan: lay down its repayments, equal parts with the centimes in the last one.

        :raises UserError: for a loan that is not a draft
        :raises AccessError: for anyone but a payroll manager
        """
        self._check_manager()
        if any(loan.state != 'draft' for loan in self):
            raise UserError(self.env._("Only a draft loan can be granted."))
        for loan in self.sudo():  # rights and state checked above
            loan.line_ids = [fields.Command.create(values) for values in loan._prepare_schedule()]
            loan.state = 'granted'

    def action_cancel(self):
        """Give up what is still due of a loan.

        :raises AccessError: for anyone but a payroll manager
        """
        self._check_manager()
        for loan in self.sudo():  # rights checked above
            loan.line_ids.filtered(lambda line: not line.payslip_id).unlink()
            loan.state = 'cancelled'

    def _check_manager(self):
        self.check_access('write')
        self.env['hr.payslip.run']._check_dz_manager()

    def _prepare_schedule(self):
        part = centimes(exact(self.amount) / self.installments)
        first = self.first_month.replace(day=1)
        amounts = [part] * (self.installments - 1)
        amounts.append(centimes(exact(self.amount)) - sum(amounts))
        return [
            {'date': first + relativedelta(months=number), 'amount': float(amount)}
            for number, amount in enumerate(amounts)]


class DzPayrollLoanLine(models.Model):
    _name = 'dz.payroll.loan.line'
    _description = "Repayment of an Advance or Loan"
    _order = 'date, id'
    _rec_name = 'date'

    loan_id = fields.Many2one('dz.payroll.loan', required=True, index=True, ondelete='cascade')
    employee_id = fields.Many2one(related='loan_id.employee_id', store=True, index=True)
    company_id = fields.Many2one(related='loan_id.company_id', store=True, index=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    date = fields.Date(string="Month", required=True)
    amount = fields.Monetary(required=True)
    payslip_id = fields.Many2one('hr.payslip', string="Repaid by", readonly=True, index='btree_not_null', ondelete='restrict')

    @api.model
    def _due(self, employees, company, day, corrected):
        """Repayments due on or before a day and not made yet, by employee id, oldest first.

        :param corrected: payslips that are being replaced: what they repaid is due again
        """
        due = {}
        for line in self.search(
                Domain('employee_id', 'in', employees.ids) & Domain('company_id', '=', company.id)
                & Domain('date', '<=', day) & (
                    (Domain('payslip_id', '=', False) & Domain('loan_id.state', '=', 'granted'))
                    | Domain('payslip_id', 'in', corrected.ids))):
            due.setdefault(line.employee_id.id, []).append(line)
        return due
