from odoo import fields, models
from odoo.tools import SQL


class DzHrStaffReport(models.Model):
    """The staff of today: persons in contract by age, seniority, sex, grade, post."""
    _name = 'dz.hr.staff.report'
    _description = "Staff"
    _auto = False
    _order = 'employee_id'
    _rec_name = 'employee_id'
    _depends = {
        'hr.employee': ['active', 'birthday', 'company_id', 'current_version_id'],
        'hr.version': ['employee_id', 'active', 'department_id', 'job_id', 'dz_grade_id', 'contract_type_id', 'sex',
                       'contract_date_start', 'contract_date_end'],
    }

    employee_id = fields.Many2one('hr.employee', readonly=True)
    company_id = fields.Many2one('res.company', readonly=True)
    department_id = fields.Many2one('hr.department', readonly=True)
    job_id = fields.Many2one('hr.job', string="Post", readonly=True)
    grade_id = fields.Many2one('dz.hr.grade', readonly=True)
    contract_type_id = fields.Many2one('hr.contract.type', string="Contract", readonly=True)
    sex = fields.Selection([('male', "Men"), ('female', "Women"), ('other', "Other")], readonly=True)
    age = fields.Integer(readonly=True, aggregator='avg')
    age_band = fields.Char(string="Ages", readonly=True)
    seniority = fields.Integer(string="Years of Service", readonly=True, aggregator='avg')
    seniority_band = fields.Char(string="Years of Service, by Five", readonly=True)

    @property
    def _table_query(self):
        today = fields.Date.context_today(self)
        return SQL(
            """
            SELECT row.*,
                   (age / 5 * 5)::text || '-' || (age / 5 * 5 + 4)::text AS age_band,
                   lpad((seniority / 5 * 5)::text, 2, '0') || '-' || lpad((seniority / 5 * 5 + 4)::text, 2, '0')
                   AS seniority_band
              FROM (SELECT e.id, e.id AS employee_id, e.company_id, v.department_id, v.job_id, v.dz_grade_id AS grade_id,
                           v.contract_type_id, v.sex,
                           EXTRACT(YEAR FROM age(%(today)s, e.birthday))::int AS age,
                           EXTRACT(YEAR FROM age(%(today)s, hired.day))::int AS seniority
                      FROM hr_employee e
                      JOIN hr_version v ON v.id = e.current_version_id
                      JOIN LATERAL (SELECT MIN(contract_date_start) AS day FROM hr_version
                                     WHERE employee_id = e.id AND active) hired ON TRUE
                     WHERE e.active AND v.contract_date_start <= %(today)s
                       AND (v.contract_date_end IS NULL OR v.contract_date_end >= %(today)s)) row
            """, today=today)
