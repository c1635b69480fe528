from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class ChamberReceiptLine(models.Model):
    _name = 'chamber.receipt.line'
    _description = "Line of a Receipt"
    _inherit = ['chamber.engine.mixin']
    _order = 'receipt_id, id'
    _rec_name = 'nature_id'

    receipt_id = fields.Many2one('chamber.receipt', required=True, readonly=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='receipt_id.company_id', store=True, precompute=True, index=True)
    res_model = fields.Char(string="Kind of Document", required=True, readonly=True)
    res_id = fields.Many2oneReference(string="Document", model_field='res_model', required=True, readonly=True)
    reference = fields.Char(string="Document Number", compute='_compute_reference')
    nature_id = fields.Many2one('chamber.fee.nature', string="For", required=True, readonly=True, ondelete='restrict')
    amount = fields.Monetary(required=True, readonly=True)
    currency_id = fields.Many2one(related='receipt_id.currency_id')
    invoice_id = fields.Many2one(
        'account.move', readonly=True, index='btree_not_null', ondelete='restrict',
        groups='account.group_account_readonly,account.group_account_invoice')

    _document_once = models.UniqueIndex('(res_model, res_id)', "This document is on a receipt already.")

    @api.depends('res_model', 'res_id')
    def _compute_reference(self):
        """The number that the document has now: a draft gets its own after payment."""
        for line in self:
            # the number is printed on the receipt, whoever may open the document
            record = line._get_document().sudo().exists()
            line.reference = record._get_fee_reference() if record else ''

    def _get_label(self, lang):
        """What was paid, in a language: the nature, and the kind of document where the nature is that of any."""
        self.ensure_one()
        return self.env[self.res_model]._get_fee_label(self.nature_id, lang)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A receipt is never deleted."))

    def _get_engine_refusal(self):
        return self.env._("Receipts are given by the steps of the cash desk only.")

    def _get_document(self):
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)

    def action_open_document(self):
        """Open what was paid.

        :raises AccessError: where the user may not read it
        """
        self.ensure_one()
        self.check_access('read')
        if not self._get_document().has_access('read'):
            raise AccessError(self.env._("This document belongs to another room."))
        return {
            'type': 'ir.actions.act_window', 'res_model': self.res_model, 'res_id': self.res_id, 'views': [(False, 'form')]}
