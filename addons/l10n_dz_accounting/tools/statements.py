"""Financial statements of the SCF from balances of accounts: bilan (الميزانية) and TCR by nature (حسابات النتائج).

Decree 08-156 and order of 26 July 2008. Which account goes to which row is data: rules name a prefix of account codes, the
side of the balance that they take and the row. The longest prefix wins, so that each balance goes to one row exactly:
assets equal liabilities whatever is booked.
"""
import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
TERM = re.compile(r'\s*([+-]?)\s*(\w+)')


@dataclass(frozen=True)
class Rule:
    """Accounts whose code begins with ``prefix`` and whose balance is on ``side`` go to ``row``, in ``column``.

    ``side``: ``debit``, ``credit`` or ``any``. ``column``: ``contra`` (depreciation and losses) or ``amount``.
    """
    prefix: str
    side: str
    row: str
    column: str = 'amount'


class BadFormula(ValueError):
    """A formula that does not read, names an unknown row, or leads back to its own row."""


def index_rules(rules):
    """Return the rules by their prefix."""
    indexed = defaultdict(list)
    for rule in rules:
        indexed[rule.prefix].append(rule)
    return indexed


def find_rule(code, balance, rules_by_prefix):
    """Return the rule of the longest prefix that takes a balance (debit less credit) of an account, or None."""
    side = 'debit' if balance >= 0 else 'credit'
    for length in range(len(code), 0, -1):
        for rule in rules_by_prefix.get(code[:length], ()):
            if rule.side in ('any', side):
                return rule
    return None


def spread(balances, rules):
    """Return ({(row, column): debit less credit}, {key: rule}, [keys without a rule]).

    :param balances: (key, account code, debit less credit) of each account; accounts without balance are passed over
    """
    indexed = index_rules(rules)
    cells, places, unmapped = defaultdict(lambda: ZERO), {}, []
    for key, code, balance in balances:
        if not balance:
            continue
        rule = find_rule(code, balance, indexed)
        if rule:
            cells[rule.row, rule.column] += balance
            places[key] = rule
        else:
            unmapped.append(key)
    return dict(cells), places, unmapped


def parse_formula(formula):
    """Return the (sign, row) of a sum of rows such as ``A + B - C``.

    :raises BadFormula: where it does not read
    """
    terms, position = [], 0
    while position < len(formula.rstrip()):
        term = TERM.match(formula, position)
        if not term or (terms and not term[1]):
            raise BadFormula(formula)
        terms.append((-1 if term[1] == '-' else 1, term[2]))
        position = term.end()
    return tuple(terms)


def evaluate(formulas, values):
    """Return the value of each row: those given, and those that are sums of others.

    :param formulas: {row: formula} of the rows that are sums
    :param values: {row: amount} of the others
    :raises BadFormula: for a formula that does not read, an unknown row, or a circle
    """
    parsed = {row: parse_formula(formula) for row, formula in formulas.items()}
    done, open_rows = dict(values), set()

    def value(row):
        if row not in done:
            if row not in parsed or row in open_rows:
                raise BadFormula(row)
            open_rows.add(row)
            done[row] = sum((sign * value(other) for sign, other in parsed[row]), ZERO)
        return done[row]

    for row in parsed:
        value(row)
    return done
