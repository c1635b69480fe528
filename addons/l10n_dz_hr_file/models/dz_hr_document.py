from odoo import fields, models


class DzHrDocument(models.Model):
    _name = 'dz.hr.document'
    _description = "Paper of a Personnel File"
    _order = 'employee_id, kind_id, date desc, id desc'
    _rec_name = 'kind_id'
    _check_company_auto = True

    employee_id = fields.Many2one('hr.employee', required=True, index=True, ondelete='cascade', check_company=True)
    company_id = fields.Many2one(related='employee_id.company_id', store=True, index=True, precompute=True)
    kind_id = fields.Many2one('dz.hr.document.kind', string="Paper", required=True, index=True, ondelete='restrict')
    reference = fields.Char()
    date = fields.Date(string="Issued on")
    date_end = fields.Date(string="Valid Until")
    file = fields.Binary(attachment=True)
    file_name = fields.Char()

    _date_order = models.Constraint(
        'CHECK (date_end IS NULL OR date IS NULL OR date_end >= date)', "A paper cannot expire before it is issued.")
