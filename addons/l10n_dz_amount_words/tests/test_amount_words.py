from odoo.tests import BaseCase, TransactionCase, tagged

from ..tools.amount import in_arabic, in_french

ARABIC = {
    0: "صفر دينار جزائري",
    0.01: "سنتيم واحد",
    0.02: "سنتيمان",
    0.05: "خمسة سنتيمات",
    0.11: "أحد عشر سنتيما",
    1: "دينار جزائري واحد",
    2: "ديناران جزائريان",
    3: "ثلاثة دنانير جزائرية",
    8: "ثمانية دنانير جزائرية",
    10: "عشرة دنانير جزائرية",
    11: "أحد عشر دينارا جزائريا",
    12: "اثنا عشر دينارا جزائريا",
    18: "ثمانية عشر دينارا جزائريا",
    20: "عشرون دينارا جزائريا",
    21: "واحد وعشرون دينارا جزائريا",
    42: "اثنان وأربعون دينارا جزائريا",
    99: "تسعة وتسعون دينارا جزائريا",
    100: "مئة دينار جزائري",
    101: "مئة دينار جزائري ودينار جزائري واحد",
    102: "مئة دينار جزائري وديناران جزائريان",
    103: "مئة وثلاثة دنانير جزائرية",
    111: "مئة وأحد عشر دينارا جزائريا",
    200: "مئتا دينار جزائري",
    202: "مئتا دينار جزائري وديناران جزائريان",
    250: "مئتان وخمسون دينارا جزائريا",
    300: "ثلاثمئة دينار جزائري",
    800: "ثمانمئة دينار جزائري",
    1000: "ألف دينار جزائري",
    1001: "ألف دينار جزائري ودينار جزائري واحد",
    1500: "ألف وخمسمئة دينار جزائري",
    2000: "ألفا دينار جزائري",
    2001: "ألفا دينار جزائري ودينار جزائري واحد",
    2003: "ألفان وثلاثة دنانير جزائرية",
    2200: "ألفان ومئتا دينار جزائري",
    3000: "ثلاثة آلاف دينار جزائري",
    4000: "أربعة آلاف دينار جزائري",
    10000: "عشرة آلاف دينار جزائري",
    11000: "أحد عشر ألف دينار جزائري",
    12345: "اثنا عشر ألفا وثلاثمئة وخمسة وأربعون دينارا جزائريا",
    24000: "أربعة وعشرون ألف دينار جزائري",
    100000: "مئة ألف دينار جزائري",
    101000: "مئة ألف وألف دينار جزائري",
    102000: "مئة ألف وألفا دينار جزائري",
    103000: "مئة وثلاثة آلاف دينار جزائري",
    200000: "مئتا ألف دينار جزائري",
    200500: "مئتا ألف وخمسمئة دينار جزائري",
    950000: "تسعمئة وخمسون ألف دينار جزائري",
    1000000: "مليون دينار جزائري",
    2000000: "مليونا دينار جزائري",
    2000001: "مليونا دينار جزائري ودينار جزائري واحد",
    2002000: "مليونان وألفا دينار جزائري",
    2700000: "مليونان وسبعمئة ألف دينار جزائري",
    3000000: "ثلاثة ملايين دينار جزائري",
    11000000: "أحد عشر مليون دينار جزائري",
    1000000000: "مليار دينار جزائري",
    2000000000: "مليارا دينار جزائري",
    1234567.89:
        "مليون ومئتان وأربعة وثلاثون ألفا وخمسمئة وسبعة وستون دينارا جزائريا وتسعة وثمانون سنتيما",
    -3: "ناقص ثلاثة دنانير جزائرية",
}
FRENCH = {
    0: "Zéro dinar algérien",
    0.01: "Un centime",
    0.99: "Quatre-vingt-dix-neuf centimes",
    1: "Un dinar algérien",
    1.5: "Un dinar algérien et cinquante centimes",
    2: "Deux dinars algériens",
    21: "Vingt et un dinars algériens",
    71: "Soixante et onze dinars algériens",
    80: "Quatre-vingts dinars algériens",
    81: "Quatre-vingt-un dinars algériens",
    100: "Cent dinars algériens",
    200: "Deux cents dinars algériens",
    201: "Deux cent un dinars algériens",
    280: "Deux cent quatre-vingts dinars algériens",
    1000: "Mille dinars algériens",
    2001: "Deux mille un dinars algériens",
    80000: "Quatre-vingt mille dinars algériens",
    200000: "Deux cent mille dinars algériens",
    1000000: "Un million de dinars algériens",
    1000100: "Un million cent dinars algériens",
    2000000: "Deux millions de dinars algériens",
    3000000000: "Trois milliards de dinars algériens",
    12500.5: "Douze mille cinq cents dinars algériens et cinquante centimes",
    -3: "Moins trois dinars algériens",
}
PLURALS = ("دنانير جزائرية", range(3, 11)), ("دينارا جزائريا", range(11, 100)), ("دينار جزائري", [0])


class TestAmountWords(BaseCase):

    def test_arabic_amounts_written_by_hand(self):
        for amount, words in ARABIC.items():
            with self.subTest(amount=amount):
                self.assertEqual(in_arabic(amount), words)

    def test_french_amounts_written_by_hand(self):
        for amount, words in FRENCH.items():
            with self.subTest(amount=amount):
                self.assertEqual(in_french(amount), words)

    def test_the_noun_follows_the_two_last_digits(self):
        for form, ends in PLURALS:
            for hundreds in (0, 100, 1900, 25000, 3000000, 112000000):
                for end in ends:
                    if hundreds + end:
                        with self.subTest(amount=hundreds + end):
                            self.assertTrue(in_arabic(hundreds + end).endswith(f' {form}'))

    def test_no_two_amounts_are_said_alike(self):
        amounts = [*range(0, 3000), *range(99000, 103500), *range(1999000, 2003500), 10 ** 9, 2 * 10 ** 9, 10 ** 11]
        for say in (in_arabic, in_french):
            self.assertEqual(len({say(amount) for amount in amounts}), len(set(amounts)))

    def test_the_centime_is_rounded_half_up(self):
        self.assertEqual(in_french(2.675), "Deux dinars algériens et soixante-huit centimes")
        self.assertEqual(in_arabic(0.999), "دينار جزائري واحد")

    def test_too_large_an_amount_is_refused(self):
        for say in (in_arabic, in_french):
            with self.assertRaises(ValueError):
                say(10 ** 12)


@tagged('post_install', '-at_install')
class TestCurrencyInWords(TransactionCase):

    def test_the_reader_s_language_is_written(self):
        dinar = self.env.ref('base.DZD')
        self.assertEqual(dinar.with_context(lang='ar_001').amount_to_text(2000), "ألفا دينار جزائري")
        self.assertEqual(dinar.with_context(lang='fr_FR').amount_to_text(2000), "Deux mille dinars algériens")

    def test_other_currencies_and_languages_are_left_to_odoo(self):
        euro = self.env.ref('base.EUR')
        self.assertNotIn("دينار", euro.with_context(lang='ar_001').amount_to_text(2000))
        self.assertIn("Two Thousand", self.env.ref('base.DZD').with_context(lang='en_US').amount_to_text(2000))
        self.assertTrue(self.env.ref('base.DZD').with_context(lang='fr_FR').amount_to_text(10 ** 13))
