from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools import service

# effects that ask for a contract on the day
IN_CONTRACT = ('confirm', 'advance', 'transfer', 'interim', 'absence', 'sanction', 'end')


class DzHrDecision(models.Model):
    _inherit = 'dz.hr.decision'

    def request_validation(self):
        """Ask for the approval of decisions that could be signed as they are: once approved they do not change.

        :raises UserError: naming what is missing or wrong
        """
        for decision in self:
            decision._check_complete()
        return super().request_validation()

    def _check_complete(self):
        """Refuse to sign what could not take effect.

        :raises UserError: naming what is missing or wrong
        """
        self.ensure_one()
        decision = self.sudo()  # contracts and wages are hidden from some of those who prepare decisions
        if decision.employee_id.company_id != decision.company_id:
            raise UserError(self.env._(
                "%(employee)s belongs to another company.", employee=decision.employee_id.display_name))
        if decision.kind_id.needs_reason and not (decision.reason or decision.reason_fr):
            raise UserError(self.env._("This decision needs a reason."))
        if decision.effect in IN_CONTRACT and not decision._get_contract(decision.date_effect)[0]:
            raise UserError(self.env._(
                "%(employee)s has no contract on %(day)s.", employee=decision.employee_id.display_name,
                day=format_date(self.env, decision.date_effect)))
        check = getattr(decision, f'_check_{decision.effect}', None)
        if check:
            check()
        decision._check_grid()

    def _get_contract(self, day):
        """First and last day of the contract on a day, (False, False) without one."""
        return self.employee_id._get_contract_dates(day)

    def _check_recruit(self):
        if self._get_contract(self.date_effect)[0]:
            raise UserError(self.env._(
                "%(employee)s already has a contract on %(day)s.", employee=self.employee_id.display_name,
                day=format_date(self.env, self.date_effect)))
        later = self.employee_id.version_ids.filtered(
            lambda version: version.contract_date_start and version.contract_date_start > self.date_effect)
        if later:
            raise UserError(self.env._("Another contract begins after that day."))
        self._check_new_contract()

    def _check_contract(self):
        start, _end = self._get_contract(self.date_effect)
        if start == self.date_effect:
            raise UserError(self.env._("The present contract begins on that very day."))
        self._check_new_contract()

    def _check_new_contract(self):
        limits = self.env['dz.hr.limit']._of_day(self.company_id, self.date_effect)
        if self.is_fixed_term:
            if not self.date_end:
                raise UserError(self.env._("A fixed-term contract needs its last day."))
            self._check_fixed_term(limits)
        if self.trial_date_end:
            code = 'trial_months_high' if self.grade_id.is_highly_qualified else 'trial_months'
            longest = limits.get(code)
            if self.trial_date_end < self.date_effect:
                raise UserError(self.env._("The trial cannot end before it starts."))
            if longest and self.trial_date_end >= self.date_effect + relativedelta(months=int(longest)):
                raise UserError(self.env._("A trial lasts at most %(months)s months.", months=f'{longest:g}'))

    def _check_fixed_term(self, limits):
        periods = {
            (version.contract_date_start, version.contract_date_end) for version in self.employee_id.version_ids
            if version.contract_date_start and version.contract_date_end}
        periods.add((self.date_effect, self.date_end))
        count, months = limits.get('fixed_term_contracts'), limits.get('fixed_term_months')
        if count and len(periods) > count:
            raise UserError(self.env._(
                "%(employee)s would have %(number)s fixed-term contracts: at most %(most)s are allowed. Change to an "
                "open-ended contract, or end the contract.",
                employee=self.employee_id.display_name, number=len(periods), most=f'{count:g}'))
        years, rest, days = service.served(periods, max(end for _start, end in periods))
        if months and (years * 12 + rest, days) > (months, 0):
            raise UserError(self.env._(
                "Fixed-term contracts of one person last %(most)s months at most: shorten this one, change to an "
                "open-ended contract, or end the contract.", most=f'{months:g}'))

    def _check_confirm(self):
        if self.employee_id._get_version(self.date_effect).dz_confirmed_date:
            raise UserError(self.env._("%(employee)s is already confirmed.", employee=self.employee_id.display_name))

    def _check_advance(self):
        before = self.employee_id._get_version(self.date_effect)
        if not self.grade_id:
            raise UserError(self.env._("Give the new grade and step."))
        if (before.dz_grade_id, before.dz_step) == (self.grade_id, self.step) and not self.wage:
            raise UserError(self.env._("This is the present grade and step."))

    def _check_transfer(self):
        if not (self.job_id or self.department_id or self.address_id):
            raise UserError(self.env._("Give the new post, department or place of work."))

    def _check_interim(self):
        if not self.job_id:
            raise UserError(self.env._("Give the post that is held."))
        self._check_period()

    def _check_absence(self):
        self._check_period()
        self._check_leave_room()

    def _check_sanction(self):
        if self.degree < 1:
            raise UserError(self.env._("Give the degree of the sanction."))
        if self.date_end:
            self._check_absence()

    def _check_period(self):
        if not self.date_end:
            raise UserError(self.env._("Give the last day."))
        _start, end = self._get_contract(self.date_effect)
        if end and self.date_end > end:
            raise UserError(self.env._("The contract ends on %(day)s.", day=format_date(self.env, end)))

    def _check_end(self):
        _start, end = self._get_contract(self.date_effect)
        if end and end < self.date_effect:
            raise UserError(self.env._("The contract ends on %(day)s.", day=format_date(self.env, end)))

    def _check_undo(self):
        other = self.undoes_id
        if not other or other.employee_id != self.employee_id or other.effect == 'undo' \
                or other.state not in ('signed', 'applied'):
            raise UserError(self.env._("Give the signed decision of this person that is undone."))
        if other.state == 'applied':
            other._check_can_revert()

    def _check_grid(self):
        if self.grade_id:
            self.env['dz.hr.grid']._get_wage(self.company_id, self.grade_id, self.step, self.date_effect)

    def _get_new_wage(self):
        """The wage that the decision gives: as typed, else by the grid; 0.0 where it leaves it."""
        decision = self.sudo()  # the signer sees wages, the preparer may not
        if decision.wage or not decision.grade_id:
            return decision.wage
        return self.env['dz.hr.grid']._get_wage(
            decision.company_id, decision.grade_id, decision.step, decision.date_effect)
