from odoo import models


class HrEmployee(models.Model):
    _inherit = 'hr.employee'

    def _get_mission_grade(self):
        """The grade of the personnel file, which decisions change, goes before the one written for missions."""
        # papers are in Arabic first
        return self.dz_grade_id.with_context(lang='ar_001').name or super()._get_mission_grade()
