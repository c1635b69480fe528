from odoo.tests import BaseCase

from ..tools import identifiers
from ..tools.identifiers import IdentifierError


class TestIdentifiers(BaseCase):

    def _check_refused(self, parser, typed, reason):
        with self.assertRaises(IdentifierError) as refusal:
            parser(typed)
        self.assertEqual(refusal.exception.reason, reason)

    def test_arabic_and_persian_digits_spaces_and_dashes_are_accepted(self):
        for typed in ("109 840 512 345 678 901", "109-840-512-345-678-901", "١٠٩٨٤٠٥١٢٣٤٥٦٧٨٩٠١", "۱۰۹۸۴۰۵۱۲۳۴۵۶۷۸۹۰۱",
                      "\u2066109840512345678901\u2069", "109.840.512.345.678.901"):
            with self.subTest(typed=typed):
                self.assertEqual(identifiers.parse_nin(typed), '109840512345678901')

    def test_empty_is_no_identifier(self):
        for name in ('nin', 'nis', 'nif', 'rib', 'ccp'):
            parser = getattr(identifiers, f'parse_{name}')
            self.assertEqual(parser(''), '')

    def test_letters_are_refused(self):
        self._check_refused(identifiers.parse_nin, '10984051234567890A', 'digits')

    def test_superscript_digits_are_refused(self):
        self._check_refused(identifiers.parse_nin, '10984051234567890²', 'digits')

    def test_lengths_are_those_published(self):
        for parser, typed in (
            (identifiers.parse_nin, '1' * 17), (identifiers.parse_nin, '1' * 19), (identifiers.parse_nis, '1' * 14),
            (identifiers.parse_nif, '1' * 16), (identifiers.parse_rib, '1' * 19), (identifiers.parse_ccp, '1' * 13),
        ):
            with self.subTest(parser=parser.__name__, typed=typed):
                self._check_refused(parser, typed, 'length')

    def test_tax_number_has_15_or_20_digits(self):
        for typed in ('408020000150039', '41201600000606600001'):
            self.assertEqual(identifiers.parse_nif(typed), typed)

    def test_keys_of_postal_accounts_known_to_be_right(self):
        for account, key in (('1', '09'), ('200', '91'), ('1234567', '62'), ('5001234', '76'), ('98765432', '13')):
            with self.subTest(account=account):
                self.assertEqual(identifiers.parse_rib(f'00799999{account.zfill(10)}{key}')[-2:], key)

    def test_wrong_key_of_a_bank_account_is_refused(self):
        self._check_refused(identifiers.parse_rib, '00799999000000020092', 'key')

    def test_the_bank_code_has_no_part_in_the_key(self):
        self.assertEqual(identifiers.parse_rib('00199999000000020091'), '00199999000000020091')

    def test_postal_account_is_stored_on_twelve_digits(self):
        # 200: 0×4 + 0×5 + 2×6 = 12
        for typed in ('200 12', '0000000200/12', '٢٠٠-١٢'):
            self.assertEqual(identifiers.parse_ccp(typed), '000000020012')

    def test_wrong_key_of_a_postal_account_is_refused(self):
        self._check_refused(identifiers.parse_ccp, '200 13', 'key')

    def test_telephone_numbers(self):
        for typed, stored in (
            ('0555123456', '+213 555 12 34 56'), ('٠٥٥٥١٢٣٤٥٦', '+213 555 12 34 56'), ('00213 555-12-34-56', '+213 555 12 34 56'),
            ('+213 (0) 555 12 34 56', '+213 555 12 34 56'), ('+213555123456', '+213 555 12 34 56'),
            ('021 23 45 67', '+213 21 23 45 67'), ('+33 1 23 45 67 89', '+33 1 23 45 67 89'), ('1548', '1548'), ('', ''),
        ):
            with self.subTest(typed=typed):
                self.assertEqual(identifiers.parse_phone(typed), stored)

    def test_mask_shows_the_last_four_digits_only(self):
        masked = identifiers.mask('109840512345678901')
        self.assertIn('8901', masked)
        self.assertEqual(sum(char.isdigit() for char in masked), 4)

    def test_doubtful_numbers(self):
        self.assertEqual(identifiers.nin_doubts('119840512345678901', 1984), [])
        self.assertEqual(identifiers.nin_doubts('119840512345678901', 1985), ['year'])
        self.assertEqual(identifiers.nin_doubts('110050512345678901', 2005), [])
        self.assertEqual(identifiers.nin_doubts('119840512345678901'), [])
        self.assertEqual(identifiers.nin_doubts('0' * 18, 1984), ['repeated'])
