from odoo import api, models
from odoo.fields import Domain


class ChamberFinanceHome(models.AbstractModel):
    _inherit = 'chamber.finance.home'

    @api.model
    def _get_subjects(self):
        """Bills of what other rooms owe wait for the accountant, who accepts or cancels them."""
        subjects = super()._get_subjects()
        if not self._has_role('accountant'):
            return subjects
        waiting = Domain('owed_model', '!=', False) & Domain('move_type', '=', 'in_invoice') & Domain('state', '=', 'draft')
        return [*subjects, {
            'key': 'owed_bills', 'name': self.env._("Bills of other rooms to accept"), 'model': 'account.move',
            'domain': waiting, 'level': 'warning', 'amount': 'amount_total', 'order': 'invoice_date',
            'deadline': lambda bill: bill.invoice_date}]
