from odoo import api, fields, models

from ..tools import qr


class VerifiableDocumentMixin(models.AbstractModel):
    """For records that are printed with a QR code anyone can check.

    Set ``_verifiable_type`` to the code of a ``verifiable.type`` and define ``_get_verifiable_claims``.
    """
    _name = 'verifiable.document.mixin'
    _description = "Verifiable Document Mixin"

    _verifiable_type = None

    verifiable_id = fields.Many2one('verifiable.document', readonly=True, copy=False, index='btree_not_null')
    verifiable_state = fields.Selection(related='verifiable_id.current_state', string="Verifiable State")
    verification_url = fields.Char(compute='_compute_verification_url', compute_sudo=True)

    @api.depends('verifiable_id')
    def _compute_verification_url(self):
        # The address of the public page, which may differ from that of the back office.
        public = self.env['ir.config_parameter'].sudo().get_param('verifiable_document.base_url')
        for record in self:
            token = record.verifiable_id.token
            base = public or record.get_base_url()
            record.verification_url = token and f'{base.rstrip("/")}/verify#{token}'

    def _get_verifiable_claims(self):
        """What the token says: {code of a line of the type: str, int or date}. Only what the paper itself shows."""
        self.ensure_one()
        raise NotImplementedError(f"{self._name} has to define _get_verifiable_claims")

    def _get_verifiable_expiry(self):
        """Last day of validity, or False."""
        self.ensure_one()
        return False

    def _get_verifiable_company(self):
        """Company that the document belongs to."""
        self.ensure_one()
        return self.company_id if 'company_id' in self._fields else self.env['res.company']

    def _issue_verifiable(self, replaces=None):
        """Sign a token for each record, in one batch, and keep it in ``verifiable_id``.

        :param replaces: ``verifiable.document`` records that these replace; by default the ones that the records have
            now. Those still valid or suspended (or expired) become replaced.
        :return: the new ``verifiable.document`` records, in the order of self
        :raises ValueError: on claims that the type does not declare
        """
        # Whoever may issue the record may issue its proof; nobody writes documents directly.
        Document = self.env['verifiable.document'].sudo()
        # Types are configuration that every issuer needs.
        document_type = self.env['verifiable.type'].sudo()._get_by_code(self._verifiable_type)
        previous = (self.verifiable_id if replaces is None else replaces).sudo()
        documents = Document._issue(document_type, [record._prepare_verifiable_request() for record in self])
        if replaces is None:
            successors = {record.verifiable_id.id: new for record, new in zip(self, documents, strict=True)}
        else:
            successors = dict(zip(previous.ids, documents, strict=False))
        for record, document in zip(self, documents, strict=True):
            record.verifiable_id = document
        previous._replace_by(successors)
        return documents.with_env(self.env)

    def _prepare_verifiable_request(self):
        return {
            'res_model': self._name, 'res_id': self.id, 'company_id': self._get_verifiable_company().id,
            'expires_on': self._get_verifiable_expiry(), 'claims': self._get_verifiable_claims(),
        }

    def _set_verifiable_state(self, state, reason=None):
        """Suspend, reinstate (valid), revoke, expire or replace the documents of these records.

        :raises UserError: on a move that is not allowed (nothing leaves revoked)
        """
        # The caller has checked who may do that; nobody may write the state directly.
        self.verifiable_id.sudo()._set_state(state, reason)

    def _get_verification_qr_svg(self, size_mm=25):
        """SVG markup of the QR code, ``size_mm`` wide with its quiet zone; empty when nothing was issued."""
        self.ensure_one()
        return qr.svg(self.verification_url, size_mm) if self.verification_url else ''

    def _get_verification_qr_uri(self):
        """data: URI of the QR code, for ``<img>``; empty when nothing was issued."""
        markup = self._get_verification_qr_svg()
        return qr.data_uri(markup) if markup else ''
