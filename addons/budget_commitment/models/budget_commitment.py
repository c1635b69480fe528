from odoo import api, fields, models
from odoo.exceptions import UserError


class BudgetCommitment(models.Model):
    """What one document reserves on one budget line."""
    _name = 'budget.commitment'
    _description = "Commitment"
    _order = 'id desc'

    name = fields.Char("Document", required=True, readonly=True)
    line_id = fields.Many2one('budget.line', required=True, readonly=True, index=True, ondelete='restrict')
    year_id = fields.Many2one(related='line_id.year_id', store=True, index=True, precompute=True)
    article_id = fields.Many2one(related='line_id.article_id', store=True, index=True, precompute=True)
    company_id = fields.Many2one(related='line_id.company_id', store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    res_model = fields.Char("Kind of Document", required=True, readonly=True)
    res_id = fields.Many2oneReference("Document ID", model_field='res_model', required=True, readonly=True, index=True)
    partner_id = fields.Many2one('res.partner', readonly=True, index='btree_not_null', ondelete='restrict')
    previous_id = fields.Many2one(
        'budget.commitment', string="Carried Over From", readonly=True, index='btree_not_null', ondelete='restrict')
    movement_ids = fields.One2many('budget.movement', 'commitment_id', readonly=True)
    committed = fields.Monetary(compute='_compute_amounts')
    liquidated = fields.Monetary("Billed", compute='_compute_amounts')
    paid = fields.Monetary(compute='_compute_amounts')
    rest = fields.Monetary("To Be Billed", compute='_compute_amounts')

    _one_for_document = models.UniqueIndex(
        '(res_model, res_id, line_id)', "A document has one commitment on a budget line.")

    @api.depends('movement_ids')
    def _compute_amounts(self):
        measures = ('committed', 'liquidated', 'paid')
        sums = {commitment: amounts for commitment, *amounts in self.env['budget.movement']._read_group(
            [('commitment_id', 'in', self.ids)], ['commitment_id'], [f'{name}:sum' for name in measures])}
        for commitment in self:
            amounts = sums.get(commitment._origin, (0.0, 0.0, 0.0))
            for name, amount in zip(measures, amounts, strict=True):
                commitment[name] = amount
            commitment.rest = commitment.committed - commitment.liquidated

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("A commitment is not deleted: release it."))

    def _get_document(self):
        """The document that holds the commitment; empty when its addon is gone."""
        self.ensure_one()
        if self.res_model not in self.env:
            return self.env['budget.commitment']
        return self.env[self.res_model].browse(self.res_id)

    @api.model
    def _get_of(self, documents):
        """The commitments of documents of one model, with full rights, the oldest first."""
        # whoever commits need not be allowed to read commitments of others
        return self.sudo().search(
            [('res_model', '=', documents._name), ('res_id', 'in', documents.ids)], order='id')

    @api.model
    def _get_or_make(self, line, document, name, partner, previous=None):
        """The commitment of a document on a line, made where there is none yet."""
        # commitments are made by the steps of documents only
        Commitment = self.sudo()
        found = Commitment.search([
            ('res_model', '=', document._name), ('res_id', '=', document.id), ('line_id', '=', line.id)])
        return found or Commitment.create({
            'name': name, 'line_id': line.id, 'res_model': document._name, 'res_id': document.id,
            'partner_id': partner.id, 'previous_id': previous.id if previous else False})

    def action_open_document(self):
        """Open the document that holds the commitment."""
        self.ensure_one()
        self.check_access('read')
        document = self._get_document().exists()
        return document._get_records_action() if document else False

    def action_view_movements(self):
        """Open the movements of the commitment."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('budget_commitment.budget_movement_action')
        return {**action, 'domain': [('commitment_id', '=', self.id)], 'context': {}}
