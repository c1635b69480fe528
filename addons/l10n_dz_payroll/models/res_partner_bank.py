from odoo import api, models


class ResPartnerBank(models.Model):
    _inherit = 'res.partner.bank'

    @api.constrains('acc_number')
    def _check_dz_employee_number(self):
        accounts = self.env['hr.employee'].sudo().search([  # whoever writes the number, it is checked
            ('bank_account_ids', 'in', self.ids), ('company_id.partner_id.country_id.code', '=', 'DZ')]).bank_account_ids & self
        accounts._check_dz_number()
