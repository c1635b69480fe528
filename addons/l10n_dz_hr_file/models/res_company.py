from odoo import models


class ResCompany(models.Model):
    _inherit = 'res.company'

    def _get_dz_employer_name(self, language):
        """Name of the employer in the text of decisions in a language, 'ar' or 'fr'. To be extended."""
        self.ensure_one()
        return self.name
