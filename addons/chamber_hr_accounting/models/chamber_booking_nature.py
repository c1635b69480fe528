from odoo import api, fields, models
from odoo.exceptions import UserError

OTHER = 'other'


class ChamberBookingNature(models.AbstractModel):
    """What a kind of money is in the accounts, from a day: account and analytic accounts."""
    _name = 'chamber.booking.nature'
    _description = "Nature of What Is Booked"
    _inherit = ['l10n_dz.dated.setting']
    _order = 'kind, date_start desc'

    name = fields.Char(required=True, translate=True, help="As written on the papers.")
    kind = fields.Selection(lambda self: self._selection_kind(), required=True)
    account_code = fields.Char(string="Account", required=True, help="Code in the chart of the national chamber.")
    directorate_id = fields.Many2one(
        'account.analytic.account',
        domain=lambda self: [('plan_id', '=', self.env.ref('chamber_hr_accounting.analytic_plan_directorate').id)],
        ondelete='restrict')
    activity_id = fields.Many2one(
        'account.analytic.account',
        domain=lambda self: [('plan_id', '=', self.env.ref('chamber_hr_accounting.analytic_plan_activity').id)],
        ondelete='restrict')

    @api.model
    def _get_document_models(self):
        """Names of the models whose documents bear such money."""
        return []

    @api.model
    def _selection_kind(self):
        """Every document that bears such money, and what is none of them."""
        labels = {name: self.env['ir.model']._get(name).name for name in self._get_document_models()}
        return [*sorted(labels.items(), key=lambda pair: pair[1]), (OTHER, self.env._("Other"))]

    @api.model
    def _get_nature(self, kind, date):
        """Return the nature of a kind on a day, else that of what has none of its own.

        :raises UserError: where neither is set on that day
        """
        Nature = self.sudo()  # whoever takes a step needs it, only finance edits it
        try:
            return Nature._get_on(date, [('kind', '=', kind)])
        except UserError:
            return Nature._get_on(date, [('kind', '=', OTHER)])

    def _get_distribution(self, company):
        """Analytic distribution of money of this nature in a chamber."""
        self.ensure_one()
        accounts = company._get_chamber_analytic(company) | self.directorate_id | self.activity_id
        return {','.join(str(account.id) for account in accounts): 100} if accounts else False
