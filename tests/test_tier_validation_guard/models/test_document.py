from odoo import api, fields, models

STATES = [('draft', "Draft"), ('to_approve', "To approve"), ('approved', "Approved"), ('done', "Done"),
          ('refused', "Refused"), ('cancel', "Cancelled")]


class TestTierDocument(models.Model):
    """A purchase request in small: its own buttons know a way round the approval."""
    _name = 'test.tier.document'
    _description = "Guarded Test Document"
    _inherit = ['tier.validation', 'mail.thread', 'mail.activity.mixin']
    _tier_validation_manual_config = False
    _state_to = ['approved']

    name = fields.Char(required=True, default="Paper")
    state = fields.Selection(STATES, default='draft', required=True)
    amount = fields.Float()
    description = fields.Char()
    company_id = fields.Many2one('res.company', default=lambda self: self.env.company)
    requester_id = fields.Many2one('res.users')
    decider_id = fields.Many2one('res.users')
    exemption = fields.Char()
    decided_on = fields.Date(readonly=True)
    calls = fields.Text(default='')

    def action_to_approve(self):
        self.write({'state': 'to_approve'})

    def action_approve(self):
        self.write({'state': 'approved'})

    def action_finish(self):
        self.write({'state': 'done'})

    def action_correct(self, amount):
        with self._tier_unlocked():
            self.write({'amount': amount})

    def _tier_requesters(self):
        return super()._tier_requesters() | self.requester_id

    def _get_tier_exemption(self):
        return self.exemption

    def _on_tier_validated(self):
        for document in self.sudo():
            with document._tier_unlocked():
                document.calls = f"{document.calls}validated by {self.env.user.login};"

    def _on_tier_rejected(self, comment):
        for document in self.sudo():
            with document._tier_unlocked():
                document.calls = f"{document.calls}rejected: {comment};"


class TestTierComputed(models.Model):
    """A document whose state follows from its lines and is never written by name."""
    _name = 'test.tier.computed'
    _description = "Guarded Computed Test Document"
    _inherit = ['tier.validation']
    _state_to = ['approved']

    name = fields.Char(required=True, default="Sheet")
    is_approved = fields.Boolean()
    state = fields.Selection(STATES, compute='_compute_state', store=True)

    @api.depends('is_approved')
    def _compute_state(self):
        for sheet in self:
            sheet.state = 'approved' if sheet.is_approved else 'draft'
