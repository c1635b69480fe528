from odoo import fields, models


class VerifiableTestPass(models.Model):
    _name = 'verifiable.test.pass'
    _description = "Pass with a QR Code"
    _inherit = ['verifiable.document.mixin']

    _verifiable_type = 'test_pass'

    name = fields.Char(required=True)
    birth_date = fields.Date()
    date_end = fields.Date()
    company_id = fields.Many2one('res.company', default=lambda self: self.env.company)

    def _get_verifiable_claims(self):
        claims = {10: self.name}
        return {**claims, 11: self.birth_date} if self.birth_date else claims

    def _get_verifiable_expiry(self):
        return self.date_end
