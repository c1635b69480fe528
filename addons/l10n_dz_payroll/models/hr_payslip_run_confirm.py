from fractions import Fraction

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date

from ..tools import wage

# personnel, advances granted
ADVANCES = '425'


class HrPayslipRun(models.Model):
    _inherit = 'hr.payslip.run'

    def action_dz_confirm(self):
        """Confirm computed batches: number the month's debts to employees, the State and the funds in one entry each.

        :raises UserError: for a batch that is not computed or not clear, or for an account or journal that is missing
        :raises AccessError: for anyone but a payroll manager
        """
        self.check_access('write')
        self._check_dz_manager()
        self.lock_for_update()
        self.invalidate_recordset(['dz_state', 'dz_move_id'])
        for run in self:
            run._check_dz_confirmable()
            # the payroll manager posts what the batch says, without being an accountant
            run.sudo()._dz_confirm()

    def _check_dz_confirmable(self):
        if self.dz_state != 'computed':
            raise UserError(self.env._("%(batch)s is not computed, or already confirmed.", batch=self.name))
        if failed := self.dz_line_ids.filtered(lambda line: line.state in ('failed', 'waiting')):
            raise UserError(self.env._(
                "%(count)s employees of %(batch)s have no payslip yet: mend the cause and try again, or leave them out.",
                count=len(failed), batch=self.name))
        done = self.dz_line_ids.filtered(lambda line: line.state == 'done')
        if not done or any(line.payslip_id.state != 'verify' for line in done):
            raise UserError(self.env._("Payslips of %(batch)s have changed: compute it again first.", batch=self.name))

    def _dz_confirm(self):
        slips = self.dz_line_ids.payslip_id.with_context(tracking_disable=True)  # the batch keeps the history
        former = slips.dz_corrects_id
        if any(slip.state != 'done' for slip in former):
            raise UserError(self.env._("A payslip to correct is no longer in force."))
        former.dz_repayment_ids.payslip_id = False
        former.write({'state': 'cancel'})
        self.env.flush_all()
        slips._dz_keep_repayments()
        for slip in slips:
            slip.dz_transfer_number = slip.employee_id._dz_transfer_number()
        slips.write({'state': 'done'})
        self.write({'dz_move_id': self._dz_post(slips, former).id, 'dz_state': 'confirmed', 'state': 'close'})
        slips._dz_settle()

    def _dz_post(self, slips, former):
        """One posted entry for the payslips of a batch, less those that they replace; none where nothing changes."""
        values = self._prepare_dz_move_values(slips, former)
        moves = self.env['account.move'].with_company(self.company_id)
        if not values['line_ids']:
            return moves
        move = moves.create(values)
        move.action_post()
        return move

    def _prepare_dz_move_values(self, slips, former):
        journal = self.company_id.dz_payroll_journal_id or self.env['account.journal'].search(
            [('company_id', '=', self.company_id.id), ('type', '=', 'general')], limit=1)
        if not journal:
            raise UserError(self.env._("%(company)s has no journal for wages.", company=self.company_id.name))
        if self.company_id._get_violated_lock_dates(self.date_end, False, journal):
            raise UserError(self.env._(
                "%(date)s is closed in the accounts of %(company)s.", date=format_date(self.env, self.date_end),
                company=self.company_id.name))
        balances = self._get_dz_balances(slips, former)
        return {
            'move_type': 'entry', 'journal_id': journal.id, 'date': self.date_end, 'ref': self.name,
            'company_id': self.company_id.id,
            'line_ids': [
                Command.create({
                    'account_id': account.id, 'name': name, 'debit': float(max(balance, 0)), 'credit': float(max(-balance, 0))})
                for (account, name), balance in balances.items() if balance],
        }

    def _get_dz_balances(self, slips, former):
        """Debit less credit by (account, label), exact to the centime."""
        balances = {}
        accounts = {}

        def add(line, code, amount):
            if code not in accounts:
                accounts[code] = self._get_dz_account(code, line.name)
            key = accounts[code], line.salary_rule_id.name
            balances[key] = balances.get(key, Fraction(0)) + amount

        for sign, some in ((1, slips), (-1, former)):
            for line in some.line_ids:
                total = sign * wage.exact(round(line.total, 2))
                if line.dz_side in ('gain', 'employer'):
                    add(line, line.dz_debit_code, total)
                if line.dz_side == 'deduction':
                    add(line, line.dz_credit_code, total)
                elif line.dz_side == 'employer' or line.dz_method == 'net':
                    add(line, line.dz_credit_code, -total)
        for slip, amount in slips._dz_overpaid().items():
            net = slip.line_ids.filtered(lambda line: line.dz_method == 'net')
            add(net, ADVANCES, wage.exact(amount))
            add(net, net.dz_credit_code, -wage.exact(amount))
        return balances

    def _get_dz_account(self, code, label):
        account = self.env['account.account'].with_company(self.company_id).search([
            *self.env['account.account']._check_company_domain(self.company_id), ('code', '=like', f'{code or "?"}%')],
            order='code', limit=1)
        if not code or not account:
            raise UserError(self.env._(
                "%(company)s has no account beginning with %(code)s for “%(rule)s”.", company=self.company_id.name,
                code=code or "?", rule=label))
        return account


class HrPayslip(models.Model):
    _inherit = 'hr.payslip'

    def _dz_keep_repayments(self):
        """Mark the repayments that the computed lines hold: the oldest, up to the amount that was kept."""
        for (company, day), slips in self.grouped(lambda slip: (slip.company_id, slip.date_to)).items():
            due = self.env['dz.payroll.loan.line']._due(slips.employee_id, company, day, slips.browse())
            for slip in slips:
                slip._dz_keep_repayments_of(due.get(slip.employee_id.id, []))

    def _dz_keep_repayments_of(self, due):
        left = -sum(
            (wage.exact(round(line.total, 2)) for line in self.line_ids if line.dz_method == 'repayment'),
            Fraction(0))
        for line in due:
            if not left:
                break
            if wage.exact(line.amount) > left:
                break
            line.payslip_id = self
            left -= wage.exact(line.amount)
        if left:
            raise UserError(self.env._(
                "The advances of %(employee)s have changed: compute the batch again first.",
                employee=self.employee_id.display_name))

    def _dz_paid_before(self):
        """What payslips that this one replaces have paid out: the net of the last one that was settled."""
        former = self.dz_corrects_id
        while former and not former.paid:
            former = former.dz_corrects_id
        return former.dz_net

    def _dz_payable(self):
        """What is still to be paid out, by payslip."""
        return {
            slip: 0.0 if slip.paid else max(round(slip.dz_net - slip._dz_paid_before(), 2), 0.0) for slip in self}

    def _dz_overpaid(self):
        """What replaced payslips paid too much, by payslip."""
        return {slip: over for slip in self if (over := round(slip._dz_paid_before() - slip.dz_net, 2)) > 0}

    def _dz_settle(self):
        """What was paid too much becomes an advance, kept from the next wage; where nothing is left to pay, it is paid."""
        settled = self.filtered(lambda slip: slip.dz_corrects_id and not slip._dz_payable()[slip])
        for slip, amount in self._dz_overpaid().items():
            loan = self.env['dz.payroll.loan'].create({
                'name': self.env._("Overpaid in %(number)s", number=slip.dz_corrects_id.number),
                'employee_id': slip.employee_id.id, 'company_id': slip.company_id.id, 'amount': amount,
                'date': slip.date_to, 'installments': 1,
                'first_month': fields.Date.add(slip.date_from, months=1),
            })
            loan.action_grant()
        settled.write({'paid': True})
