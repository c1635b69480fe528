"""Numbers with their noun in Arabic: the noun changes with the number."""
from odoo.addons.report_weasyprint.tools.text import quantity

YEARS = ('سنة واحدة', 'سنتان', 'سنوات', 'سنة')
MONTHS = ('شهر واحد', 'شهران', 'أشهر', 'شهرًا')
DAYS = ('يوم واحد', 'يومان', 'أيام', 'يومًا')


def counted(number, forms):
    """A number and its noun: one, two, three to ten, eleven and more; a fraction takes the last form.

    :param forms: the noun for 1, for 2, for 3 to 10, for 11 and more

    >>> [counted(number, ('a', 'b', 'c', 'd')) for number in (1, 2, 3, 10, 11, 100, 103, 2.5)]
    ['a', 'b', '3 c', '10 c', '11 d', '100 d', '103 c', '2,5 d']
    """
    if number in (1, 2):
        return forms[int(number) - 1]
    is_few = number == int(number) and 3 <= number % 100 <= 10
    return f'{quantity(number)} {forms[2 if is_few else 3]}'
