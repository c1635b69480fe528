import base64
import json
import time

from odoo import api, models

from ..tools import serial as serials

CONTEXT = 'verifiable-statement/1:%s\0'
DEFAULT_MAX_AGE_DAYS = 7


class VerifiableStatement(models.AbstractModel):
    _name = 'verifiable.statement'
    _description = "What the Public Page is Told, Signed"

    ROOT_PURPOSE = 'verifiable-root'

    @api.model
    def _sign(self, kind, payload):
        """Signatures of the root key over a statement.

        :param str kind: keys, types, status or live; a statement of one kind never passes for another
        :param bytes payload: the statement
        :return: list of (kid, signature)
        """
        # The key signs what this model has written, whoever asks for it.
        key = self.env['signing.key'].sudo()._get_active(self.ROOT_PURPOSE)
        return [(key.kid, key._sign((CONTEXT % kind).encode() + payload))]

    @api.model
    def _get_envelope(self, kind, content):
        """JSON text of a signed statement: the exact text that was signed, and the signatures."""
        content = {'made_at': int(time.time()), **content}
        payload = json.dumps(content, ensure_ascii=False, separators=(',', ':'), sort_keys=True)
        signatures = self._sign(kind, payload.encode())
        return json.dumps({
            'payload': payload,
            'signatures': [
                {'kid': kid, 'signature': _base64url(signature)} for kid, signature in signatures
            ],
            'succession': self.env['signing.key']._get_root_succession(),
        }, ensure_ascii=False)

    @api.model
    def _get_keys_statement(self):
        """The public keys, their states, the issuer's name and how old a list may be."""
        parameters = self.env['ir.config_parameter'].sudo()  # settings of this page, shown to everybody
        # The active root has to exist before it is listed.
        self.env['signing.key'].sudo()._get_active(self.ROOT_PURPOSE)
        return self._get_envelope('keys', {
            'roots': self._get_public_keys(self.ROOT_PURPOSE),
            'keys': self._get_public_keys(self.env['verifiable.document'].KEY_PURPOSE),
            'max_age_days': int(parameters.get_param('verifiable_document.max_age_days') or DEFAULT_MAX_AGE_DAYS),
            'issuer': {
                lang: parameters.get_param(f'verifiable_document.issuer_name_{lang}') or self._get_default_issuer()
                for lang in ('ar', 'fr', 'en')
            },
        })

    def _get_public_keys(self, purpose):
        # Public keys are public.
        rows = self.env['signing.key'].sudo()._public_keys(purpose)
        return [{'kid': row['kid'], 'key': row['public_key'], 'state': row['state']} for row in rows]

    def _get_default_issuer(self):
        # The name on the door.
        return self.env['res.company'].sudo().search([('parent_id', '=', False)], order='id', limit=1).name

    @api.model
    def _get_types_statement(self):
        """Names of the types and of their fields in the three languages of the page."""
        languages = self._get_languages()
        # Labels printed on public papers.
        types = self.env['verifiable.type'].sudo().search([('code', '!=', False)])
        return self._get_envelope('types', {'types': {
            str(document_type.number): {
                'name': self._translate(document_type, 'name', languages),
                'lines': [
                    {'code': line.code, 'kind': line.kind, 'label': self._translate(line, 'label', languages)}
                    for line in document_type.line_ids
                ],
            }
            for document_type in types
        }})

    def _get_languages(self):
        """Language of the page → code of the installed language to read labels in."""
        installed = [code for code, _name in self.env['res.lang'].get_installed()]
        return {
            short: next((code for code in installed if code.split('_')[0] == short), 'en_US')
            for short in ('ar', 'fr', 'en')
        }

    def _translate(self, record, field, languages):
        return {short: record.with_context(lang=code)[field] for short, code in languages.items()}

    @api.model
    def _get_live_statement(self, serial):
        """The state of one document at this moment: nothing but its serial and the state.

        :raises ValueError: when the text cannot be a serial
        """
        written = serials.normalise(serial)
        if not written:
            raise ValueError("not a serial")
        # Whoever holds the serial holds the paper; the answer has no personal data.
        document = self.env['verifiable.document'].sudo().search([('serial', '=', written)], limit=1)
        return self._get_envelope('live', {
            'serial': written, 'state': document.current_state if document else 'unknown'})


def _base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()
