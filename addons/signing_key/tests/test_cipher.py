from odoo.tests import BaseCase, tagged

from odoo.addons.signing_key.tools import cipher

# RFC 8032, section 7.1, test 2
RFC_PRIVATE = bytes.fromhex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
RFC_PUBLIC = bytes.fromhex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
RFC_SIGNATURE = bytes.fromhex(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da'
    '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00')


@tagged('post_install', '-at_install')
class TestCipher(BaseCase):

    def test_signature_is_the_one_of_the_standard(self):
        self.assertEqual(cipher.load_private(RFC_PRIVATE).sign(b'\x72'), RFC_SIGNATURE)
        self.assertTrue(cipher.is_signature(RFC_PUBLIC, b'\x72', RFC_SIGNATURE))

    def test_each_altered_byte_breaks_the_signature(self):
        for position in range(64):
            altered = bytearray(RFC_SIGNATURE)
            altered[position] ^= 1
            with self.subTest(position=position):
                self.assertFalse(cipher.is_signature(RFC_PUBLIC, b'\x72', bytes(altered)))

    def test_signature_of_wrong_length_is_no_signature(self):
        for signature in (b'', RFC_SIGNATURE[:-1], RFC_SIGNATURE + b'\x00'):
            with self.subTest(length=len(signature)):
                self.assertFalse(cipher.is_signature(RFC_PUBLIC, b'\x72', signature))

    def test_sealed_bytes_open_with_the_same_secret_and_label_only(self):
        sealed = cipher.seal('a secret', 'owner', b'private')
        self.assertNotIn(b'private', sealed)
        self.assertEqual(cipher.unseal('a secret', 'owner', sealed), b'private')
        for secret, label, data in (
            ('another secret', 'owner', sealed),
            ('a secret', 'another owner', sealed),
            ('a secret', 'owner', sealed[:-1] + bytes([sealed[-1] ^ 1])),
        ):
            with self.subTest(secret=secret, label=label), self.assertRaises(cipher.WrongSecret):
                cipher.unseal(secret, label, data)

    def test_key_id_is_eight_hexadecimal_digits(self):
        self.assertEqual(cipher.key_id(RFC_PUBLIC), '39f713d0')
        self.assertRegex(cipher.key_id(cipher.new_pair()[1]), r'^[0-9a-f]{8}$')

    def test_base64url_has_no_padding_and_comes_back(self):
        text = cipher.to_base64url(RFC_PUBLIC)
        self.assertEqual(len(text), 43)
        self.assertEqual(cipher.from_base64url(text), RFC_PUBLIC)
        self.assertEqual(cipher.from_base64url(text + '='), RFC_PUBLIC)
