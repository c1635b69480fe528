from odoo import models
from odoo.exceptions import UserError

from ..tools import engine
from .store_requisition_line import DELIVERABLE


class StoreRequisition(models.Model):
    """What the storekeeper does with an approved requisition, and the asker after him."""
    _inherit = 'store.requisition'

    def on_barcode_scanned(self, barcode):
        """Count one more of the scanned article as prepared; called by the form while it is open.

        :return: a warning when the article is not to be delivered
        """
        line = self.line_ids.filtered(lambda line: line.product_id.barcode == barcode)[:1]
        if not line:
            return self._warn_scan(self.env._("%(barcode)s is on no line of this requisition.", barcode=barcode))
        if line.quantity_ready + 1 > line.quantity_left:
            return self._warn_scan(self.env._("%(product)s: all that was asked for is prepared.",
                                              product=line.product_id.display_name))
        line.quantity_ready += 1
        return None

    def _warn_scan(self, message):
        return {'warning': {'title': self.env._("Scan"), 'message': message, 'type': 'notification'}}

    def action_prepare(self):
        """Prepare all that is left and lies in the store.

        :raise AccessError: the user does not keep the store
        :raise UserError: not approved, or nothing of it is there
        """
        for requisition in self:
            requisition._check_deliverable()
            for line in requisition.line_ids:
                line.write({'quantity_ready': max(min(line.quantity_left, line.quantity_in_store), 0.0)})
            if not any(requisition.line_ids.mapped('quantity_ready')):
                raise UserError(self.env._("Nothing of this requisition lies in the store."))

    def _check_deliverable(self):
        self.check_access('read')
        self.store_id._check_keeper()
        for requisition in self:
            if requisition.state not in DELIVERABLE:
                raise UserError(self.env._("%(requisition)s is not to be delivered.", requisition=requisition.display_name))

    def action_deliver(self):
        """Hand over what is prepared: an exit voucher is made, the remainder stays to be delivered.

        :return: the action that shows the voucher
        :raise AccessError: the user does not keep the store
        :raise UserError: not approved, nothing is prepared, more than was asked for, or not enough in the store
        """
        self.ensure_one()
        self.store_id._check_keeper()
        # from here on nobody else takes from the store; what a colleague delivered meanwhile is seen
        self.store_id._lock()
        self.invalidate_recordset(['state'])
        self.line_ids.invalidate_recordset(flush=False)
        self._check_deliverable()
        lines = self.line_ids.filtered(lambda line: line.uom_id.compare(line.quantity_ready, 0) > 0)
        if not lines:
            raise UserError(self.env._("Nothing is prepared: write what you hand over, or press “Prepare all”."))
        lines._check_ready()
        voucher = self._deliver(lines)
        return {'type': 'ir.actions.act_window', 'res_model': 'store.voucher', 'res_id': voucher.id,
                'views': [(False, 'form')]}

    def _deliver(self, lines):
        moves = self.store_id._move_out({line.product_id: line.quantity_ready for line in lines}, self.name)
        # vouchers follow from what is delivered, nobody writes them
        voucher = self.env['store.voucher'].sudo()._make(
            self.store_id, 'exit', moves, {'requisition_id': self.id, 'origin': self.name})
        # the person and the state were checked
        requisition = self.sudo()
        with engine.step():
            for line in lines.sudo():
                line.write({'quantity_delivered': line.quantity_delivered + line.quantity_ready, 'quantity_ready': 0.0})
        is_done = all(line.uom_id.compare(line.quantity_left, 0) <= 0 for line in requisition.line_ids)
        requisition._write_step({'state': 'delivered' if is_done else 'partial'})
        requisition.message_post(
            body=self.env._("Delivered by voucher %(voucher)s: confirm what you received.", voucher=voucher.name),
            partner_ids=self.user_id.partner_id.ids)
        return voucher

    def action_close(self):
        """Give up what is left of a partly delivered requisition.

        :raise AccessError: the user does not keep the store
        :raise UserError: nothing of it was delivered yet, or nothing is left
        """
        for requisition in self:
            requisition.store_id._check_keeper()
            requisition.store_id._lock()
            requisition.invalidate_recordset(['state'])
            if requisition.state != 'partial':
                raise UserError(self.env._("Only the remainder of a partly delivered requisition is given up."))
            # checked above
            requisition = requisition.sudo()
            with engine.step():
                requisition.line_ids.write({'quantity_ready': 0.0})
            requisition._write_step({'state': 'delivered', 'closed_by_id': self.env.uid})
            requisition._receive_all()

    def action_confirm(self):
        """Confirm that what the vouchers say was received.

        :raise AccessError: by somebody else than who asked
        :raise UserError: nothing waits for it
        """
        waiting = self.voucher_ids.filtered(lambda voucher: voucher.kind == 'exit' and not voucher.received_on)
        if not waiting:
            raise UserError(self.env._("Nothing waits for your confirmation."))
        waiting.action_confirm()

    def _receive_all(self):
        """Close delivered requisitions all of whose vouchers are confirmed."""
        for requisition in self.filtered(lambda requisition: requisition.state == 'delivered'):
            vouchers = requisition.voucher_ids.filtered(lambda voucher: voucher.kind == 'exit')
            if all(vouchers.mapped('received_on')):
                requisition._write_step({'state': 'received'})

    def _note_return(self, quantities):
        """Count what came back: ``{product: quantity}``; it frees the allowance of the asker."""
        with engine.step():
            for line in self.line_ids:
                if line.product_id in quantities:
                    line.write({'quantity_returned': line.quantity_returned + quantities[line.product_id]})
