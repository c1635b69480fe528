from odoo import api, fields, models

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberRequestDecision(models.Model):
    _name = 'chamber.request.decision'
    _description = "Decision on a Request"
    _inherit = ['chamber.journal.mixin']
    _order = 'id desc'
    _rec_name = 'kind'

    _chain_fields = ('company_id', 'request_id', 'request_number', 'kind', 'date', 'reason_id', 'reason_text', 'note')

    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, index=True, ondelete='restrict')
    request_id = fields.Many2one('chamber.request', required=True, readonly=True, index=True, ondelete='restrict')
    request_number = fields.Char(required=True, readonly=True)
    kind = fields.Selection([
        ('accepted', "Accepted"), ('tacit', "Tacitly accepted"), ('refused', "Refused"), ('cancelled', "Cancelled"),
        ('warned', "Warned before tacit acceptance"),
    ], required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)
    reason_id = fields.Many2one('chamber.refusal.reason', readonly=True, ondelete='restrict')
    reason_text = fields.Char(readonly=True)
    note = fields.Text(readonly=True)

    @api.model
    def _record(self, requests, kind, reason=None, note=False):
        """Add one line to the journal of decisions for each request."""
        today = today_in_algeria()
        return self.sudo().create([  # the journal is written by the engine only
            {
                'company_id': request.company_id.id, 'request_id': request.id, 'request_number': request.name,
                'kind': kind, 'date': today, 'reason_id': reason.id if reason else False,
                'reason_text': reason.with_context(lang='ar_001').name if reason else False, 'note': note,
            }
            for request in requests
        ])
