from datetime import date

from odoo.fields import Command
from odoo.tests import Form

from .common import BudgetCommon

ACCOUNTS = [('401000', "Suppliers", 'liability_payable'), ('607000', "Purchases", 'expense'),
            ('445600', "VAT to be recovered", 'asset_current'), ('581000', "Transfers", 'asset_current')]


class BillCommon(BudgetCommon):
    """The office keeps accounts: suppliers, purchases, VAT of 19 %, a bank and a till."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.country_id = cls.office.account_fiscal_country_id = cls.env.ref('base.dz')
        cls.accounts = {code: cls.env['account.account'].create({
            'code': code, 'name': name, 'account_type': kind, 'reconcile': kind != 'expense',
            'company_ids': [Command.set(cls.office.ids)]}) for code, name, kind in ACCOUNTS}
        cls.office.transfer_account_id = cls.accounts['581000']
        Journal = cls.env['account.journal']
        cls.purchases = Journal.create({
            'name': "Bills", 'type': 'purchase', 'code': 'BIL', 'company_id': cls.office.id,
            'default_account_id': cls.accounts['607000'].id})
        cls.bank = Journal.create({'name': "Bank", 'type': 'bank', 'code': 'BNK', 'company_id': cls.office.id})
        cls.misc = Journal.create({'name': "Misc", 'type': 'general', 'code': 'MSC', 'company_id': cls.office.id})
        group = cls.env['account.tax.group'].create({'name': "VAT", 'company_id': cls.office.id})
        cls.vat = cls.env['account.tax'].create({
            'name': "VAT 19", 'amount': 19, 'type_tax_use': 'purchase', 'tax_group_id': group.id,
            'company_id': cls.office.id, 'invoice_repartition_line_ids': cls._repartition(),
            'refund_repartition_line_ids': cls._repartition()})
        cls.supplier = cls.env['res.partner'].create({
            'name': "Atlas Supplies", 'property_account_payable_id': cls.accounts['401000'].id})
        cls.accountant = cls._create_user('accountant', 'account.group_account_manager')

    @classmethod
    def _repartition(cls):
        return [Command.create({'repartition_type': 'base'}),
                Command.create({'repartition_type': 'tax', 'account_id': cls.accounts['445600'].id})]

    def _create_bill(self, *lines, kind='in_invoice', day=date(2026, 3, 15), **values):
        """A draft bill of the accountant; lines are (article or None, price without tax)."""
        return self.env['account.move'].with_user(self.accountant).with_company(self.office).create({
            'move_type': kind, 'partner_id': self.supplier.id, 'journal_id': self.purchases.id, 'invoice_date': day,
            'date': day, 'ref': f'R{self.env["account.move"].search_count([])}', 'invoice_line_ids': [Command.create({
                'name': f"Item of {price}", 'price_unit': price, 'quantity': 1, 'tax_ids': [Command.set(self.vat.ids)],
                'account_id': self.accounts['607000'].id, 'budget_article_id': article.id if article else False,
            }) for article, price in lines], **values})

    def _post(self, *lines, **values):
        bill = self._create_bill(*lines, **values)
        bill.action_post()
        return bill

    def _refund(self, bill, price):
        """A posted credit note on the first line of a bill, for so much without tax, matched with it."""
        wizard = self.env['account.move.reversal'].with_user(self.accountant).with_company(self.office).with_context(
            active_model='account.move', active_ids=bill.ids).create({
                'journal_id': self.purchases.id, 'date': bill.date})
        refund = self.env['account.move'].browse(wizard.refund_moves()['res_id']).with_user(self.accountant)
        refund.invoice_line_ids[1:].unlink()
        with Form(refund) as form, form.invoice_line_ids.edit(0) as line:
            line.price_unit = price
        refund.action_post()
        lines = (bill | refund).line_ids.filtered(lambda line: line.account_id == self.accounts['401000'])
        lines.filtered(lambda line: not line.reconciled).reconcile()
        return refund

    def _order(self, *bills, approve=True):
        """A payment order of the clerk for bills, approved by the manager."""
        order = self._make_order(self.env['account.move'].union(*bills))
        if approve:
            self._approve(order)
        return order

    def _make_order(self, moves):
        moves = moves.sudo()
        return self.env['budget.payment.order'].with_user(self.clerk).create({
            'company_id': self.office.id, 'partner_id': self.supplier.id,
            'currency_id': self.office.currency_id.id, 'reason': "March deliveries",
            'journal_id': self.bank.id, 'line_ids': [
                Command.create({'move_id': move.id, 'amount': move.amount_residual}) for move in moves]})
