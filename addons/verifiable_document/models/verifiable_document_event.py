from odoo import fields, models

from .verifiable_document import STATES


class VerifiableDocumentEvent(models.Model):
    _name = 'verifiable.document.event'
    _description = "State Change of a Verifiable Document"
    _order = 'id desc'
    _rec_name = 'state'

    document_id = fields.Many2one('verifiable.document', required=True, index=True, ondelete='cascade')
    previous_state = fields.Selection(STATES, required=True)
    state = fields.Selection(STATES, required=True)
    reason = fields.Char()
    is_pending = fields.Boolean(default=True, help="Not yet in a signed status list.")
    list_version = fields.Integer(help="Version of the status list that was the first to show this change.")

    _pending_idx = models.Index('(id) WHERE is_pending')
