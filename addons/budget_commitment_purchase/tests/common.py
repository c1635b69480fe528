from odoo.fields import Command

from odoo.addons.budget_commitment.tests.common_bill import BillCommon


class PurchaseCommon(BillCommon):
    """An employee asks, his chief approves, a buyer orders, the head of purchases approves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        request = 'purchase_request.group_purchase_request_'
        cls.requester = cls._create_user('requester', f'base.group_user,{request}user')
        cls.chief = cls._create_user('chief', f'base.group_user,{request}manager')
        cls.buyer = cls._create_user('buyer', f'purchase.group_purchase_user,{request}manager')
        cls.head = cls._create_user('head', 'purchase.group_purchase_manager')
        cls.paper, cls.repair = cls.env['product.product'].create([{
            'name': name, 'type': 'service', 'purchase_method': 'purchase', 'standard_price': 0,
            'supplier_taxes_id': [Command.set(cls.vat.ids)],
            'categ_id': cls.env['product.category'].create({'name': name, 'budget_article_id': article.id}).id,
        } for name, article in (("Paper", cls.supplies), ("Repair of the lift", cls.repairs))])

    def setUp(self):
        super().setUp()
        self._open_year(self._current_year())

    def _current_year(self):
        """Orders are charged on the day they are approved."""
        return self.year

    def _create_request(self, *lines, user=None):
        """A draft request; lines are (product, quantity, estimate with taxes)."""
        return self.env['purchase.request'].with_user(user or self.requester).with_company(self.office).create({
            'company_id': self.office.id, 'line_ids': [Command.create({
                'product_id': product.id, 'name': product.name, 'product_qty': quantity, 'estimated_cost': estimate,
                'product_uom_id': product.uom_id.id}) for product, quantity, estimate in lines]})

    def _approve_request(self, *lines, user=None):
        request = self._create_request(*lines, user=user)
        request.request_validation()
        request.with_user(self.chief).validate_tier()
        return request

    def _quote(self, request, **prices):
        """A draft order of the buyer for all lines of a request; prices without tax by the first word of the product."""
        wizard = self.env['purchase.request.line.make.purchase.order'].with_user(self.buyer).with_company(
            self.office).with_context(active_model='purchase.request', active_ids=request.ids).create({
                'supplier_id': self.supplier.id})
        order = self.env['purchase.order'].with_user(self.buyer).browse(wizard.make_purchase_order()['domain'][0][2][0])
        for line in order.order_line:
            line.write({'price_unit': prices[line.product_id.name.split()[0].lower()],
                        'tax_ids': [Command.set(self.vat.ids)]})
        return order

    def _confirm(self, order):
        order.request_validation()
        order.with_user(self.head).validate_tier()
        order.with_user(self.buyer).button_confirm()
        return order

    def _order_of(self, *lines, **prices):
        return self._confirm(self._quote(self._approve_request(*lines), **prices))

    def _bill_of(self, order, post=True):
        """The bill of all that is ordered, entered by the accountant."""
        action = order.with_user(self.head).sudo().with_company(self.office).action_create_invoice()
        bill = self.env['account.move'].with_user(self.accountant).browse(action['res_id'])
        bill.write({'invoice_date': '2026-03-15', 'date': '2026-03-15', 'ref': f'B{bill.id}'})
        if post:
            bill.action_post()
        return bill
