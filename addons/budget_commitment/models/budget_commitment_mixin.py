from odoo import api, fields, models

from ..tools import credit
from ..tools.credit import ZERO, decimal


class BudgetCommitmentMixin(models.AbstractModel):
    """A document that reserves credit. Its own steps call the methods below; it says what it needs.

    Amounts are in the company's currency, taxes included; keys are (article, analytic account or empty).
    """
    _name = 'budget.commitment.mixin'
    _description = "Document that Commits Credit"

    budget_commitment_ids = fields.One2many(
        'budget.commitment', 'res_id', string="Commitments", readonly=True, copy=False,
        domain=lambda self: [('res_model', '=', self._name)],
        groups='budget_commitment.budget_commitment_group_user')
    budget_commitment_count = fields.Integer(
        "Number of Commitments", compute='_compute_budget_commitment_count',
        groups='budget_commitment.budget_commitment_group_user')

    @api.depends('budget_commitment_ids')
    def _compute_budget_commitment_count(self):
        for document in self:
            document.budget_commitment_count = len(document.budget_commitment_ids)

    def _get_budget_needs(self):
        """What the document needs now: {(article, analytic account): amount}. To be overridden."""
        self.ensure_one()
        return {}

    def _get_budget_date(self):
        """The day on which the document is charged."""
        return fields.Date.context_today(self)

    def _get_budget_company(self):
        """The company whose credit is used."""
        self.ensure_one()
        return self.company_id or self.env.company

    def _get_budget_partner(self):
        """Who will be paid, where it is known."""
        self.ensure_one()
        return self.partner_id if 'partner_id' in self._fields else self.env['res.partner']

    def _get_budget_name(self):
        """What the commitment is called."""
        self.ensure_one()
        return self.display_name

    def _budget_reserve(self):
        """Reserve what the documents need, or adjust what they hold, larger or smaller.

        :raise UserError: a credit would be exceeded; the words tell what is left
        """
        for document in self:
            self.env['budget.commitment']._settle(
                [(document, document._get_budget_needs())], document._get_budget_date())

    def _budget_release(self):
        """Give back what the documents hold and was not billed."""
        for document in self:
            self.env['budget.commitment']._settle([(document, {})], document._get_budget_date())

    def _budget_liquidate(self, amounts, day, cause=None):
        """Note that a bill came: ``amounts`` by key, negative for a credit note.

        :raise UserError: more is billed than is committed
        """
        self.ensure_one()
        self.env['budget.commitment']._spread(self, amounts, day, 'liquidated', cause)

    def _budget_pay(self, amounts, day, cause=None):
        """Note that money was paid: ``amounts`` by key, negative when it came back.

        :raise UserError: more is paid than was billed
        """
        self.ensure_one()
        self.env['budget.commitment']._spread(self, amounts, day, 'paid', cause)

    @api.model
    def _budget_split(self, article, distribution, amount):
        """{(article, analytic account): part} of an amount, by an analytic distribution ({'id,…': per cent} or empty)."""
        Analytic = self.env['account.analytic.account']
        weights = {}
        for ids, percent in (distribution or {}).items():
            account = Analytic.browse(int(str(ids).split(',')[0]))
            weights[account] = weights.get(account, ZERO) + decimal(percent)
        rest = decimal(100) - sum(weights.values())
        if rest > 0:
            weights[Analytic] = weights.get(Analytic, ZERO) + rest
        parts = credit.prorate(decimal(amount), list(weights.values()))
        return {(article, account): part for account, part in zip(weights, parts, strict=True) if part}

    @api.model
    def _budget_sum(self, amounts_list):
        """One dictionary of amounts by key out of several."""
        total = {}
        for amounts in amounts_list:
            for key, amount in amounts.items():
                total[key] = total.get(key, ZERO) + decimal(amount)
        return total

    def action_view_budget_commitments(self):
        """Open the commitments of the document."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('budget_commitment.budget_commitment_action')
        return {**action, 'domain': [('res_model', '=', self._name), ('res_id', '=', self.id)], 'context': {}}
