from odoo import fields, models


class HrPayrollStructure(models.Model):
    _inherit = 'hr.payroll.structure'

    name = fields.Char(translate=True)
    is_dz = fields.Boolean(string="Algerian Payroll", index=True)
    dz_seniority_percent = fields.Float(
        string="Experience: % for a Year", digits=(16, 4), help="By collective agreement, on the base wage.")
    dz_seniority_maximum = fields.Float(string="Experience: at Most (%)", digits=(16, 4), help="0: no maximum.")
    dz_allowance_ids = fields.One2many('dz.payroll.allowance', 'structure_id', string="Allowances")

    _dz_seniority_not_negative = models.Constraint(
        'CHECK (COALESCE(dz_seniority_percent, 0) >= 0 AND COALESCE(dz_seniority_maximum, 0) >= 0)',
        "Percentages of experience cannot be negative.")

    def _write_dz_name(self):
        """Name the structure of a company in each language of the database, whoever made the company."""
        languages = [code for code, _name in self.env['res.lang'].get_installed()]
        names = {code: self.with_context(lang=code).env._("Algerian wages") for code in languages}
        for structure in self:
            structure.update_field_translations('name', names)
