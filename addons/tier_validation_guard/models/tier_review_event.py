from odoo import api, fields, models


class TierReviewEvent(models.Model):
    _name = 'tier.review.event'
    _description = "Approval Event"
    _inherit = ['chained.journal.mixin']
    _order = 'id desc'
    _rec_name = 'record_name'

    _chain_fields = ('event', 'review_id', 'model', 'res_id', 'record_name', 'tier_name', 'tier_sequence', 'user_id',
                     'behalf_id', 'requested_by_id', 'to_user_id', 'session_user_id', 'comment', 'company_id')

    event = fields.Selection([
        ('requested', "Requested"), ('approved', "Approved"), ('rejected', "Rejected"), ('cancelled', "Closed"),
        ('forwarded', "Forwarded"), ('restarted', "Restarted"), ('escalated', "Escalated"),
        ('delegated', "Mandate given"), ('revoked', "Mandate withdrawn"), ('exempted', "Exempted by rule"),
        ('adopted', "Taken over"),
    ], required=True, readonly=True)
    review_id = fields.Many2one('tier.review', readonly=True, index='btree_not_null', ondelete='restrict')
    model = fields.Char("Kind of document", readonly=True, required=True)
    res_id = fields.Many2oneReference("Document id", model_field='model', readonly=True)
    record_name = fields.Char("Document", readonly=True)
    tier_name = fields.Char("Step", readonly=True)
    tier_sequence = fields.Integer("Step number", readonly=True)
    user_id = fields.Many2one('res.users', "By", readonly=True, required=True, ondelete='restrict', index=True)
    behalf_id = fields.Many2one('res.users', "On behalf of", readonly=True, ondelete='restrict')
    requested_by_id = fields.Many2one('res.users', "Asked by", readonly=True, ondelete='restrict')
    to_user_id = fields.Many2one('res.users', "To", readonly=True, ondelete='restrict')
    session_user_id = fields.Many2one('res.users', "Signed in as", readonly=True, ondelete='restrict')
    comment = fields.Text("Reason", readonly=True)
    company_id = fields.Many2one('res.company', readonly=True, index=True, ondelete='restrict')
    actor = fields.Char("Who", compute='_compute_actor')

    _document_idx = models.Index('(model, res_id)')

    @api.depends('user_id', 'behalf_id')
    def _compute_actor(self):
        for event in self:
            # the history names who acted, also where the reader may not open that user
            user, behalf = event.sudo().user_id, event.sudo().behalf_id
            event.actor = user.name if not behalf or behalf == user else self.env._(
                "%(user)s for %(absent)s", user=user.name, absent=behalf.name)

    @api.model
    def _get_chain_key(self, vals):
        """One chain per kind of document and company: companies do not wait for one another."""
        return f"{vals['model']}/{vals.get('company_id') or 0}"

    @api.model
    def _get_chain_names(self, keys):
        """Kind of document and company, in the reader's language."""
        kinds = {key: key.rpartition('/') for key in keys}
        # names of models and of companies are no secret, but not every auditor may read these records
        Model, Company = self.env['ir.model'].sudo(), self.env['res.company'].sudo()
        names = {str(company.id): company.name for company in Company.search([('id', '!=', False)])}
        return {
            key: ' / '.join(filter(None, [Model._get(model).name or model, names.get(company)]))
            for key, (model, _slash, company) in kinds.items()
        }
