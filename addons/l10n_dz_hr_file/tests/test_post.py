from datetime import date

from psycopg2.errors import UniqueViolation

from odoo.tools import mute_logger

from .common import FileCase


class TestPost(FileCase):
    """Authorised, filled and vacant posts; the staff of today."""

    def _posts(self, job, planned, year=2026, **values):
        return self.env['dz.hr.post'].create({
            'company_id': self.company.id, 'job_id': job.id, 'planned': planned, 'year': year, **values})

    def test_vacant_is_authorised_less_filled(self):
        self._create_employee("One"), self._create_employee("Two", department_id=self.other_department.id)
        self._create_employee("Gone", end=date(2026, 2, 28))
        self._create_employee("Never hired", start=False)
        whole, part = self._posts(self.job, 3), self._posts(self.job, 1, department_id=self.department.id)
        none = self._posts(self.other_job, 0)
        self.assertEqual([(post.filled, post.vacant) for post in (whole, part, none)], [(2, 1), (1, 0), (0, 0)])
        Post = self.env['dz.hr.post']
        self.assertEqual(Post.search([('vacant', '>', 0)]), whole)
        self.assertEqual(Post.search([('vacant', '=', 0)]), part + none)
        self.assertFalse(Post.search([('vacant', '<', 0)]))
        self.assertEqual(Post.search([('vacant', '!=', 0)]), whole)

    def test_a_past_year_is_seen_at_its_end(self):
        self._create_employee("Gone", end=date(2026, 2, 28))
        self.assertEqual(self._posts(self.job, 1, 2025).vacant, 0)
        self.assertEqual(self._posts(self.job, 1, 2026).vacant, 1)

    def test_a_transfer_frees_a_post(self):
        employee = self._create_employee()
        old, new = self._posts(self.job, 1), self._posts(self.other_job, 1)
        self._sign(employee, 'transfer', job_id=self.other_job.id)
        (old + new).invalidate_recordset()
        self.assertEqual((old.vacant, new.vacant), (1, 0))

    @mute_logger('odoo.sql_db')
    def test_a_post_is_entered_once_a_year(self):
        self._posts(self.job, 1)
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self._posts(self.job, 2)

    def test_wages_of_the_grid(self):
        Grid = self.env['dz.hr.grid']
        self.assertEqual(Grid._get_wage(self.company, self.high, 1, date(2026, 1, 1)), 53000)
        self.assertEqual(Grid._get_wage(self.company, self.high, 9, date(2019, 12, 31)), 0.0)

    def test_the_staff_by_age_and_service(self):
        employee = self._create_employee(birthday=date(1966, 3, 16), sex='male', start=date(2016, 3, 15))
        self._create_employee("Gone", end=date(2026, 2, 28))
        self.env.flush_all()
        rows = self.env['dz.hr.staff.report'].search([('company_id', '=', self.company.id)])
        self.assertEqual(rows.employee_id, employee)
        self.assertEqual((rows.age, rows.age_band, rows.seniority, rows.seniority_band), (59, '55-59', 10, '10-14'))
