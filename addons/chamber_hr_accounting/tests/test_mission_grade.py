from odoo.tests import new_test_user, tagged

from .common import FinanceCase


@tagged('post_install', '-at_install')
class TestMissionGrade(FinanceCase):
    """The grade that a mission order bears."""

    def test_an_order_bears_the_grade_of_the_personnel_file(self):
        traveller = new_test_user(
            self.env, login='traveller_16', groups='base.group_user', company_id=self.chamber_16.id, lang='fr_FR',
            company_ids=[(6, 0, self.chamber_16.ids)])
        employee = self.env['hr.employee'].create({
            'name': "كريم", 'user_id': traveller.id, 'company_id': self.chamber_16.id, 'mission_grade': "تقني"})
        mine = self.env['dz.mission.order'].with_user(traveller)
        self.assertEqual(mine.new({'employee_id': employee.id}).grade, "تقني")

        grade = self.env['dz.hr.grade'].create({'name': "Senior technician"})
        grade.with_context(lang='ar_001').name = "تقني سامي"
        employee.dz_grade_id = grade
        self.env.flush_all()
        self.assertEqual(mine.new({'employee_id': employee.id}).grade, "تقني سامي")
