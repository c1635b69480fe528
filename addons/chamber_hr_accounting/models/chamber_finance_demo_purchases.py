from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

# how far each story goes
ORDER_OF = {story: number for number, story in enumerate((
    'draft', 'asked', 'blocked', 'approved', 'quoted', 'ordered', 'received', 'billed', 'order', 'paid'))}


class ChamberFinanceDemo(models.AbstractModel):
    """From a need to a payment, each purchase at another step; one is refused by the budget."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _play_purchases(self):
        """Each step by the person whose step it is."""
        rows = self._read_table('purchases')
        products = self._create_services(rows)
        ordered = {row['label']: self._play_purchase(row, products[row['label']]) for row in rows}
        for code in ('CN', '16', '05'):
            self._bill_purchases(code, [
                row for row in rows if row['chamber'] == code and ORDER_OF[row['story']] >= ORDER_OF['received']], ordered)
        self._refill_store()

    @api.model
    def _refill_store(self):
        """What is low in the national store is asked for and ordered: its storekeeper waits for it."""
        env = self._as(self._get_keeper('CN'), 'CN')
        low = env['store.item'].search([('store_id', '=', self._get_store('CN').id), ('is_low', '=', True)])
        request = env['purchase.request'].browse(low.action_request_purchase()['res_id'])
        request.description = "لوازم ناقصة في المخزن"
        request.request_validation()
        self._grant_purchase('CN', request, is_blocked=False)
        self._order_purchase({'chamber': 'CN', 'supplier': 'office', 'account': '607', 'price': None}, request, confirm=True)

    @api.model
    def _bill_purchases(self, code, rows, ordered):
        """The accountant enters the bills of what came, and posts those that he has checked."""
        bills = {row['label']: self._draft_bill(row, ordered[row['label']]) for row in rows}
        checked = [row for row in rows if ORDER_OF[row['story']] >= ORDER_OF['billed']]
        env = self._as(self._get_login('accountant', code), code)
        env['account.move'].union(*(bills[row['label']] for row in checked)).action_post()
        for row in checked:
            if row['story'] == 'order':
                self._draft_payment(code, bills[row['label']]).action_submit()
            if row['story'] == 'paid':
                self._pay_bills(code, bills[row['label']])

    @api.model
    def _create_services(self, rows):
        """What is bought, with its article and account in each chamber."""
        categories = {}
        for row in rows:
            if (row['article'], row['account']) not in categories:
                category = self.env['product.category'].create({
                    'name': self._get_article(row['article']).with_context(lang='ar_001').name,
                    'budget_article_id': self._get_article(row['article']).id})
                for code in ('CN', '16', '05'):
                    company = self._get_chamber(code)
                    category.with_company(company).property_account_expense_categ_id = self._get_account(
                        row['account'], company)
                categories[row['article'], row['account']] = category
        return {row['label']: self.env['product.product'].create({
            'name': row['label'], 'type': 'service', 'purchase_method': 'purchase', 'company_id': False,
            'categ_id': categories[row['article'], row['account']].id, 'sale_ok': False,
        }) for row in rows}

    @api.model
    def _play_purchase(self, row, product):
        """Take one need as far as its story goes, up to its order, which is returned; none where it has not come so far."""
        story, order = row['story'], self.env['purchase.order']
        request = self._ask_purchase(row, product)
        if story == 'draft':
            return order
        request.request_validation()
        if story == 'asked' or not self._grant_purchase(row['chamber'], request, story == 'blocked'):
            return order
        if ORDER_OF[story] < ORDER_OF['quoted']:
            return order
        return self._order_purchase(row, request, confirm=ORDER_OF[story] >= ORDER_OF['ordered'])

    @api.model
    def _ask_purchase(self, row, product):
        env = self._as(row['login'], row['chamber'])
        return env['purchase.request'].create({
            'company_id': env.company.id, 'description': row['label'], 'date_start': self._get_last_days(9), 'line_ids': [
                Command.create({
                    'product_id': product.id, 'name': row['label'], 'product_qty': float(row['quantity']),
                    'estimated_cost': float(row['estimate']), 'product_uom_id': product.uom_id.id,
                    'date_required': self._get_today()})]})

    @api.model
    def _grant_purchase(self, code, request, is_blocked):
        """Approved; the credit is reserved, or there is not enough of it: the request then stays where it is."""
        if not is_blocked:
            self._approve(request, "الحاجة مبررة")
            return True
        try:
            with self.env.cr.savepoint():
                self._approve(request, "الحاجة مبررة")
        except UserError as refusal:
            self.env.invalidate_all()
            request.sudo().message_post(body=str(refusal))  # what the screen has told who approves
        return False

    @api.model
    def _get_buyer(self, code):
        return {'16': 'means.alger', '05': 'means.batna', 'CN': 'means.national'}[code]

    @api.model
    def _order_purchase(self, row, request, confirm):
        """The means officer makes the order of the request; who must approves it."""
        env = self._as(self._get_buyer(row['chamber']), row['chamber'])
        supplier = self._get_supplier(row['supplier'])
        wizard = env['purchase.request.line.make.purchase.order'].with_context(
            active_model='purchase.request', active_ids=request.ids).create({'supplier_id': supplier.id})
        order = env['purchase.order'].browse(wizard.make_purchase_order()['domain'][0][2][0])
        taxes = self._get_purchase_tax(row)
        for line in order.order_line:
            price = float(row['price']) if row['price'] else line.product_id.standard_price
            line.write({'price_unit': price, 'tax_ids': [Command.set(taxes.ids)]})
        order.request_validation()
        if confirm:
            self._approve(order, "العرض الأقل ثمنا")
            order.button_confirm()
        return order

    @api.model
    def _get_purchase_tax(self, row):
        template = self.env['account.chart.template'].with_company(self._get_chamber(row['chamber']).root_id)
        return template.ref('l10n_dz_vat_purchase_19_depr' if row['account'] == '218' else 'l10n_dz_vat_purchase_19')

    @api.model
    def _draft_bill(self, row, order):
        """The accountant enters the bill of what was delivered."""
        env = self._as(self._get_login('accountant', row['chamber']), row['chamber'])
        action = order.with_env(env).sudo().action_create_invoice()  # the accountant makes bills of orders that others made
        bill = env['account.move'].browse(action['res_id'])
        day = self._get_today()
        bill.write({'invoice_date': day, 'date': day, 'ref': f"F-{row['supplier'].upper()}-{order.name}"})
        if row['account'] == '218':
            category = 'computer' if row['article'] == '31' else 'furniture'
            bill.invoice_line_ids.asset_profile_id = self.env['account.asset.profile'].search([
                ('company_id', '=', env.company.root_id.id),
                ('dz_category_id', '=', self.env.ref(f'l10n_dz_asset.dz_asset_category_{category}').id)])
        return bill

    @api.model
    def _draft_payment(self, code, bill):
        env = self._as(self._get_login('budget', code), code)
        order = env['budget.payment.order']._make_for(bill.with_env(env).sudo())  # the officer reads bills by the order
        order.journal_id = self._get_chamber(code)._get_chamber_journal('bank')
        return order
