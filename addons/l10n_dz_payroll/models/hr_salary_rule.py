from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import irg, wage


class HrSalaryRule(models.Model):
    _inherit = 'hr.salary.rule'

    amount_select = fields.Selection(
        selection_add=[('dz', "Algerian payroll")], ondelete={'dz': 'set default'})
    dz_method = fields.Selection([
        ('base', "Base wage by days paid"), ('seniority', "Professional experience"),
        ('overtime', "Overtime"), ('allowance', "Allowance"), ('gross', "Wage of the post"),
        ('contribution', "Employee's social contribution"), ('taxable', "Taxable wage"),
        ('tax', "Income tax (IRG)"), ('repayment', "Repayment of advances"), ('net', "Net to pay"),
        ('employer', "Employer's social contribution"), ('housing', "Social housing"),
        ('works', "Social works"),
    ], string="Computation")
    dz_side = fields.Selection([
        ('gain', "Gain"), ('deduction', "Deduction"), ('employer', "Employer's charge"),
        ('info', "Information")], string="Side", default='info', required=True,
        help="Net to pay is what gains less deductions leave. A deduction has a negative amount.")
    dz_contributable = fields.Boolean(string="Contributable", help="Part of the wage on which contributions are paid.")
    dz_taxable = fields.Boolean(string="Taxable", help="Part of the wage on which income tax is paid.")
    dz_counts_snmg = fields.Boolean(string="Counts for the Minimum Wage")
    dz_basis = fields.Selection([
        ('month', "Amount a month"), ('day', "Amount a day worked"), ('percent', "Percentage of the base wage"),
    ], string="Given as", default='month', required=True)
    dz_prorated = fields.Boolean(string="By Days Paid", help="The month's amount is reduced like the base wage.")
    dz_debit_code = fields.Char(string="Debit Account", help="Beginning of the account's code, such as 631.")
    dz_credit_code = fields.Char(string="Credit Account", help="Beginning of the account's code, such as 421.")

    _dz_method_needed = models.Constraint(
        "CHECK (amount_select <> 'dz' OR dz_method IS NOT NULL)", "Say how the Algerian rule is computed.")

    @api.constrains('amount_select', 'dz_side', 'code')
    def _check_dz_code(self):
        if self._name != 'hr.salary.rule':
            return
        if any((rule.amount_select == 'dz' or rule.dz_side != 'info') and not rule.code for rule in self):
            raise ValidationError(self.env._("A rule of the Algerian payroll needs a code."))

    def _compute_rule_dz(self, localdict):
        """Amount of an Algerian rule; called by the engine.

        The sheet of the payslip (see hr.payslip._dz_sheets) is in the engine's dictionary as ``dz``.
        """
        base, rate, amount = getattr(self, f'_dz_amount_{self.dz_method}')(localdict, localdict['dz'])
        return {
            'name': self.name, 'quantity': 1.0, 'rate': 100.0, 'amount': float(wage.centimes(amount)),
            'dz_base': float(wage.centimes(base)), 'dz_rate': float(rate),
        }

    def _dz_total(self, localdict, condition):
        """Sum of what the rules computed so far gave, of those that satisfy a condition; exact."""
        return sum((
            wage.exact(round(localdict[code], 2)) for code, rule in localdict['rules'].dict.items() if condition(rule)
        ), Fraction(0))

    def _dz_amount_base(self, localdict, sheet):
        return sheet.full_wage, sheet.share * 100, sheet.base

    def _dz_amount_seniority(self, localdict, sheet):
        return sheet.base, sheet.seniority_percent, sheet.base * sheet.seniority_percent / 100

    def _dz_amount_overtime(self, localdict, sheet):
        pay = wage.overtime_pay(
            sheet.full_wage, sheet.rates['legal_hours'], sheet.overtime_hours, sheet.rates['overtime_increase']
        ) if sheet.overtime_hours else Fraction(0)
        return sheet.full_wage, sheet.overtime_hours, pay

    def _dz_amount_allowance(self, localdict, sheet):
        value = wage.exact(sheet.allowances.get(self.id, 0.0))
        if self.dz_basis == 'percent':
            return sheet.base, value, sheet.base * value / 100
        if self.dz_basis == 'day':
            return value, sheet.work_days, value * sheet.work_days
        return value, Fraction(100), value * sheet.share if self.dz_prorated else value

    def _dz_amount_gross(self, localdict, sheet):
        total = self._dz_total(localdict, lambda rule: rule.dz_side == 'gain' and rule.dz_contributable)
        return total, Fraction(100), total

    def _dz_amount_contribution(self, localdict, sheet):
        base = self._dz_amount_gross(localdict, sheet)[0]
        rate = sheet.rates.total(1)
        return base, rate, -base * rate / 100

    def _dz_amount_taxable(self, localdict, sheet):
        taxed = self._dz_total(localdict, lambda rule: rule.dz_side == 'gain' and rule.dz_taxable)
        paid = self._dz_total(localdict, lambda rule: rule.dz_method == 'contribution')
        taxable = max(taxed + paid, Fraction(0))
        return taxable, Fraction(100), taxable

    def _dz_amount_tax(self, localdict, sheet):
        taxable = self._dz_amount_taxable(localdict, sheet)[0]
        return taxable, Fraction(0), -Fraction(irg.monthly_tax(taxable, sheet.scale))

    def _dz_amount_repayment(self, localdict, sheet):
        """Oldest repayments first, as long as something is left to be paid out."""
        left = self._dz_amount_net(localdict, sheet)[0]
        due = sum((wage.exact(line.amount) for line in sheet.repayments), Fraction(0))
        repaid = Fraction(0)
        sheet.repaid.clear()
        for line in sheet.repayments:
            if repaid + wage.exact(line.amount) > left:
                break
            repaid += wage.exact(line.amount)
            sheet.repaid.append(line)
        return due, Fraction(0), -repaid

    def _dz_amount_net(self, localdict, sheet):
        total = self._dz_total(localdict, lambda rule: rule.dz_side in ('gain', 'deduction'))
        return total, Fraction(100), total

    def _dz_amount_employer(self, localdict, sheet):
        return self._dz_charge(localdict, sheet, sheet.rates.total(0))

    def _dz_amount_housing(self, localdict, sheet):
        return self._dz_charge(localdict, sheet, sheet.rates.total(2))

    def _dz_amount_works(self, localdict, sheet):
        return self._dz_charge(localdict, sheet, sheet.rates['social_works'])

    def _dz_charge(self, localdict, sheet, rate):
        base = self._dz_amount_gross(localdict, sheet)[0]
        return base, rate, base * rate / 100
