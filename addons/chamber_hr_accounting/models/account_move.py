from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.chamber_registry.models.engine import is_engine


class AccountMove(models.Model):
    _inherit = 'account.move'

    fee_model = fields.Char(string="Kind of Document", readonly=True, copy=False)
    fee_res_id = fields.Many2oneReference(string="Document", model_field='fee_model', readonly=True, copy=False)
    cash_movement_ids = fields.One2many('chamber.cash.movement', 'move_id', readonly=True)
    chamber_receipt_id = fields.Many2one('chamber.receipt', compute='_compute_chamber_receipt_id', compute_sudo=True)

    _fee_invoice_once = models.UniqueIndex(
        "(fee_model, fee_res_id) WHERE fee_model IS NOT NULL AND move_type = 'out_invoice' AND state <> 'cancel'",
        "This document has an invoice already.")

    @api.depends('fee_model', 'fee_res_id')
    def _compute_chamber_receipt_id(self):
        lines = dict(self.env['chamber.receipt.line']._read_group(
            [('invoice_id', 'in', self.ids)], ['invoice_id'], ['receipt_id:recordset']))
        of_payment = {receipt.payment_id.move_id: receipt for receipt in self.env['chamber.receipt'].search(
            [('payment_id.move_id', 'in', self.ids)])}
        for move in self:
            move.chamber_receipt_id = lines.get(move._origin) or of_payment.get(move._origin, False)

    def _search_default_journal(self):
        """The chamber's own journal: those of the national chamber, its parent, are open to it too and come first."""
        journal = super()._search_default_journal()
        company = self.company_id or self.env.company
        if company.chamber_kind and journal.company_id != company:
            journal = self.env['account.journal'].search([
                ('company_id', '=', company.id), ('type', '=', journal.type), ('chamber_use', '!=', False)], limit=1) or journal
        return journal

    def _post(self, soft=True):
        posted = super()._post(soft=soft)
        Session = self.env['chamber.cash.session']
        if not is_engine(self):
            Session._check_not_beside(posted)
        cash = posted.filtered(lambda move: move.journal_id.chamber_use == 'cash')
        if cash:
            Session._record_moves(cash)
        return posted

    def button_draft(self):
        self._check_not_of_desk()
        return super().button_draft()

    def button_cancel(self):
        self._check_not_of_desk()
        return super().button_cancel()

    def _check_not_of_desk(self):
        """Refuse to undo what the cash desk has made: a receipt is paid back, never taken back.

        :raises UserError: naming the entry
        """
        if is_engine(self):
            return
        # what belongs to the desk is not for the reader to hide
        for move in self.sudo():
            if move.cash_movement_ids or move.chamber_receipt_id or (move.fee_model and move.state == 'posted'):
                raise UserError(self.env._(
                    "%(entry)s was made by the cash desk: it is not taken back, what was paid is paid back.",
                    entry=move.display_name))

    def action_view_fee_document(self):
        """Open what the invoice or credit note is for.

        :raises AccessError: where the user may not read it
        """
        self.ensure_one()
        self.check_access('read')
        record = self.env[self.fee_model].browse(self.fee_res_id)
        if not record.has_access('read'):
            raise AccessError(self.env._("This document belongs to another room."))
        return {
            'type': 'ir.actions.act_window', 'res_model': self.fee_model, 'res_id': self.fee_res_id, 'views': [(False, 'form')]}

    def action_view_chamber_receipt(self):
        """Open the receipt that settled the invoice."""
        self.ensure_one()
        self.check_access('read')
        return {
            'type': 'ir.actions.act_window', 'res_model': 'chamber.receipt', 'res_id': self.chamber_receipt_id.id,
            'views': [(False, 'form')]}
