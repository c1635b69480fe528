from odoo import api, fields, models
from odoo.fields import Domain


class ChamberCashCeiling(models.Model):
    """How much cash a chamber may take in one receipt or keep in its desk, from a day."""
    _name = 'chamber.cash.ceiling'
    _description = "Cash Ceiling"
    _inherit = ['l10n_dz.dated.setting']
    _order = 'kind, company_id, date_start desc'
    _rec_name = 'kind'

    kind = fields.Selection([('receipt', "One receipt"), ('balance', "Cash in the desk")], required=True, default='receipt')
    company_id = fields.Many2one('res.company', string="Chamber", index=True, ondelete='cascade', help="Empty: every chamber.")
    amount = fields.Monetary(required=True)
    currency_id = fields.Many2one('res.currency', required=True, default=lambda self: self.env.ref('base.DZD'))

    _one_edition = models.UniqueIndex(
        "(kind, COALESCE(company_id, 0), date_start) WHERE active", "Two ceilings of the same kind cannot start on the same day.")
    _amount_positive = models.Constraint('CHECK (amount > 0)', "A ceiling is more than nothing.")

    @api.model
    def _get_amount(self, kind, company, date):
        """Return the ceiling of a chamber on a day, its own before that of every chamber, or None where none is set."""
        domain = (
            Domain('kind', '=', kind) & Domain('company_id', 'in', [company.id, False]) & Domain('date_start', '<=', date)
            & (Domain('date_end', '=', False) | Domain('date_end', '>=', date)))
        # whoever receives cash is held by it, only finance edits it
        ceilings = self.sudo().search(domain, order='date_start desc')
        own = ceilings.filtered('company_id') or ceilings
        return own[:1].amount if own else None
