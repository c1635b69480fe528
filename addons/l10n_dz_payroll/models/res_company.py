from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = 'res.company'

    dz_prorata = fields.Selection(
        [('thirtieths', "Thirtieths of a month"), ('working', "Working days of the month")], string="Part of a Month",
        default='thirtieths', required=True, help="How the wage of a month that was not fully worked is counted.")
    dz_payroll_journal_id = fields.Many2one(
        'account.journal', string="Journal of Wages", domain=[('type', '=', 'general')], check_company=True)
    dz_employer_number = fields.Char(string="CNAS Employer Number")

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._create_dz_structure()
        return companies

    def write(self, vals):
        result = super().write(vals)
        if 'country_id' in vals or 'partner_id' in vals:
            self._create_dz_structure()
        return result

    def _create_dz_structure(self):
        """Give each Algerian company a salary structure of its own with the rules of the addon."""
        rules = self.env['hr.salary.rule'].sudo().search(  # companies are made by administrators without payroll rights
            [('amount_select', '=', 'dz'), ('company_id', '=', False)])
        Structure = self.env['hr.payroll.structure'].sudo()  # same reason
        companies = self.filtered(lambda company: company.country_id.code == 'DZ')
        having = Structure.search([('is_dz', '=', True), ('company_id', 'in', companies.ids)]).company_id
        structures = Structure.with_context(lang='en_US').create([{
            'name': "Algerian wages", 'code': 'DZ', 'company_id': company.id, 'is_dz': True, 'parent_id': False,
            'rule_ids': [fields.Command.set(rules.ids)],
        } for company in companies - having])
        structures._write_dz_name()
