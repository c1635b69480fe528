from odoo import api, fields, models


class ChamberOwedNature(models.Model):
    """How a kind of what the chamber owes is charged, from a day: account, budget article, analytic accounts."""
    _name = 'chamber.owed.nature'
    _description = "Nature of What Is Owed"
    _inherit = ['chamber.booking.nature']

    kind = fields.Selection(string="Owed For")
    account_code = fields.Char(string="Expense Account", default='622')
    article_id = fields.Many2one(
        'budget.article', string="Budget Article", domain=[('kind', '=', 'article')], ondelete='restrict', index='btree_not_null',
        help="Its credit is committed when the payment is asked for.")

    _one_edition = models.UniqueIndex(
        '(kind, date_start) WHERE active', "Two editions of the same kind cannot start on the same day.")

    @api.model
    def _get_document_models(self):
        return self.env['chamber.owed.due']._get_owed_models()
