from odoo.exceptions import UserError
from odoo.tools import SQL, formatLang

from odoo.addons.chained_journal.tools.fresh_read import fresh_rows

from ..tools import credit
from ..tools.credit import Holding, Standing, decimal


class Ledger:
    """What is to be written on some budget lines, while nobody else can write on their budgets.

    Transactions are REPEATABLE READ: who waited for another still sees what was there before. So each budget has an
    advisory lock, held to the end of the transaction, and what the former holders left is read on a second
    connection. Of two requests for the last credit one gets it, and the other is told what is left.
    """

    def __init__(self, env, lines, years=None):
        self.env = env
        # whoever commits need not be allowed to read budgets; what he commits is checked by the steps that call this
        self.Movement = env['budget.movement'].sudo()
        self.lines = lines.sudo()
        self.years = self.lines.year_id | (years or env['budget.year']).sudo()
        self.rows = []
        self._lock()
        self._standings = self._read_standings()
        self._states = self._read_states()
        self._holdings = {}

    def _lock(self):
        keys = sorted(self.Movement._get_key(year) for year in self.years)
        for key in keys:
            self.env.cr.execute(SQL("SELECT pg_advisory_xact_lock(%s)", self.Movement._chain_lock_number(key)))

    def _read(self, query):
        """Rows as this transaction and all others have left them."""
        return [*self.env.execute_query(query), *fresh_rows(self.env, query)]

    def _read_standings(self):
        rows = self._read(SQL(
            """
            SELECT line.id, last.line_sequence, last.opened_total, last.credit_total,
                   last.committed_total, last.liquidated_total, last.paid_total
              FROM unnest(%s::int[]) AS line(id) CROSS JOIN LATERAL (
                   SELECT * FROM budget_movement WHERE line_id = line.id
                    ORDER BY line_sequence DESC LIMIT 1) AS last
            """, self.lines.ids))
        standings = {line_id: Standing() for line_id in self.lines.ids}
        for line_id, sequence, *totals in rows:
            standing = Standing(sequence, *map(decimal, totals))
            standings[line_id] = max(standings[line_id], standing, key=lambda standing: standing.sequence)
        return standings

    def _read_states(self):
        """The states of the budgets that hold: one that closes does not open again."""
        self.env['budget.year'].flush_model(['state'])
        order = ['draft', 'open', 'closing', 'closed']
        states = {}
        for year_id, state in self._read(SQL("SELECT id, state FROM budget_year WHERE id = ANY(%s)", self.years.ids)):
            states[year_id] = max(state, states.get(year_id, 'draft'), key=order.index)
        return states

    def standing(self, line):
        """Where a line stands now, with what is about to be written."""
        return self._standings[line.id]

    def holding(self, commitment):
        """What a commitment holds now, with what is about to be written."""
        if commitment.id not in self._holdings:
            # the same movement may be seen by both connections
            movements = {row[0]: row[1:] for row in self._read(SQL(
                "SELECT id, committed, liquidated, paid FROM budget_movement WHERE commitment_id = %s", commitment.id))}
            sums = map(sum, zip(*movements.values(), strict=True)) if movements else ()
            self._holdings[commitment.id] = Holding(*map(decimal, sums))
        return self._holdings[commitment.id]

    def add(self, line, kind, day, commitment=None, cause=None, **deltas):
        """Note a movement.

        :param deltas: amounts by measure (``tools.credit.MEASURES``), in the currency of the company
        :param cause: the document that makes it; by default the one of the commitment
        :raise UserError: the credit does not allow it; the words tell the figures
        """
        deltas = {name: decimal(amount) for name, amount in deltas.items() if decimal(amount)}
        if not deltas:
            return
        standing = self._standings[line.id]
        tolerance = self._get_tolerance(line, day, standing)
        if commitment:
            self._hold(commitment, line, deltas)
        self._check(line, standing, deltas, tolerance, kind)
        after = credit.after(standing, deltas)
        self._standings[line.id] = after
        self.rows.append(self.Movement._prepare_values(
            line, kind, day, commitment, cause, deltas, after, tolerance))

    def enter(self):
        """Write the movements that were noted; returns them."""
        rows, self.rows = self.rows, []
        # movements are written here only, after all checks
        return self.Movement.create(rows)

    def _hold(self, commitment, line, deltas):
        before = self.holding(commitment)
        new = Holding(*(getattr(before, name) + deltas.get(name, credit.ZERO) for name in Holding._fields))
        if deltas.get('liquidated', 0) > 0 and new.liquidated > new.committed:
            raise self._refusal('commitment', line, deltas['liquidated'],
                                rest=before.committed - before.liquidated, name=commitment.name)
        if min(new) < 0 or deltas.get('paid', 0) > 0 and new.paid > new.liquidated:
            raise self._refusal('paid', line, deltas.get('paid', credit.ZERO), rest=before.liquidated - before.paid)
        self._holdings[commitment.id] = new

    def _get_tolerance(self, line, day, standing):
        rates = self.env['budget.tolerance']._get_rates(line.article_id, line.company_id, day)
        rate = rates.get(line.article_id.id, 0)
        return decimal(standing.credit * decimal(rate) / 100) if rate else credit.ZERO

    def _check(self, line, standing, deltas, tolerance, kind):
        year = line.year_id
        taken = deltas.get('committed', 0) > 0 or any(deltas.get(name, 0) > 0 for name in credit.CREDITS)
        state = self._states[year.id]
        if taken and not (state == 'open' or state == 'draft' and kind == 'open'):
            raise UserError(self.env._("%(budget)s is not open.", budget=year.display_name))
        found = credit.fault(standing, deltas, tolerance)
        if found:
            asked = deltas.get('committed') or deltas.get('liquidated') or deltas.get('paid') or abs(sum(deltas.values()))
            raise self._refusal(found, line, asked, rest=standing.available + tolerance, standing=standing)

    def _refusal(self, fault, line, asked, rest, standing=None, name=''):
        """The exception that tells why a movement is refused, with the figures, in the user's language."""
        standing = standing or self._standings[line.id]
        terms = {
            'article': line.article_id.with_env(self.env).sudo().display_name, 'name': name,
            'asked': self._money(line, asked), 'rest': self._money(line, rest),
            'credit': self._money(line, standing.credit), 'committed': self._money(line, standing.committed),
        }
        return UserError(self._sentence(fault) % terms)

    def _sentence(self, fault):
        return {
            'exceeded': self.env._(
                "Credit exceeded on %(article)s: %(asked)s asked for, %(rest)s left"
                " (credit %(credit)s, committed %(committed)s)."),
            'reserved': self.env._(
                "The credit of %(article)s cannot fall below what is committed: %(asked)s to be taken, %(rest)s free"
                " (credit %(credit)s, committed %(committed)s)."),
            'commitment': self.env._(
                "%(name)s: the bill exceeds what is committed on %(article)s: %(asked)s billed, %(rest)s left."
                " Adjust the commitment first."),
            'liquidated': self.env._("More would be billed on %(article)s than is committed: %(asked)s."),
            'paid': self.env._("More would be paid on %(article)s than is billed: %(asked)s, with %(rest)s due."),
            'negative': self.env._("More would be taken back on %(article)s than was given: %(asked)s."),
        }[fault]

    def _money(self, line, amount):
        return formatLang(self.env, float(amount), currency_obj=line.currency_id)
