import base64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from odoo import api, models

from ..tools import compact_text
from ..tools import serial as serials
from ..tools import token as tokens


class VerifiableDocument(models.Model):
    _inherit = 'verifiable.document'

    @api.model
    def _verify_token(self, token):
        """Check a token on the server: signature, key, recorded state, dates.

        :param str token: what follows the ``#`` of the QR code's address
        :return: dict with ``valid`` (bool), ``state`` (a state of a document, or empty, oversized, malformed,
            unknown_key, revoked_key, forged, unknown), ``error`` (message or False) and, when the signature is right,
            ``serial``, ``type`` (code), ``kid``, ``issued_on``, ``expires_on`` (date or False) and ``claims``
            (integer → str, int or date)
        """
        return self._verify_tokens([token])[0]

    @api.model
    def _verify_tokens(self, texts):
        """``_verify_token`` for many at once, in three queries."""
        keys = self._get_verification_keys()
        checked = [self._check_signature(text, keys) for text in texts]
        serial_list = [verdict['serial'] for verdict in checked if 'serial' in verdict]
        # The verdict on a paper that somebody holds is nobody's secret.
        documents = self.sudo().search([('serial', 'in', serial_list)]) if serial_list else self.browse()
        states = {document.serial: document.current_state for document in documents}
        types = {document_type.number: document_type for document_type in self.env['verifiable.type'].sudo().search([])}
        for verdict in checked:
            if 'serial' in verdict:
                self._complete_verdict(verdict, states, types)
            verdict['valid'] = verdict['state'] == 'valid'
            verdict['error'] = self._get_verdict_message(verdict['state'])
        return checked

    def _get_verification_keys(self):
        """kid → (public key, whether it was revoked)."""
        # Public keys are public.
        rows = self.env['signing.key'].sudo()._public_keys(self.KEY_PURPOSE)
        return {
            row['kid']: (
                Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(row['public_key'] + '==')),
                row['state'] == 'revoked',
            )
            for row in rows
        }

    def _check_signature(self, text, keys):
        try:
            token = tokens.parse(text)
        except tokens.TokenError as error:
            return {'state': error.args[0]}
        if token.kid not in keys:
            return {'state': 'unknown_key', 'kid': token.kid}
        public_key, is_revoked = keys[token.kid]
        if is_revoked:
            return {'state': 'revoked_key', 'kid': token.kid}
        try:
            public_key.verify(token.signature, token.signed)
        except InvalidSignature:
            return {'state': 'forged', 'kid': token.kid}
        return {'kid': token.kid, 'serial': serials.to_text(token.claims[tokens.SERIAL]), 'raw': token.claims}

    def _complete_verdict(self, verdict, states, types):
        raw = verdict.pop('raw')
        document_type = types.get(raw[tokens.TYPE])
        kinds = {line.code: line.kind for line in document_type.line_ids} if document_type else {}
        verdict.update(
            state=states.get(verdict['serial'], 'unknown'),
            type=document_type.code if document_type else False,
            issued_on=tokens.day_from_number(raw[tokens.ISSUED]),
            expires_on=tokens.day_from_number(raw[tokens.EXPIRES]) if tokens.EXPIRES in raw else False,
            claims={
                code: self._read_claim(value, kinds.get(code))
                for code, value in raw.items() if code >= tokens.FIRST_FREE_CLAIM
            },
        )

    def _read_claim(self, value, kind):
        if isinstance(value, int):
            return tokens.day_from_number(value) if kind == 'date' else value
        return compact_text.unpack(value)

    def _get_verdict_message(self, state):
        return {
            'valid': False,
            'empty': self.env._("There is no token."),
            'oversized': self.env._("The token is too long to be one of ours."),
            'malformed': self.env._("The token cannot be read: it is damaged or not one of ours."),
            'unknown_key': self.env._("The token was signed with a key that is not ours."),
            'revoked_key': self.env._("The key that signed this document was withdrawn."),
            'forged': self.env._("The signature is wrong: the document was altered or forged."),
            'unknown': self.env._("The signature is right, but this document is not on record."),
            'suspended': self.env._("The document is suspended."),
            'revoked': self.env._("The document was revoked."),
            'expired': self.env._("The document has expired."),
            'replaced': self.env._("The document was replaced by a newer one."),
        }[state]
