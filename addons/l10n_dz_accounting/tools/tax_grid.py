"""Amounts of a tax return from the grid of a tax report: tags of tax lines, sums of other cells, cells filled by hand."""
import re
from decimal import Decimal

ZERO = Decimal(0)
TERM = re.compile(r'\s*([+-]?)\s*(\w+)\.(\w+)\s*')
ABOVE = re.compile(r'if_above\((?:[A-Z]{3}\()?(-?\d+(?:\.\d+)?)\)?\)')


class BadGrid(ValueError):
    """A cell whose formula does not read or leads back to itself."""


def terms(formula):
    """Return the (sign, line, label) of ``A.balance + B.balance - C.balance``.

    :raises BadGrid: where it does not read
    """
    found, position = [], 0
    while position < len(formula):
        term = TERM.match(formula, position)
        if not term or (found and not term[1]):
            raise BadGrid(formula)
        found.append((-1 if term[1] == '-' else 1, term[2], term[3]))
        position = term.end()
    return found


def evaluate(cells, tags, manual):
    """Return {(line, label): amount} of a grid.

    :param cells: {(line, label): (engine, formula, subformula)}; engines ``tax_tags``, ``aggregation``, ``external``
    :param tags: {tag without sign: debit less credit}; a formula that begins with ``-`` turns the sign
    :param manual: {(line, label): amount} of the cells filled by hand
    :raises BadGrid: for a formula that does not read or leads back to itself, and for another engine
    """
    done, open_cells = {}, set()

    def value(cell):
        if cell in done:
            return done[cell]
        if cell not in cells or cell in open_cells:
            raise BadGrid('.'.join(cell))
        open_cells.add(cell)
        engine, formula, subformula = cells[cell]
        if engine == 'tax_tags':
            amount = tags.get(formula.lstrip('-'), ZERO) * (-1 if formula.startswith('-') else 1)
        elif engine == 'external':
            amount = manual.get(cell, ZERO)
        elif engine == 'aggregation':
            amount = sum((sign * value((line, label)) for sign, line, label in terms(formula)), ZERO)
        else:
            raise BadGrid(engine)
        above = ABOVE.fullmatch(subformula or '')
        if above and amount <= Decimal(above[1]):
            amount = ZERO
        done[cell] = amount
        return amount

    for cell in cells:
        value(cell)
    return done
