from datetime import date, datetime

from odoo.tests import BaseCase, tagged

from odoo.addons.chained_journal.tools import canonical


@tagged('post_install', '-at_install')
class TestCanonical(BaseCase):

    def test_one_value_has_one_text(self):
        self.assertEqual(canonical.canonical_json({'ب': [1, None, True], 'a': {'d': '"', 'c': '\n'}}),
                         '{"a":{"c":"\\n","d":"\\""},"ب":[1,null,true]}')

    def test_what_is_no_number_is_refused(self):
        with self.assertRaises(ValueError):
            canonical.canonical_json(float('nan'))

    def test_equal_numbers_have_one_text(self):
        for value, text in (
            ('12.50', '12.5'), (12.5, '12.5'), ('0.000', '0'), (-0.0, '0'), ('-0.00', '0'), (100, '100'),
            (1e16, '10000000000000000'), (1e-7, '0.0000001'), (0.1 + 0.2, '0.30000000000000004'), (-2.5, '-2.5'),
        ):
            with self.subTest(value=value):
                self.assertEqual(canonical.decimal_text(value), text)

    def test_moments_are_in_iso_format(self):
        for value, text in (
            (date(2026, 3, 15), '2026-03-15'),
            (datetime(2026, 3, 15, 9, 0, 5), '2026-03-15T09:00:05Z'),
            (datetime(2026, 3, 15, 9, 0, 5, 120000), '2026-03-15T09:00:05.12Z'),
        ):
            with self.subTest(value=value):
                self.assertEqual(canonical.date_text(value), text)

    def test_hash_is_the_one_of_the_recipe(self):
        # printf '%s\n%s' 000…000 '{"a":1}' | sha256sum
        self.assertEqual(canonical.link_hash(canonical.GENESIS, '{"a":1}'),
                         'f21735afd2cd6af4fc5804b0045cebfd545aef8396d29d030c39cb8880b45b7f')
