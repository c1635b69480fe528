"""Bills of what other rooms owe: each knows its document, and the document follows its bill."""
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_amount

from odoo.addons.budget_commitment.tools.credit import decimal
from odoo.addons.chamber_registry.models.engine import as_engine, is_engine


class AccountMove(models.Model):
    _inherit = 'account.move'

    owed_model = fields.Char(string="Kind of Document That Owes", readonly=True, copy=False)
    owed_res_id = fields.Many2oneReference(
        string="Document That Owes", model_field='owed_model', readonly=True, copy=False, index='btree_not_null')

    _owed_bill_once = models.UniqueIndex(
        "(owed_model, owed_res_id) WHERE owed_model IS NOT NULL AND move_type = 'in_invoice' AND state <> 'cancel'"
        " AND payment_state IS DISTINCT FROM 'reversed'", "This document has a bill already.")

    @api.model
    def _bill_owed(self, document):
        """Make the draft bill of a document whose payment was asked for; the accountant accepts it by posting it."""
        company = document._get_owed_company()
        # those who ask for a payment have no accounting rights: the bill of what they ask is made by the engine
        engine = as_engine(self.sudo().with_company(company).with_context(
            allowed_company_ids=company.ids, mail_create_nosubscribe=True, tracking_disable=True))
        return engine.create(document.sudo()._prepare_owed_bill())

    def _get_owed_document(self):
        """The document that a bill, or the credit note of one, is for, with full rights; empty for other entries."""
        self.ensure_one()
        bill = (self.reversed_entry_id if self.move_type == 'in_refund' else self).sudo()  # the document's room is another one
        return bill.env[bill.owed_model].browse(bill.owed_res_id) if bill.owed_model else self.env['chamber.owed.mixin']

    def _post(self, soft=True):
        for bill in self.filtered(lambda move: move.owed_model and move.move_type == 'in_invoice'):
            bill._check_owed_amount()
        return super()._post(soft=soft)

    def _check_owed_amount(self):
        """Refuse to accept another amount or payee than what was asked for.

        :raises UserError: with both
        """
        document = self._get_owed_document()
        if document.owed_state != 'asked':
            raise UserError(self.env._("The payment of %(document)s is no longer asked for.", document=document.display_name))
        if self.currency_id.compare_amounts(self.amount_total, document.owed_amount):
            raise UserError(self.env._(
                "The bill is of %(billed)s, %(owed)s are owed: %(document)s.", document=document.display_name,
                billed=format_amount(self.env, self.amount_total, self.currency_id),
                owed=format_amount(self.env, document.owed_amount, self.currency_id)))
        if self.partner_id != document.owed_partner_id:
            raise UserError(self.env._("The bill is of %(owed)s: no other is paid.", owed=document.owed_partner_id.name))

    def write(self, vals):
        is_refusal = vals.get('state') == 'cancel' and not is_engine(self)
        refused = self.filtered(lambda move: is_refusal and move.owed_model and move.state != 'cancel')
        result = super().write(vals)
        for bill in refused:
            bill._get_owed_document()._refuse_owed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_owed(self):
        for move in self:
            if move.owed_model and move.state != 'cancel':
                raise UserError(self.env._("Cancel the bill instead: what was asked for can then be asked for again."))

    def _get_budget_duty_users(self):
        users = super()._get_budget_duty_users()
        for move in self:
            users['request'] |= move._get_owed_document().owed_asked_by_id.with_env(self.env)
        return users

    def _settle_owed(self, day):
        """Let the documents of these bills follow what is matched with them: money, or a credit note."""
        for bill in self:
            document = bill._get_owed_document()
            _refunds, notes, money = bill._get_budget_matches()
            rest = decimal(bill.amount_total) - notes
            if rest <= 0:
                document._refuse_owed()
            elif money >= rest and document.owed_state == 'asked':
                document._mark_owed_paid(day, bill._get_owed_payment_reference())
            elif money < rest and document.owed_state == 'paid':
                document._write_owed({'owed_paid_date': False, 'owed_paid_by_id': False, 'owed_payment_reference': False})

    def _get_owed_payment_reference(self):
        lines = self.line_ids.filtered(lambda line: line.account_id.account_type == 'liability_payable')
        payers = (lines.matched_debit_ids.debit_move_id | lines.matched_credit_ids.credit_move_id).move_id - self
        return ', '.join(payer.origin_payment_id.memo or payer.name for payer in payers)

    def action_view_owed_document(self):
        """Open what the bill is for.

        :raises AccessError: where the user may not read it
        """
        self.ensure_one()
        self.check_access('read')
        record = self._get_owed_document()._get_owed_cause().with_env(self.env)
        if not record.has_access('read'):
            raise AccessError(self.env._("This document belongs to another room."))
        return record._get_records_action()


class AccountMoveLine(models.Model):
    _inherit = 'account.move.line'

    def _get_budget_document(self):
        """A bill of what is owed settles what the document has reserved."""
        return self.move_id._get_owed_document() or super()._get_budget_document()


class AccountPartialReconcile(models.Model):
    _inherit = 'account.partial.reconcile'

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        for partial in partials:
            partial._get_owed_bills()._settle_owed(partial._get_budget_day())
        return partials

    def unlink(self):
        bills = self._get_owed_bills()
        result = super().unlink()
        bills._settle_owed(fields.Date.context_today(self))
        return result

    def _get_owed_bills(self):
        # a payer need not read the bills that he settles
        return (self.debit_move_id | self.credit_move_id).move_id.sudo().filtered(
            lambda move: move.owed_model and move.move_type == 'in_invoice')
