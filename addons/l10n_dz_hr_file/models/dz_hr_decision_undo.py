from odoo import models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.fields import Domain


class DzHrDecision(models.Model):
    _inherit = 'dz.hr.decision'

    def _check_can_revert(self):
        """Refuse to undo what later decisions or payslips rest on.

        :raises UserError: naming them
        """
        self.ensure_one()
        decision = self.sudo()  # looks at the whole file of the person
        trace = decision.trace or {}
        if trace.get('created') or trace.get('written'):
            later = self.env['dz.hr.decision'].sudo().search(
                Domain('employee_id', '=', decision.employee_id.id) & Domain('state', '=', 'applied')
                & Domain('applied_on', '>=', decision.applied_on) & Domain('id', '!=', decision.id)
                & Domain('effect', 'not in', ('none', 'sanction', 'absence', 'undo')), order='id').filtered(
                    lambda other: (other.applied_on, other.id) > (decision.applied_on, decision.id))
            if later:
                raise UserError(self.env._(
                    "Undo first what came after: %(decisions)s.", decisions=', '.join(later.mapped('name'))))
        paid = self.env['hr.payslip'].sudo().search(
            Domain('contract_id', 'in', trace.get('created', [])) & Domain('state', '!=', 'cancel'), limit=1)
        if paid:
            raise UserError(self.env._(
                "A payslip rests on this decision (%(payslip)s): correct by a new decision.", payslip=paid.display_name))

    def _revert(self):
        """Put the file back to what it was before the decision."""
        self._check_can_revert()
        decision = self.with_user(SUPERUSER_ID).with_company(self.company_id).with_context(
            tracking_disable=True, sync_contract_dates=True)  # the signer of the other decision was checked
        trace = decision.trace or {}
        Version = decision.env['hr.version']
        Version.browse(trace.get('created', [])).exists().unlink()
        # what a contract gave goes first, so that no two contracts overlap on the way
        for version_id, before in reversed(trace.get('written', [])):
            Version.browse(version_id).exists().write(before)
        if 'manager' in trace:
            decision.employee_id.parent_id = trace['manager']
        leave = decision.env['hr.leave'].browse(trace.get('leave')).exists()
        if leave and leave.state != 'refuse':
            leave.action_refuse()
        decision.employee_id._compute_current_version_id()
