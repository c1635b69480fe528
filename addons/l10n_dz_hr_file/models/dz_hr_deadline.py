from odoo import fields, models
from odoo.tools import SQL

KINDS = [
    ('trial', "End of trial"), ('contract', "End of contract"), ('paper', "Paper expires"),
    ('retirement', "Retirement age"), ('retirement_women', "May retire (women)"), ('return', "Return from leave not noted"),
    ('decision', "Decision to take effect"),
]


class DzHrDeadline(models.Model):
    """What is to be done about persons, by date: read from contracts, papers, ages, leave and decisions."""
    _name = 'dz.hr.deadline'
    _description = "Deadline of Personnel"
    _auto = False
    _order = 'date, id'
    _rec_name = 'employee_id'
    _depends = {
        'hr.employee': ['active', 'birthday', 'company_id', 'current_version_id'],
        'hr.version': ['department_id', 'sex', 'contract_date_start', 'contract_date_end', 'trial_date_end',
                       'dz_confirmed_date', 'departure_date'],
        'dz.hr.document': ['employee_id', 'kind_id', 'date_end', 'reference'],
        'dz.hr.limit': ['code', 'value', 'date_from', 'date_to', 'company_id'],
        'res.company': ['parent_id'],
        'hr.leave': ['employee_id', 'state', 'request_date_to', 'dz_title_number', 'dz_return_date'],
        'dz.hr.decision': ['employee_id', 'state', 'effect', 'date_effect', 'name', 'company_id'],
    }

    employee_id = fields.Many2one('hr.employee', readonly=True)
    company_id = fields.Many2one('res.company', readonly=True)
    department_id = fields.Many2one('hr.department', readonly=True)
    kind = fields.Selection(KINDS, string="Subject", readonly=True)
    date = fields.Date(readonly=True)
    date_notice = fields.Date(string="Shown from", readonly=True)
    detail = fields.Char(readonly=True)

    @property
    def _table_query(self):
        Limit = self.env['dz.hr.limit']
        parts = [self._query_contracts(), self._query_papers(), self._query_ages(4, 'retirement', 'retirement_age', SQL("TRUE")),
                 self._query_ages(5, 'retirement_women', 'retirement_age_women', SQL("p.sex = 'female'")),
                 self._query_returns(), self._query_decisions()]
        return SQL(
            """
            WITH present AS (
                SELECT e.id AS employee_id, e.company_id, e.birthday, v.department_id, v.sex, v.contract_date_end,
                       v.trial_date_end, v.dz_confirmed_date, v.departure_date
                  FROM hr_employee e JOIN hr_version v ON v.id = e.current_version_id
                 WHERE e.active AND v.contract_date_start IS NOT NULL),
            due AS (%(parts)s)
            SELECT due.source_id * 10 + due.source AS id, due.employee_id, due.company_id, due.department_id, due.kind,
                   due.date, due.detail,
                   due.date - COALESCE((
                       SELECT l.value FROM dz_hr_limit l
                        WHERE l.code = due.notice AND %(in_force)s
                        ORDER BY %(nearest)s LIMIT 1), 0)::int AS date_notice
              FROM due
            """, parts=SQL(' UNION ALL ').join(parts), nearest=Limit._get_nearest_sql('l'),
            in_force=Limit._get_in_force_sql('l', SQL("due.company_id"), SQL("due.date")))

    def _query_contracts(self):
        return SQL(
            """
            SELECT employee_id, company_id, department_id, 1 AS source, employee_id AS source_id, 'trial'::varchar AS kind,
                   trial_date_end AS date, 'notice_days'::varchar AS notice, NULL::varchar AS detail
              FROM present WHERE trial_date_end IS NOT NULL AND dz_confirmed_date IS NULL AND departure_date IS NULL
             UNION ALL
            SELECT employee_id, company_id, department_id, 2, employee_id, 'contract', contract_date_end, 'notice_days', NULL
              FROM present WHERE contract_date_end IS NOT NULL AND departure_date IS NULL
            """)

    def _query_papers(self):
        """Papers that expire, but for those that a later one of their kind replaces."""
        return SQL(
            """
            SELECT p.employee_id, p.company_id, p.department_id, 3, d.id, 'paper', d.date_end, 'notice_days', d.reference
              FROM present p JOIN dz_hr_document d ON d.employee_id = p.employee_id
             WHERE d.date_end IS NOT NULL AND p.departure_date IS NULL AND NOT EXISTS (
                   SELECT 1 FROM dz_hr_document newer
                    WHERE newer.employee_id = d.employee_id AND newer.kind_id = d.kind_id
                      AND (newer.date_end IS NULL OR newer.date_end > d.date_end))
            """)

    def _query_ages(self, source, kind, code, condition):
        """Birthdays of an age, the limit in force on that very day, that of the nearest company before the general one."""
        Limit = self.env['dz.hr.limit']
        return SQL(
            """
            SELECT p.employee_id, p.company_id, p.department_id, %(source)s, p.employee_id, %(kind)s::varchar,
                   (p.birthday + make_interval(years => age.value::int))::date, 'retirement_notice_days', NULL
              FROM present p JOIN LATERAL (
                   SELECT value FROM dz_hr_limit l
                    WHERE l.code = %(code)s AND %(in_force)s
                    ORDER BY %(nearest)s LIMIT 1) age ON TRUE
             WHERE p.birthday IS NOT NULL AND p.departure_date IS NULL AND %(condition)s
            """, source=source, kind=kind, code=code, condition=condition, nearest=Limit._get_nearest_sql('l'),
            in_force=Limit._get_in_force_sql(
                'l', SQL("p.company_id"), SQL("(p.birthday + make_interval(years => l.value::int))")))

    def _query_returns(self):
        return SQL(
            """
            SELECT p.employee_id, p.company_id, p.department_id, 6, h.id, 'return', h.request_date_to + 1, NULL,
                   h.dz_title_number
              FROM present p JOIN hr_leave h ON h.employee_id = p.employee_id
             WHERE h.state = 'validate' AND h.dz_title_number IS NOT NULL AND h.dz_return_date IS NULL AND NOT EXISTS (
                   SELECT 1 FROM dz_hr_decision d WHERE d.employee_id = p.employee_id
                      AND d.effect = 'end' AND d.state = 'applied' AND d.date_effect <= h.request_date_to)
            """)

    def _query_decisions(self):
        return SQL(
            """
            SELECT d.employee_id, d.company_id, v.department_id, 7, d.id, 'decision', d.date_effect, 'notice_days', d.name
              FROM dz_hr_decision d JOIN hr_employee e ON e.id = d.employee_id
              LEFT JOIN hr_version v ON v.id = e.current_version_id WHERE d.state = 'signed'
            """)

    def action_open_person(self):
        """Open the file of the person."""
        self.ensure_one()
        self.check_access('read')
        return self.employee_id.get_formview_action()
