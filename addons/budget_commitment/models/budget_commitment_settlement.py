from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools import credit
from ..tools.credit import ZERO, decimal
from .budget_ledger import Ledger


class BudgetCommitment(models.Model):
    """How the needs of documents become movements: taken back first, then given, all under one lock.

    Needs and amounts are dictionaries {(article, analytic account or empty): amount in the company's currency}.
    """
    _inherit = 'budget.commitment'

    @api.model
    def _settle(self, plan, day, cause=None):
        """Let documents hold what they need, no more and no less.

        :param plan: list of (document, needs); what was billed already stays
        :raise UserError: a credit does not allow it
        """
        self._wait_for(plan)
        stages = [(document, *self._resolve(document, needs, day)) for document, needs in plan]
        lines = self.env['budget.line'].union(*(
            line for _document, commitments, targets in stages
            for line in [*commitments.line_id, *(line for line, _need in targets.values())]))
        if not lines:
            return
        ledger = Ledger(self.env, lines)
        gaps = [(document, commitments, target, ledger) for document, commitments, target in stages]
        for document, commitments, targets, _ledger in gaps:
            self._take_back(ledger, document, commitments, targets, day, cause)
        for document, commitments, targets, _ledger in gaps:
            self._give(ledger, document, commitments, targets, day, cause)
        ledger.enter()

    @api.model
    def _wait_for(self, plan):
        """Wait for whoever takes a step of the same documents at this moment.

        Where the other one was first, PostgreSQL refuses the stale snapshot and Odoo runs the call again.
        """
        for document, _needs in plan:
            self.env.cr.execute(SQL("SELECT id FROM %s WHERE id = %s FOR NO KEY UPDATE",
                                    SQL.identifier(document._table), document.id), log_exceptions=False)

    @api.model
    def _resolve(self, document, needs, day):
        """(commitments of the document, {key: (line for what is new, need)}), keys as the lines have them."""
        commitments = self._get_of(document)
        Analytic = self.env['account.analytic.account']
        targets = {}
        for (article, analytic), amount in needs.items():
            held = commitments._on(article, analytic) or commitments._on(article, Analytic)
            line = held[-1:].line_id
            if not line or line.year_id.state != 'open':
                is_more = decimal(amount) > decimal(sum(held.mapped('committed')))
                line = self.env['budget.line']._find(
                    article, analytic, document._get_budget_company(), day) if is_more or not line else line
            key = line.article_id, line.analytic_account_id
            targets[key] = line, targets.get(key, (line, ZERO))[1] + decimal(amount)
        return commitments, targets

    def _on(self, article, analytic):
        """Those of these commitments that are on an article and exactly this analytic account."""
        return self.filtered(lambda commitment: (
            commitment.line_id.article_id == article and commitment.line_id.analytic_account_id == analytic))

    @api.model
    def _take_back(self, ledger, document, commitments, targets, day, cause):
        for key, held in self._by_key(commitments).items():
            need = targets.get(key, (None, ZERO))[1]
            surplus = sum((ledger.holding(commitment).committed for commitment in held), ZERO) - need
            if surplus <= 0:
                continue
            newest = held[::-1]
            rooms = [ledger.holding(commitment) for commitment in newest]
            parts, _left = credit.fill(surplus, [room.committed - room.liquidated for room in rooms])
            for commitment, part in zip(newest, parts, strict=True):
                ledger.add(commitment.line_id, 'adjust' if need else 'release', day, commitment, cause, committed=-part)

    @api.model
    def _give(self, ledger, document, commitments, targets, day, cause):
        by_key = self._by_key(commitments)
        for key, (line, need) in targets.items():
            held = by_key.get(key, self.browse())
            missing = need - sum((ledger.holding(commitment).committed for commitment in held), ZERO)
            if missing <= 0:
                continue
            commitment = self._get_or_make(
                line, document, document._get_budget_name(), document._get_budget_partner())
            ledger.add(line, 'adjust' if held else 'commit', day, commitment, cause, committed=missing)

    @api.model
    def _by_key(self, commitments):
        return commitments.grouped(lambda commitment: (
            commitment.line_id.article_id, commitment.line_id.analytic_account_id))

    @api.model
    def _spread(self, document, amounts, day, measure, cause=None):
        """Bill or pay on the commitments of a document, the oldest first; negative amounts on the newest first.

        :param measure: 'liquidated' or 'paid'
        :raise UserError: the document has no commitment there, or holds too little
        """
        commitments = self._get_of(document)
        plan = [(self._match(commitments, document, *key), decimal(amount))
                for key, amount in amounts.items() if decimal(amount)]
        if not plan:
            return
        ledger = Ledger(self.env, commitments.line_id)
        kind = 'liquidate' if measure == 'liquidated' else 'pay'
        for held, amount in sorted(plan, key=lambda step: step[1]):
            ordered = held if amount > 0 else held[::-1]
            rooms = [self._room(ledger.holding(commitment), measure, amount) for commitment in ordered]
            parts, left = credit.fill(abs(amount), rooms)
            # what finds no room is refused on the last one, with its figures
            parts[-1] += left
            for commitment, part in zip(ordered, parts, strict=True):
                signed = part if amount > 0 else -part
                ledger.add(commitment.line_id, kind, day, commitment, cause, **{measure: signed})
        ledger.enter()

    @api.model
    def _match(self, commitments, document, article, analytic):
        held = commitments._on(article, analytic) or commitments._on(article, analytic.browse())
        if not held:
            raise UserError(self.env._("%(document)s has no commitment on article %(article)s.",
                                       document=document.sudo().display_name, article=article.display_name))
        return held

    @api.model
    def _room(self, holding, measure, amount):
        if amount < 0:
            return getattr(holding, measure)
        whole = holding.committed if measure == 'liquidated' else holding.liquidated
        return whole - getattr(holding, measure)

    @api.model
    def _sums_of_causes(self, causes):
        """{commitment: {measure: decimal}} of what documents of one model have made, in the order of commitments."""
        self.env['budget.movement'].flush_model()
        rows = self.env.execute_query(SQL(
            """
            SELECT commitment_id, SUM(committed), SUM(liquidated), SUM(paid) FROM budget_movement
             WHERE cause_model = %s AND cause_id = ANY(%s) AND commitment_id IS NOT NULL
             GROUP BY commitment_id ORDER BY commitment_id
            """, causes._name, causes.ids))
        return {self.sudo().browse(commitment_id): dict(zip(
            ('committed', 'liquidated', 'paid'), map(decimal, sums), strict=True)) for commitment_id, *sums in rows}

    @api.model
    def _write_deltas(self, deltas, kind, day, cause):
        """Write movements on commitments: list of (commitment, {measure: decimal}), those that take back first."""
        deltas = [(commitment, values) for commitment, values in deltas if any(values.values())]
        if not deltas:
            return
        ledger = Ledger(self.env, self.sudo().union(*(commitment for commitment, _values in deltas)).line_id)  # see Ledger
        for commitment, values in sorted(deltas, key=lambda item: sum(item[1].values())):
            ledger.add(commitment.line_id, kind, day, commitment, cause, **values)
        ledger.enter()
