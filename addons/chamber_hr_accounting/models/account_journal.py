from odoo import fields, models

JOURNAL_USES = [
    ('sale', "Sales"), ('purchase', "Purchases"), ('cash', "Cash"), ('bank', "Bank"), ('postal', "Postal account"),
    ('general', "Miscellaneous"),
]


class AccountJournal(models.Model):
    _inherit = 'account.journal'

    chamber_use = fields.Selection(
        JOURNAL_USES, string="Use in the Chamber", copy=False,
        help="The journal of its chamber in which the receipts of fees, the cash desk and the refunds are booked.")

    _one_use = models.UniqueIndex(
        '(company_id, chamber_use) WHERE chamber_use IS NOT NULL', "This chamber already has a journal for this use.")
