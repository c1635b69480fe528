from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date


class HrPayslipRunLine(models.Model):
    _name = 'hr.payslip.run.line'
    _description = "Employee of a Payslip Batch"
    _order = 'state desc, id'
    _rec_name = 'employee_id'

    run_id = fields.Many2one('hr.payslip.run', string="Batch", required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='run_id.company_id', store=True, precompute=True, index=True)
    employee_id = fields.Many2one('hr.employee', required=True, index=True, ondelete='restrict')
    payslip_id = fields.Many2one('hr.payslip', readonly=True, index='btree_not_null', ondelete='set null')
    corrects_id = fields.Many2one('hr.payslip', index='btree_not_null', ondelete='restrict')
    currency_id = fields.Many2one(related='company_id.currency_id')
    dz_net = fields.Monetary(related='payslip_id.dz_net')
    state = fields.Selection(
        [('waiting', "Waiting"), ('done', "Computed"), ('failed', "Not possible"), ('left_out', "Left out")],
        string="Status", default='waiting', required=True, readonly=True)
    message = fields.Char(readonly=True)

    _employee_once = models.Constraint('UNIQUE (run_id, employee_id)', "This employee is already in the batch.")
    _waiting_idx = models.Index("(run_id, id) WHERE state = 'waiting'")

    @api.constrains('employee_id', 'corrects_id', 'run_id')
    def _check_same(self):
        for line in self:
            if line.employee_id.company_id != line.run_id.company_id:
                raise ValidationError(self.env._("A batch pays the employees of one company."))
            former = line.corrects_id
            if former and (former.employee_id != line.employee_id or former.date_from != line.run_id.date_start
                           or not former.is_dz):
                raise ValidationError(self.env._("A payslip is corrected by one of the same employee and month."))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any({'state', 'payslip_id', 'message'} & values.keys() for values in vals_list):
            raise UserError(self.env._("A batch moves on by its buttons only."))
        lines = super().create(vals_list)
        if not self.env.su:
            lines._check_draft()
        return lines

    def write(self, vals):
        if not self.env.su:
            self._check_draft()
            if {'state', 'payslip_id', 'message', 'run_id'} & vals.keys():
                raise UserError(self.env._("A batch moves on by its buttons only."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self._check_draft()

    def _check_draft(self):
        if any(run.dz_state != 'draft' for run in self.run_id):
            raise UserError(self.env._("A batch that has been started can no longer be changed."))

    def action_leave_out(self):
        """Leave employees out of a computed batch; what was computed for them is cancelled.

        :raises UserError: for a batch that is not computed
        """
        self.check_access('write')
        if any(line.run_id.dz_state != 'computed' for line in self):
            raise UserError(self.env._("Employees are left out of a computed batch only."))
        self.payslip_id.action_payslip_cancel()
        self.sudo().write({'state': 'left_out', 'payslip_id': False})  # rights and state checked above

    def action_open_payslip(self):
        """Open the payslip of an employee."""
        self.ensure_one()
        self.check_access('read')
        return self.payslip_id._get_records_action()

    def _make_payslips(self):
        """Make and compute the payslips of some lines; where they are refused together, each by itself.

        A refusal is noted on its line and keeps nobody else from being paid.
        """
        if not self:
            return
        try:
            with self.env.cr.savepoint():
                self._make_payslips_at_once()
        except (UserError, ValidationError) as refusal:
            self.env.invalidate_all()
            if len(self) == 1:
                self.sudo().write({'state': 'failed', 'message': str(refusal)})  # marks are written by the job only
                return
            for line in self:
                line._make_payslips()

    def _make_payslips_at_once(self):
        run = self.run_id
        self._check_not_paid_yet()
        contracts = self._get_contracts()
        new = self.filtered(lambda line: not line.payslip_id)
        slips = self.env['hr.payslip'].sudo().with_context(  # made by the engine; the batch keeps the history
            tracking_disable=True, mail_create_nosubscribe=True).create([{
                'employee_id': line.employee_id.id, 'contract_id': contracts[line.employee_id].id,
                'struct_id': (run.struct_id or contracts[line.employee_id].struct_id).id, 'payslip_run_id': run.id,
                'date_from': run.date_start, 'date_to': run.date_end, 'company_id': run.company_id.id,
                'dz_corrects_id': line.corrects_id.id, 'dz_overtime_hours': line.corrects_id.dz_overtime_hours,
            } for line in new])
        slips._compute_name()
        for line, slip in zip(new.sudo(), slips, strict=True):  # marks are written by the job only
            line.payslip_id = slip
        again = (self - new).sudo()
        for line in again:
            line.payslip_id.contract_id = contracts[line.employee_id]
        self.sudo().payslip_id._dz_compute()
        self.sudo().write({'state': 'done', 'message': False})

    def _get_contracts(self):
        """Version of the contract at the end of the month, by employee.

        :raises UserError: without contract in the month, or without Algerian structure
        """
        run = self.run_id
        found = self.employee_id._get_contracts(run.date_start, run.date_end)
        contracts = {}
        for employee in self.employee_id:
            contract = found.get(employee.id, self.env['hr.version'])[-1:]
            if not contract:
                raise UserError(self.env._(
                    "%(employee)s has no contract from %(start)s to %(end)s.", employee=employee.display_name,
                    start=format_date(self.env, run.date_start), end=format_date(self.env, run.date_end)))
            if not (run.struct_id or contract.struct_id).is_dz:
                raise UserError(self.env._("The contract of %(employee)s has no Algerian salary structure.",
                                           employee=employee.display_name))
            contracts[employee] = contract
        return contracts

    def _check_not_paid_yet(self):
        """Say it before the database refuses a second payslip for the month."""
        run = self.run_id
        twice = self.env['hr.payslip'].search(
            Domain('employee_id', 'in', self.filtered(lambda line: not line.corrects_id).employee_id.ids)
            & Domain('is_dz', '=', True) & Domain('state', '!=', 'cancel') & Domain('dz_corrects_id', '=', False)
            & Domain('date_from', '<=', run.date_end) & Domain('date_to', '>=', run.date_start)
            & Domain('id', 'not in', self.payslip_id.ids), limit=1)
        if twice:
            raise UserError(self.env._(
                "%(employee)s already has a payslip for this month: %(number)s.", employee=twice.employee_id.display_name,
                number=twice.number or twice.name))
