import doctest

from odoo.tests import BaseCase

from ..tools import rib

RIPS = ('00799999000000020091', '00799999000000000109', '00799999000123456762', '00799999000500123476')


class TestRib(BaseCase):

    def test_examples_of_the_tool_hold(self):
        self.assertEqual(doctest.testmod(rib).failed, 0)

    def test_published_account_numbers(self):
        for account, key in {1: '09', 200: '91', 1234567: '62', 5001234: '76', 98765432: '13'}.items():
            with self.subTest(account=account):
                self.assertEqual(rib.key('99999', f'{account:010}'), key)
        for number in RIPS:
            self.assertEqual(rib.parse(number), number)
        self.assertEqual(rib.parse('٠٠٧ ٩٩٩٩٩ ٠٠٠٠٠٠٠٢٠٠ ٩١'), '00799999000000020091')

    def test_each_wrong_digit_and_each_exchange_of_neighbours_is_found(self):
        number = RIPS[2]
        for place in range(3, 20):
            wrong = {number[:place] + digit + number[place + 1:] for digit in '0123456789'}
            if place < 19:
                wrong.add(number[:place] + number[place + 1] + number[place] + number[place + 2:])
            for text in wrong - {number}:
                with self.subTest(text=text), self.assertRaises(rib.RibError):
                    rib.parse(text)

    def test_wrong_account_numbers_are_refused_with_the_reason(self):
        for text, reason in (('00799999000000020092', 'key'), ('0079999900000002009', 'length'), ('', 'length'),
                             ('FR799999000000020091', 'digits')):
            with self.subTest(text=text), self.assertRaises(rib.RibError) as refusal:
                rib.parse(text)
            self.assertEqual(refusal.exception.reason, reason)
