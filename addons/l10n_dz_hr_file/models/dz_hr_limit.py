from odoo import api, fields, models

CODES = [
    ('retirement_age', "Retirement age, years"),
    ('retirement_age_women', "Age from which women may retire, years"),
    ('trial_months', "Trial: longest, months"),
    ('trial_months_high', "Trial of highly qualified posts: longest, months"),
    ('fixed_term_contracts', "Fixed-term contracts of one person: at most"),
    ('fixed_term_months', "Fixed-term contracts of one person: months at most"),
    ('notice_days', "Deadlines shown before, days"),
    ('retirement_notice_days', "Retirements shown before, days"),
]


class DzHrLimit(models.Model):
    _name = 'dz.hr.limit'
    _description = "Legal Limit of Employment"
    _inherit = ['dated.value.mixin', 'dated.source.mixin']
    _order = 'code, date_from desc, company_id'
    _rec_name = 'code'

    code = fields.Selection(CODES, string="Limit", required=True)
    value = fields.Float(required=True, digits=(16, 2))

    _value_not_negative = models.Constraint('CHECK (value >= 0)', "A limit cannot be negative.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(hashtext(code), hashtext(code), '[]') WITH =,"
        " int4range(COALESCE(company_id, 0), COALESCE(company_id, 0), '[]') WITH =,"
        " daterange(date_from, date_to, '[]') WITH &&)",
        "This limit already has a value in that period: end it first.")

    @api.model
    def _of_day(self, company, day):
        """Values in force on a day by code, those of the nearest company before the general ones; a code may be missing."""
        return {limit.code: limit.value for limit in self._get_in_force(company, day)}
