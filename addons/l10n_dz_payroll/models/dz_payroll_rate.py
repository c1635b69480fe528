from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.wage import exact

CODES = [
    ('snmg', "Minimum wage (SNMG), DA a month"),
    ('legal_hours', "Legal hours a month"),
    ('legal_week_hours', "Legal hours a week"),
    ('overtime_increase', "Overtime: increase, %"),
    ('overtime_ceiling', "Overtime: at most, % of the legal hours"),
    ('insurance_employer', "CNAS, social insurance, employer, %"),
    ('insurance_employee', "CNAS, social insurance, employee, %"),
    ('accidents_employer', "CNAS, work accidents, employer, %"),
    ('pension_employer', "CNAS, pension, employer, %"),
    ('pension_employee', "CNAS, pension, employee, %"),
    ('unemployment_employer', "CNAS, unemployment, employer, %"),
    ('unemployment_employee', "CNAS, unemployment, employee, %"),
    ('early_retirement_employer', "CNAS, early retirement, employer, %"),
    ('early_retirement_employee', "CNAS, early retirement, employee, %"),
    ('housing_works', "CNAS, social housing, works fund, %"),
    ('social_works', "Social works, employer, %"),
    ('leave_month_days', "Annual leave: days for a month worked"),
    ('leave_year_days', "Annual leave: days a year"),
    ('leave_full_year_months', "Annual leave: months that make a full year"),
    ('leave_south_days', "Annual leave: more days a year in the South"),
    ('leave_family_days', "Family event: working days"),
    ('leave_maternity_days', "Maternity leave: calendar days"),
]
BRANCHES = {
    'insurance': ('insurance_employer', 'insurance_employee', None),
    'accidents': ('accidents_employer', None, None),
    'pension': ('pension_employer', 'pension_employee', None),
    'unemployment': ('unemployment_employer', 'unemployment_employee', None),
    'early_retirement': ('early_retirement_employer', 'early_retirement_employee', None),
    'housing': (None, None, 'housing_works'),
}


class RatesOfDay(dict):
    """Values of one company on one day, by code; a code without value is refused with a message."""

    def __init__(self, env, day, values):
        super().__init__(values)
        self.env = env
        self.day = day

    def __missing__(self, code):
        label = dict(self.env['dz.payroll.rate']._fields['code']._description_selection(self.env)).get(code, code)
        raise UserError(self.env._(
            "No value of “%(rate)s” is known on %(day)s. Add one, with its source, under Payroll > Configuration > "
            "Legal Rates.", rate=label, day=format_date(self.env, self.day)))

    def total(self, part):
        """Sum of the contribution rates of a part: 0 employer, 1 employee, 2 works fund; as a percentage."""
        return sum((self[codes[part]] for codes in BRANCHES.values() if codes[part]), Fraction(0))


class DzPayrollRate(models.Model):
    _name = 'dz.payroll.rate'
    _description = "Legal Rate of Payroll"
    _inherit = ['dated.value.mixin', 'dated.source.mixin']
    _order = 'code, date_from desc, company_id'
    _rec_name = 'code'

    code = fields.Selection(CODES, string="Rate", required=True)
    value = fields.Float(required=True, digits=(16, 4))

    _value_not_negative = models.Constraint('CHECK (value >= 0)', "A rate cannot be negative.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(hashtext(code), hashtext(code), '[]') WITH =,"
        " int4range(COALESCE(company_id, 0), COALESCE(company_id, 0), '[]') WITH =,"
        " daterange(date_from, date_to, '[]') WITH &&)",
        "This rate already has a value in that period: end it first.")

    @api.model
    def _of_day(self, company, day):
        """Values in force on a day as exact fractions; those of the nearest company go before the general ones.

        :returns: RatesOfDay, which refuses a code without value
        """
        return RatesOfDay(self.env, day, {rate.code: exact(rate.value) for rate in self._get_in_force(company, day)})
