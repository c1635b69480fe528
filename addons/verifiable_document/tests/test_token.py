from datetime import date

import cbor2

from odoo.tests.common import BaseCase

from ..tools import base41
from ..tools import token as tokens

CLAIMS = {tokens.SERIAL: 2**60 - 1, tokens.TYPE: 1, tokens.ISSUED: date(2026, 1, 1), tokens.INDEX: 5, 10: "حرفي"}


class TestToken(BaseCase):

    def _assemble(self, claims):
        header, body = tokens.to_sign('0123abcd', claims)
        return tokens.assemble(header, b'S' * 64, body)

    def test_a_token_comes_apart_as_it_was_made(self):
        token = tokens.parse(self._assemble(CLAIMS))
        self.assertEqual(token.kid, '0123abcd')
        self.assertEqual(token.signature, b'S' * 64)
        self.assertEqual(token.claims[tokens.SERIAL], 2**60 - 1)
        self.assertEqual(tokens.day_from_number(token.claims[tokens.ISSUED]), date(2026, 1, 1))
        self.assertTrue(token.signed.startswith(b'verifiable-document/1\0\x01\x01\x23\xab\xcd'))

    def test_same_claims_in_another_order_give_the_same_bytes(self):
        self.assertEqual(self._assemble(CLAIMS), self._assemble(dict(reversed(CLAIMS.items()))))

    def test_what_is_no_token_is_refused_with_its_reason(self):
        good = self._assemble(CLAIMS)
        data = base41.decode(good)
        cases = {
            'empty': ['', None],
            'oversized': ['A' * 2049, good * 20],
            'malformed': [
                'A', '<script>', good.lower(), good[:90], good[:-1], base41.encode(b'\x02' + data[1:]),
                base41.encode(data[:69] + cbor2.dumps([1])), base41.encode(data[:69] + cbor2.dumps({1: 1})),
                base41.encode(data[:69] + cbor2.dumps({1: 1, 2: 1, 3: 'x', 5: 1})),
                base41.encode(data[:69] + cbor2.dumps({1: 1, 2: 1, 3: 1, 5: True})),
                base41.encode(data[:69] + b'\x81' * 900),
                base41.encode(data[:69] + b'\xbb\xff\xff\xff\xff\xff\xff\xff\xff'),
            ],
        }
        for reason, texts in cases.items():
            for text in texts:
                with self.subTest(reason=reason, text=text and text[:40]):
                    with self.assertRaises(tokens.TokenError) as caught:
                        tokens.parse(text)
                    self.assertEqual(caught.exception.args[0], reason)
