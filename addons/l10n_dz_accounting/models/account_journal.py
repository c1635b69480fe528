from odoo import api, models

HASHED_TYPES = ('sale', 'purchase', 'general')


class AccountJournal(models.Model):
    _inherit = 'account.journal'

    @api.model_create_multi
    def create(self, vals_list):
        journals = super().create(vals_list)
        free = self.browse(
            journal.id for journal, vals in zip(journals, vals_list, strict=True) if 'restrict_mode_hash_table' not in vals)
        free._lock_with_hash()
        return journals

    def _lock_with_hash(self):
        """Secure posted entries with a hash, in journals of Algerian companies whose numbers have no gap."""
        journals = self.filtered(
            lambda journal: journal.type in HASHED_TYPES and not journal.restrict_mode_hash_table
            and journal.company_id.chart_template == 'dz')
        if journals:
            # gaps are looked for in journals of every company that is being set up
            with_gap = self.env['account.number.gap'].sudo().search([('journal_id', 'in', journals.ids)]).journal_id
            (journals - with_gap).restrict_mode_hash_table = True
