from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

# what stays open on a payslip once it is confirmed or cancelled
FREE_FIELDS = {'note', 'hide_child_lines', 'hide_invisible_lines', 'activity_ids', 'message_ids', 'message_follower_ids'}
# what changes the amounts: a computed payslip goes back to draft
INPUT_FIELDS = {'dz_overtime_hours', 'struct_id', 'contract_id', 'employee_id', 'date_from', 'date_to', 'company_id'}
# what the engine and the batch write
ENGINE_FIELDS = {
    'line_ids', 'number', 'paid', 'compute_date', 'payslip_run_id', 'dz_corrects_id', 'dz_paid_days', 'dz_work_days',
    'is_dz', 'refunded_id', 'dz_transfer_number', 'credit_note'}


class HrPayslip(models.Model):
    _inherit = 'hr.payslip'

    is_dz = fields.Boolean(string="Algerian Payroll", compute='_compute_is_dz', store=True, precompute=True)
    dz_overtime_hours = fields.Float(string="Overtime Hours")
    dz_paid_days = fields.Float(string="Days Paid (of 30)", readonly=True, copy=False, digits=(16, 2))
    dz_work_days = fields.Float(string="Days Worked", readonly=True, copy=False, digits=(16, 2))
    dz_corrects_id = fields.Many2one(
        'hr.payslip', string="Corrects", readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    dz_correction_ids = fields.One2many('hr.payslip', 'dz_corrects_id', string="Corrected by")
    dz_repayment_ids = fields.One2many('dz.payroll.loan.line', 'payslip_id', string="Repayments", readonly=True)
    dz_transfer_number = fields.Char(
        string="Paid to Account", readonly=True, copy=False, groups='payroll.group_payroll_user')
    dz_currency_id = fields.Many2one(related='company_id.currency_id')
    dz_gross = fields.Monetary(
        string="Wage of the Post", currency_field='dz_currency_id', compute='_compute_dz_totals', store=True,
        compute_sudo=True)
    dz_net = fields.Monetary(
        string="Net to Pay", currency_field='dz_currency_id', compute='_compute_dz_totals', store=True,
        compute_sudo=True)

    _dz_overtime_not_negative = models.Constraint(
        'CHECK (COALESCE(dz_overtime_hours, 0) >= 0)', "Overtime cannot be negative.")
    _dz_month = models.Constraint(
        "CHECK (is_dz IS NOT TRUE OR (EXTRACT(DAY FROM date_from) = 1 AND date_to + 1 = date_from + interval '1 month'))",
        "A payslip is for one calendar month.")
    _dz_once = models.Constraint(
        "EXCLUDE USING gist (int4range(employee_id, employee_id, '[]') WITH =, daterange(date_from, date_to, '[]') WITH &&)"
        " WHERE (is_dz AND (state = 'done' OR (state <> 'cancel' AND dz_corrects_id IS NULL)))",
        "This employee already has a payslip for this month.")
    _dz_corrected_once = models.UniqueIndex(
        "(dz_corrects_id) WHERE dz_corrects_id IS NOT NULL AND state <> 'cancel'",
        "This payslip is already being corrected.")

    @api.depends('struct_id.is_dz')
    def _compute_is_dz(self):
        for slip in self:
            slip.is_dz = slip.struct_id.is_dz

    @api.depends('line_ids.total', 'is_dz')
    def _compute_dz_totals(self):
        for slip in self:
            by_method = {line.dz_method: line.total for line in slip.line_ids} if slip.is_dz else {}
            slip.dz_gross = by_method.get('gross', 0.0)
            slip.dz_net = by_method.get('net', 0.0)

    @api.constrains('is_dz', 'employee_id', 'contract_id', 'date_from', 'date_to')
    def _check_dz_contract(self):
        for slip in self.filtered('is_dz').sudo():  # contract dates are hidden from most users
            contract = slip.contract_id
            if contract and contract.employee_id != slip.employee_id:
                raise ValidationError(self.env._("The contract is another employee's."))
            if not contract or not contract._is_overlapping_period(slip.date_from, slip.date_to):
                raise ValidationError(self.env._(
                    "%(employee)s has no contract from %(start)s to %(end)s.", employee=slip.employee_id.display_name,
                    start=format_date(self.env, slip.date_from), end=format_date(self.env, slip.date_to)))

    @api.model_create_multi
    def create(self, vals_list):
        slips = super().create(vals_list)
        if not self.env.su and any(
                slip.is_dz and (slip.state != 'draft' or slip.dz_corrects_id or slip.line_ids or slip.paid or slip.credit_note)
                for slip in slips):
            raise UserError(self.env._("A payslip is computed and confirmed by its buttons only."))
        return slips

    def _compute_name(self):
        own = self.filtered('is_dz')
        for slip in own:
            slip.name = slip.env._("Wages %(month)s", month=slip.date_from.strftime('%m/%Y'))
        return super(HrPayslip, self - own)._compute_name()

    def write(self, vals):
        own = self.filtered('is_dz')
        if own and not self.env.su:
            own._check_dz_write(vals)
            if 'state' not in vals and vals.keys() & INPUT_FIELDS:
                computed = own.filtered(lambda slip: slip.state == 'verify')
                super(HrPayslip, computed).write({**vals, 'state': 'draft'})
                self -= computed
        return super().write(vals)

    def _check_dz_write(self, vals):
        if any(slip.state in ('done', 'cancel') for slip in self) and vals.keys() - FREE_FIELDS:
            raise UserError(self.env._("A confirmed payslip is corrected by a new one, not changed."))
        if vals.keys() & ENGINE_FIELDS or vals.get('state', 'draft') != 'draft':
            raise UserError(self.env._("A payslip is computed and confirmed by its buttons only."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_dz_history(self):
        if any(slip.is_dz and slip.state == 'cancel' and slip.number for slip in self):
            raise UserError(self.env._("A numbered payslip stays on file, even a cancelled one."))

    def action_payslip_done(self):
        """Confirm payslips; the Algerian ones are confirmed with their batch.

        :raises UserError: for an Algerian payslip
        """
        if any(slip.is_dz for slip in self):
            raise UserError(self.env._("A payslip is confirmed with its batch."))
        return super().action_payslip_done()

    def action_payslip_cancel(self):
        """Cancel payslips; an Algerian one only before it is confirmed.

        :raises UserError: for a confirmed Algerian payslip
        """
        own = self.filtered('is_dz')
        if any(slip.state not in ('draft', 'verify') for slip in own):
            raise UserError(self.env._("A confirmed payslip is corrected by a new one, not changed."))
        own.check_access('write')
        own.sudo().write({'state': 'cancel'})  # rights and state checked above
        others = self - own
        return super(HrPayslip, others).action_payslip_cancel() if others else True

    def refund_sheet(self):
        """Refund payslips; the Algerian ones are corrected instead.

        :raises UserError: for an Algerian payslip
        """
        if any(slip.is_dz for slip in self):
            raise UserError(self.env._("A confirmed payslip is corrected by a new one, not changed."))
        return super().refund_sheet()

    def action_dz_correct(self):
        """Open a batch that replaces confirmed payslips by new ones of the same month.

        The former payslip is cancelled when the new one is confirmed; the batch posts the difference.

        :raises UserError: for a payslip that is not confirmed, or for payslips of several months or companies
        """
        self.check_access('write')
        if any(not slip.is_dz or slip.state != 'done' for slip in self):
            raise UserError(self.env._("Only a confirmed payslip is corrected."))
        if len(self.company_id) != 1 or len(set(self.mapped('date_from'))) != 1:
            raise UserError(self.env._("Correct payslips of one month and one company at a time."))
        if any(slip.payslip_run_id.dz_is_transferred and not slip.paid for slip in self):
            raise UserError(self.env._("The transfers of this payslip have been issued: mark its batch as paid first."))
        if self.search_count(Domain('dz_corrects_id', 'in', self.ids) & Domain('state', '!=', 'cancel')):
            raise UserError(self.env._("This payslip is already being corrected."))
        run = self.env['hr.payslip.run'].create({
            'name': self.env._("Correction of %(month)s", month=self[0].date_from.strftime('%m/%Y')),
            'company_id': self.company_id.id, 'date_start': self[0].date_from, 'date_end': self[0].date_to, 'is_dz': True,
            'dz_line_ids': [fields.Command.create({'employee_id': slip.employee_id.id, 'corrects_id': slip.id})
                            for slip in self],
        })
        return run._get_records_action()
