from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain
from odoo.tools import format_date

from odoo.addons.report_weasyprint.tools.text import MONTHS_AR

CHUNK = 100


class HrPayslipRun(models.Model):
    _inherit = 'hr.payslip.run'
    _check_company_auto = True

    is_dz = fields.Boolean(
        string="Algerian Payroll", default=lambda self: self.env.company.country_id.code == 'DZ')
    dz_state = fields.Selection(
        [('draft', "Draft"), ('running', "Being computed"), ('computed', "Computed"), ('confirmed', "Confirmed")],
        string="Progress", default='draft', required=True, readonly=True, copy=False, index=True, tracking=True)
    dz_line_ids = fields.One2many('hr.payslip.run.line', 'run_id', string="Employees")
    dz_move_id = fields.Many2one(
        'account.move', string="Journal Entry", readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    dz_is_transferred = fields.Boolean(
        string="Transfers Issued", readonly=True, copy=False, help="The file of the transfers has been downloaded.")
    dz_currency_id = fields.Many2one(related='company_id.currency_id')
    dz_waiting_count = fields.Integer(string="Waiting", compute='_compute_dz_progress')
    dz_done_count = fields.Integer(string="Computed", compute='_compute_dz_progress')
    dz_failed_count = fields.Integer(string="Not Possible", compute='_compute_dz_progress')
    dz_net = fields.Monetary(string="Net to Pay", currency_field='dz_currency_id', compute='_compute_dz_net')
    dz_payment = fields.Selection(
        [('due', "To Be Paid"), ('issued', "Transfers Issued"), ('paid', "Paid")], string="Payment",
        compute='_compute_dz_payment')
    dz_is_correction = fields.Boolean(string="Correction", compute='_compute_dz_is_correction')

    _dz_month = models.Constraint(
        "CHECK (is_dz IS NOT TRUE OR (EXTRACT(DAY FROM date_start) = 1 AND date_end + 1 = date_start + interval '1 month'))",
        "A batch is for one calendar month.")

    @api.depends('dz_line_ids.state')
    def _compute_dz_progress(self):
        counts = {}
        for run, state, count in self.env['hr.payslip.run.line']._read_group(
                [('run_id', 'in', self.ids)], ['run_id', 'state'], ['__count']):
            counts.setdefault(run.id, {})[state] = count
        for run in self:
            of_run = counts.get(run.id, {})
            run.dz_waiting_count = of_run.get('waiting', 0)
            run.dz_done_count = of_run.get('done', 0)
            run.dz_failed_count = of_run.get('failed', 0)

    @api.depends('dz_line_ids.payslip_id.dz_net', 'dz_line_ids.payslip_id.state')
    def _compute_dz_net(self):
        totals = dict(self.env['hr.payslip']._read_group(
            [('payslip_run_id', 'in', self.ids), ('state', 'in', ('verify', 'done'))], ['payslip_run_id'], ['dz_net:sum']))
        for run in self:
            run.dz_net = totals.get(run._origin, 0.0)

    @api.depends('dz_state', 'dz_is_transferred', 'dz_line_ids.payslip_id.paid')
    def _compute_dz_payment(self):
        unpaid = {run for run, in self.env['hr.payslip']._read_group(
            [('payslip_run_id', 'in', self.ids), ('state', '=', 'done'), ('paid', '=', False)], ['payslip_run_id'])}
        for run in self:
            due = 'issued' if run.dz_is_transferred else 'due'
            run.dz_payment = run.dz_state == 'confirmed' and (due if run._origin in unpaid else 'paid')

    @api.depends('dz_line_ids.corrects_id')
    def _compute_dz_is_correction(self):
        for run in self:
            run.dz_is_correction = bool(run.dz_line_ids.corrects_id)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(
                values.get('dz_state', 'draft') != 'draft' or values.get('dz_move_id') for values in vals_list):
            raise UserError(self.env._("A batch moves on by its buttons only."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and any(run.is_dz for run in self):
            if vals.keys() & {'dz_state', 'dz_move_id', 'dz_is_transferred', 'state', 'slip_ids', 'is_dz'}:
                raise UserError(self.env._("A batch moves on by its buttons only."))
            if vals.keys() & {'company_id', 'date_start', 'date_end', 'struct_id', 'dz_line_ids'} and any(
                    run.dz_state != 'draft' for run in self):
                raise UserError(self.env._("A batch that has been started can no longer be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_dz_started(self):
        if any(run.is_dz and run.dz_state != 'draft' for run in self):
            raise UserError(self.env._("A batch that has been started can no longer be deleted."))

    def close_payslip_run(self):
        """Close batches; an Algerian one is closed when it is confirmed."""
        self._check_not_dz()
        return super().close_payslip_run()

    def draft_payslip_run(self):
        """Set batches back to draft; an Algerian one only goes forward."""
        self._check_not_dz()
        return super().draft_payslip_run()

    def _check_not_dz(self):
        if any(run.is_dz for run in self):
            raise UserError(self.env._("A batch moves on by its buttons only."))

    def _check_dz_manager(self):
        if not (self.env.su or self.env.user.has_group('payroll.group_payroll_manager')):
            raise AccessError(self.env._("Only a payroll manager may do this."))

    def action_dz_fill(self):
        """Add every employee with a contract and an Algerian salary structure in the month, and no payslip yet.

        :return: a notice that names those with a contract and no salary structure, if there are any
        :raises UserError: for a batch that has been started
        """
        self.check_access('write')
        forgotten = self.env['hr.employee']
        for run in self:
            run._check_dz_draft()
            versions = run._dz_find_versions()
            employees = versions.filtered('struct_id.is_dz').employee_id
            forgotten |= versions.filtered(lambda version: not version.struct_id).employee_id - employees
            paid = self.env['hr.payslip'].search(
                Domain('employee_id', 'in', employees.ids) & Domain('is_dz', '=', True) & Domain('state', '!=', 'cancel')
                & Domain('date_from', '=', run.date_start)).employee_id
            run.dz_line_ids = [
                Command.create({'employee_id': employee.id})
                for employee in employees - paid - run.dz_line_ids.employee_id]
        return self._dz_tell_forgotten(forgotten) if forgotten else True

    def _dz_find_versions(self):
        """What was agreed with the employees of the company whose contract runs in the month."""
        return self.env['hr.version'].search(
            Domain('company_id', '=', self.company_id.id) & Domain('employee_id', '!=', False)
            & Domain('date_version', '<=', self.date_end) & Domain('contract_date_start', '<=', self.date_end)
            & (Domain('contract_date_end', '=', False) | Domain('contract_date_end', '>=', self.date_start)))

    def _dz_tell_forgotten(self, employees):
        return {
            'type': 'ir.actions.client', 'tag': 'display_notification', 'params': {
                'type': 'warning', 'sticky': True, 'title': self.env._("Not in the batch"),
                'message': self.env._(
                    "These persons have a contract but no salary structure; choose it on their file, then add them: %(names)s.",
                    names=', '.join(employees.mapped('display_name'))),
                'next': {'type': 'ir.actions.client', 'tag': 'soft_reload'}}}

    @api.onchange('date_start', 'is_dz')
    def _onchange_dz_name(self):
        """A batch without a name is called by its month."""
        if self.is_dz and self.date_start and not self.name:
            self.name = self.env._("Payroll of %(month)s", month=self._dz_month_name())

    def _dz_month_name(self):
        """The month of the batch and its year; in Arabic by the names in use in Algeria."""
        if (self.env.lang or '').startswith('ar'):
            return f'{MONTHS_AR[self.date_start.month - 1]} {self.date_start.year}'
        return format_date(self.env, self.date_start, date_format='MMMM yyyy')

    def _check_dz_draft(self):
        if self.dz_state != 'draft':
            raise UserError(self.env._("A batch that has been started can no longer be changed."))

    def action_dz_start(self):
        """Make and compute the payslips in the background.

        :raises UserError: for an empty batch or one that has been started
        """
        self.check_access('write')
        for run in self:
            run._check_dz_draft()
            if not run.dz_line_ids:
                raise UserError(self.env._("There is nothing to compute in %(batch)s.", batch=run.name))
        self._dz_run()

    def action_dz_retry(self):
        """Try again what was not possible.

        :raises UserError: for a batch that is not computed, or where nothing failed
        """
        self.check_access('write')
        for run in self:
            failed = run.dz_line_ids.filtered(lambda line: line.state == 'failed')
            if run.dz_state != 'computed' or not failed:
                raise UserError(self.env._("There is nothing to try again in %(batch)s.", batch=run.name))
            failed.sudo().write({'state': 'waiting', 'message': False})  # rights and state checked above
        self._dz_run()

    def action_dz_recompute(self):
        """Compute all payslips of a batch again, in the background: wages, absences or rates have changed.

        :raises UserError: for a batch that is not computed
        """
        self.check_access('write')
        if any(run.dz_state != 'computed' for run in self):
            raise UserError(self.env._("Only a computed batch is computed again."))
        self.dz_line_ids.filtered(lambda line: line.state == 'done').sudo().write({'state': 'waiting'})  # checked above
        self._dz_run()

    def _dz_run(self):
        self.sudo().write({'dz_state': 'running'})  # called after the checks of a button
        for run in self:
            run._dz_enqueue()

    def _dz_next_lines(self, limit):
        return self.env['hr.payslip.run.line'].search(
            [('run_id', '=', self.id), ('state', '=', 'waiting')], limit=limit, order='id')

    def _dz_enqueue(self):
        """Plan the next payslips; planning the same ones twice plans them once."""
        self.with_delay(
            description=self.env._("Payslips: %(batch)s", batch=self.name),
            identity_key=f'hr.payslip.run:{self.id}:{self._dz_next_lines(1).id}')._dz_make_chunk()

    def _dz_make_chunk(self, size=CHUNK):
        """Make the next payslips of a batch and plan the rest.

        Payslips and marks belong to one transaction: killed at any moment, the batch goes on where the last chunk
        ended, and nobody gets two payslips.
        """
        self.ensure_one()
        if self.dz_state != 'running':
            return
        self._dz_next_lines(size).try_lock_for_update()._make_payslips()
        if self._dz_next_lines(1):
            self._dz_enqueue()
        else:
            self.sudo().write({'dz_state': 'computed'})  # the job speaks for whoever started the batch
