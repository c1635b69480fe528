from odoo import models


class BudgetCommitment(models.Model):
    _inherit = 'budget.commitment'

    def _get_print_number(self):
        """Year, article and number on the line of the movement that began the commitment."""
        self.ensure_one()
        first = self.movement_ids.sorted('id')[:1]
        return '/'.join(filter(None, [self.year_id.name, self.article_id.code, str(first.line_sequence or '')]))
