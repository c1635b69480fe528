from odoo import models
from odoo.exceptions import AccessError

HEAD = 'chamber_hr_accounting.chamber_hr_accounting_group_hr_manager'


class DzHrDecision(models.Model):
    """Whoever computes wages is a manager of human resources to the payroll engine; in a chamber he signs no decision."""
    _inherit = 'dz.hr.decision'

    def action_sign(self):
        """Sign decisions, see there; those of a chamber by the head of its personnel.

        :raises AccessError: for anyone else
        """
        if any(decision.company_id.chamber_kind for decision in self) and not self.env.user.has_group(HEAD):
            raise AccessError(self.env._("The head of personnel signs the decisions of a chamber."))
        return super().action_sign()
