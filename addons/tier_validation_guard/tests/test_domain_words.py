import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.tier_validation_guard.tools import domain_words
from odoo.addons.tier_validation_guard.tools.domain_words import END, START, describe

WORDS = {'&': 'and', '|': 'or', '!': 'not', 'set': 'is set', 'unset': 'is not set', 'yes': 'yes', 'no': 'no'}


@tagged('post_install', '-at_install')
class TestDomainWords(BaseCase):

    def test_examples_of_the_documentation(self):
        self.assertEqual(doctest.testmod(domain_words).failed, 0)

    def test_conditions(self):
        a, b, c = ('a', '>', 1), ('b', '=', 'x'), ('c', 'in', [1, 2])
        for domain, words in (
            ([], ""),
            ([a], "a > 1"),
            ([a, b], "a > 1 and b = x"),
            (['&', a, b], "a > 1 and b = x"),
            (['|', a, b], "a > 1 or b = x"),
            (['&', '|', a, b, c], "(a > 1 or b = x) and c ∈ 1, 2"),
            (['|', '&', a, b, c], "a > 1 and b = x or c ∈ 1, 2"),
            (['!', a], "not (a > 1)"),
            ([('a', '!=', False)], "a is set"),
            ([('a', '=', False)], "a is not set"),
            ([('a', '=', True)], "a"),
            ([('a', '!=', True)], "not (a)"),
            ([('a', 'in', [False])], "a is not set"),
            ([('a', 'not in', [False])], "a is set"),
            ([('a.b', '<=', 3)], "a.b ≤ 3"),
            ([(1, '=', 1)], "yes"),
            ([(0, '=', 1)], "no"),
        ):
            with self.subTest(domain=domain):
                text = describe(domain, str, lambda path, value: str(value), WORDS)
                self.assertEqual(text.replace(START, '').replace(END, ''), words)
