from odoo.tests.common import BaseCase

from ..tools import base41, compact_text, serial


class TestBase41(BaseCase):

    def test_known_texts(self):
        for data, text in ((b'', ''), (b'\x00', '00'), (b'\xff', '69'), (b'\x00\x00', '000'), (b'\xff\xff', '+/H')):
            with self.subTest(data=data):
                self.assertEqual(base41.encode(data), text)
                self.assertEqual(base41.decode(text), data)

    def test_every_byte_comes_back_in_each_position(self):
        for value in range(256):
            for data in (bytes([value]), bytes([value, 7]), bytes([7, value]), bytes([1, 2, value])):
                self.assertEqual(base41.decode(base41.encode(data)), data)

    def test_all_characters_are_alphanumeric_for_a_qr_code_and_safe_in_a_fragment(self):
        qr_alphanumeric = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
        self.assertLessEqual(set(base41.ALPHABET), qr_alphanumeric - set(" %"))
        self.assertEqual(len(set(base41.ALPHABET)), 41)

    def test_what_the_encoder_never_writes_is_refused(self):
        for text in ('0', '0000', '///', '//', 'abc', '0 0', '0%0', "é00"):
            with self.subTest(text=text), self.assertRaises(ValueError):
                base41.decode(text)


class TestCompactText(BaseCase):

    def test_arabic_takes_one_byte_a_letter(self):
        text = "حرفي معلم 12، ١٢"
        packed = compact_text.pack(text)
        self.assertEqual(len(packed), len(text))
        self.assertEqual(compact_text.unpack(packed), text)

    def test_other_scripts_stay_text(self):
        for text in ("Maître artisan", "plain", "ⵣ حرفي", "ﷺ", "حرفي\n"):
            with self.subTest(text=text):
                self.assertIsInstance(compact_text.pack(text), str)
                self.assertEqual(compact_text.unpack(compact_text.pack(text)), text)


class TestSerial(BaseCase):

    def test_written_form(self):
        self.assertEqual(serial.to_text(0), '0000-0000-0000')
        self.assertEqual(serial.to_text(2**60 - 1), 'ZZZZ-ZZZZ-ZZZZ')
        self.assertEqual(serial.to_text(33), '0000-0000-0011')

    def test_what_people_type_is_understood(self):
        for typed in ('7kqm-2xra-9vtd', ' 7KQM2XRA9VTD ', '7KQM 2XRA 9VTD'):
            self.assertEqual(serial.normalise(typed), '7KQM-2XRA-9VTD')
        self.assertEqual(serial.normalise('OIL0-0000-0000'), '0110-0000-0000')

    def test_what_is_no_serial_is_refused(self):
        for typed in ('', None, '7KQM', 'U' * 12, '7' * 13, '7' * 4000, "7KQM-2XRA-9VT'"):
            with self.subTest(typed=typed):
                self.assertIsNone(serial.normalise(typed))
