"""Stamp duty on receipts of cash (حق الطابع): stamp code, art. 100-I, as of Finance Law 2025, art. 46.

The brackets and the minimum are a dated record; only the way they are combined is here.
"""
from decimal import ROUND_CEILING, Decimal

UNIT = Decimal(100)


def duty(amount, brackets, minimum=0, maximum=None):
    """Duty on an amount paid in cash, tax included.

    The whole amount takes the rate of its bracket, for each 100 dinars or part of 100.

    :param amount: dinars received in cash
    :param brackets: (upper bound or None, duty for each 100 dinars), from the lowest; a rate of 0 is an exemption
    :param minimum: least duty where one is owed
    :param maximum: greatest duty, or None
    :raises ValueError: for a negative amount
    """
    amount = Decimal(str(amount))
    if amount < 0:
        raise ValueError(f"an amount of {amount} is negative")
    rate = next(rate for upper, rate in brackets if upper is None or amount <= Decimal(str(upper)))
    rate = Decimal(str(rate))
    if not rate or not amount:
        return Decimal('0.00')
    due = max((amount / UNIT).to_integral_value(rounding=ROUND_CEILING) * rate, Decimal(str(minimum)))
    if maximum is not None:
        due = min(due, Decimal(str(maximum)))
    return due.quantize(Decimal('0.01'))
