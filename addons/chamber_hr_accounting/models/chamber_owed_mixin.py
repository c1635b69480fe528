from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

HELD = ('asked', 'paid')


class ChamberOwedMixin(models.AbstractModel):
    """What another room owes goes the way of purchases: credit, bill, payment order, payment."""
    _name = 'chamber.owed.mixin'
    _inherit = ['chamber.owed.mixin', 'budget.commitment.mixin']

    owed_payee_account = fields.Char(
        string="RIB or RIP Paid To", copy=False, groups='chamber_registry.chamber_registry_group_user',
        help="Bank or postal account of 20 digits: its key is checked.")
    is_owed_booked = fields.Boolean(string="Paid by the Accounts", compute='_compute_is_owed_booked')

    @api.depends(lambda self: self._owed_depends())
    def _compute_is_owed_booked(self):
        for document in self:
            # whether a chamber keeps its accounts is known to whoever asks for a payment
            document.is_owed_booked = document._get_owed_company().sudo().keeps_chamber_accounts

    def _get_owed_bill(self):
        """The bill of the document that counts, with full rights: neither cancelled nor taken back by a credit note."""
        self.ensure_one()
        return self.env['account.move'].sudo().search([
            ('owed_model', '=', self._name), ('owed_res_id', '=', self.id), ('move_type', '=', 'in_invoice'),
            ('state', '!=', 'cancel')], order='id desc', limit=1)

    @api.model
    def _get_owed_free_fields(self):
        return super()._get_owed_free_fields() | {'owed_payee_account'}

    def write(self, vals):
        if 'owed_payee_account' in vals:
            for document in self.filtered(lambda document: document.owed_state in HELD):
                raise UserError(self.env._(
                    "The payment of %(document)s was asked for: its account does not change.", document=document.display_name))
        return super().write(vals)

    def _check_owed_payable(self):
        result = super()._check_owed_payable()
        if self.is_owed_booked and self.owed_payee_account:
            self.env['chamber.receipt']._check_account(self.owed_payee_account)
        return result

    def _ask_owed(self):
        result = super()._ask_owed()
        for document in self.filtered('is_owed_booked'):
            document._budget_reserve()
            self.env['account.move']._bill_owed(document)
        return result

    def _check_owed_by_hand(self):
        if self.is_owed_booked:
            raise UserError(self.env._(
                "%(document)s is paid by its payment order; it is noted here by itself.", document=self.display_name))
        return super()._check_owed_by_hand()

    def _release_owed(self):
        """Cancel the bill that is not accepted yet, and free the credit.

        :raises UserError: where the bill is accepted: a credit note takes it back
        """
        result = super()._release_owed()
        for document in self.filtered('is_owed_booked'):
            bill = document._get_owed_bill()
            if bill.state == 'posted':
                raise UserError(self.env._(
                    "Bill %(bill)s is accepted: only a credit note of the accountant takes it back.", bill=bill.name))
            as_engine(bill).button_cancel()
            document._budget_release()
        return result

    def _refuse_owed(self):
        """Owe again what the accountant did not accept, or took back: its credit is free, it can be asked for anew."""
        documents = self.filtered(lambda document: document.owed_state == 'asked')
        documents._budget_release()
        documents._reset_owed()

    def _get_owed_nature(self):
        """How the document is charged, by the day on which its payment was asked for."""
        self.ensure_one()
        return self.env['chamber.owed.nature']._get_nature(
            self._get_owed_kind(), self.owed_asked_date or today_in_algeria())

    def _get_budget_needs(self):
        """The whole amount, as long as it is asked for or paid.

        :raises UserError: where a budget is open and no article is set for such documents
        """
        self.ensure_one()
        nature = self._get_owed_nature()
        company = self._get_owed_company()
        if self.owed_state not in HELD or not self.env['account.move']._is_budget_required(company, self._get_budget_date()):
            return {}
        if not nature.article_id:
            raise UserError(self.env._(
                "No budget article is set for “%(nature)s”: ask the finance manager.", nature=nature.name))
        return self._budget_split(nature.article_id, nature._get_distribution(company), self.owed_amount)

    def _get_budget_company(self):
        return self._get_owed_company()

    def _get_budget_partner(self):
        return self.owed_partner_id

    def _get_budget_date(self):
        return today_in_algeria()

    def _get_budget_name(self):
        return self._get_owed_reason()

    def _prepare_owed_bill(self):
        """Values of the draft bill; other addons add to it what their documents say."""
        self.ensure_one()
        company, nature, today = self._get_owed_company(), self._get_owed_nature(), today_in_algeria()
        reason = self._get_owed_reason()
        return {
            'move_type': 'in_invoice', 'company_id': company.id, 'journal_id': company._get_chamber_journal('purchase').id,
            'partner_id': self.owed_partner_id.id, 'invoice_date': today, 'date': today, 'invoice_date_due': today,
            'invoice_payment_term_id': False, 'fiscal_position_id': False, 'currency_id': self.owed_currency_id.id, 'ref': reason,
            'partner_bank_id': self._get_owed_bank().id, 'narration': Markup('<br/>').join((self.owed_proof or '').splitlines()),
            'owed_model': self._name, 'owed_res_id': self.id,
            'invoice_line_ids': [(0, 0, {
                'name': reason, 'quantity': 1, 'price_unit': self.owed_amount, 'tax_ids': [(6, 0, [])],
                'account_id': company._get_chamber_account(nature.account_code).id,
                'analytic_distribution': nature._get_distribution(company),
                'budget_article_id': nature.article_id.id if self._get_budget_needs() else False,
            })],
        }

    def _get_owed_bank(self):
        """The account of the payee, made where he gives it for the first time."""
        # whoever asks for a payment keeps no bank accounts: the engine notes the one that he was given
        Bank = self.env['res.partner.bank'].sudo()
        if not self.owed_payee_account:
            return Bank
        account, partner = self.env['chamber.receipt']._check_account(self.owed_payee_account), self.owed_partner_id
        return Bank.search([('partner_id', '=', partner.id), ('sanitized_acc_number', '=', account)], limit=1) or Bank.create(
            {'partner_id': partner.id, 'acc_number': account})

    def action_view_owed_bill(self):
        """Open the bill of what is owed.

        :raises AccessError: for those who read no bills
        """
        self.ensure_one()
        self.check_access('read')
        bill = self._get_owed_bill().with_env(self.env)
        bill.check_access('read')
        return bill._get_records_action()
