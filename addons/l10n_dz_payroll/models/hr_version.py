from odoo import api, fields, models

from .dz_payroll_scale import PROFILES


class HrVersion(models.Model):
    _inherit = 'hr.version'

    dz_tax_profile = fields.Selection(
        PROFILES, string="Income Tax", default='general', required=True, tracking=True, groups='hr.group_hr_manager',
        help="Disabled workers and retired persons of the general scheme have a smoother scale between two wages.")
    dz_seniority_date = fields.Date(
        string="Experience Since", tracking=True, groups='hr.group_hr_manager',
        help="Empty: since the first contract with the company.")
    dz_seniority_percent = fields.Float(
        string="Experience (%)", digits=(16, 4), tracking=True, groups='hr.group_hr_manager',
        help="A percentage fixed by decision; 0: counted from the years, by the salary structure.")

    _dz_seniority_not_negative = models.Constraint(
        'CHECK (COALESCE(dz_seniority_percent, 0) >= 0)', "A percentage of experience cannot be negative.")

    @api.model
    def _get_whitelist_fields_from_template(self):
        return [*super()._get_whitelist_fields_from_template(), 'dz_tax_profile']
