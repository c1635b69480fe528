from odoo import api, models
from odoo.fields import Command

STORES = {'CN': 'store.national', '16': 'store.alger', '05': None}
NAMES = {'ar': "مخزن اللوازم", 'fr': "Magasin des fournitures", 'en': "Store of supplies"}


class ChamberFinanceDemo(models.AbstractModel):
    """Stores of consumables, what came into them and what was asked of them."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _play_stores(self):
        """One store each; requisitions in every state."""
        products = self._create_items()
        for code in ('CN', '16', '05'):
            self._open_store(code, products)
        for row in self._read_table('requisitions'):
            self._play_requisition(row, products)

    @api.model
    def _create_items(self):
        """Articles of every store, at average cost."""
        categories = {
            code: self.env['product.category'].create({
                'name': self._get_article(code).with_context(lang='ar_001').name, 'property_cost_method': 'average',
                'budget_article_id': self._get_article(code).id}).id for code in ('21', '24')}
        return {row['key']: self._create_translated('product.product', row, {
            'type': 'consu', 'is_storable': True, 'categ_id': categories[row['article']], 'company_id': False,
            'purchase_method': 'receive'}) for row in self._read_table('items')}

    @api.model
    def _get_keeper(self, code):
        """The storekeeper; in the small chamber, the chief of means of the national one."""
        return STORES[code] or 'chief.means.national'

    @api.model
    def _get_store(self, code):
        return self.env['store.store'].search([('company_id', '=', self._get_chamber(code).id)], limit=1)

    @api.model
    def _open_store(self, code, products):
        rows = self._read_table('items')
        env = self._as('chief.means.national', code)
        for row in rows:
            # a cost is that of one chamber
            products[row['key']].with_company(self._get_chamber(code)).standard_price = float(row['price'])
        store = env['store.store'].create({
            'name': NAMES['ar'], 'code': f'M{code}', 'company_id': self._get_chamber(code).id,
            'keeper_ids': [Command.set(self._get_user(self._get_keeper(code)).ids)], 'item_ids': [
                Command.create({'product_id': products[row['key']].id, 'minimum': float(row['minimum']),
                                'target': float(row['target'])}) for row in rows]})
        installed = {language for language, _name in self.env['res.lang'].get_installed()}
        store.sudo().update_field_translations('name', {  # names are translated by who knows the languages
            language: NAMES[key] for key, language in (('fr', 'fr_FR'), ('en', 'en_US')) if language in installed})
        env['store.limit'].create({
            'name': "أقلام: حصة كل مستخدم في الشهر", 'company_id': self._get_chamber(code).id, 'product_id': products['pens'].id,
            'quantity': 30, 'period': 'month', 'date_start': self._get_opening_day(), 'excess': 'approve',
            'source': "مقرر داخلي خيالي من بيانات العرض"})
        self._receive_goods(code, {products[row['key']]: (float(row['quantity']), float(row['price'])) for row in rows})

    @api.model
    def _receive_goods(self, code, goods):
        """The storekeeper receives {article: (quantity, price)}: an entry voucher."""
        store, env = self._get_store(code), self._as(self._get_keeper(code), code)
        action = store.with_env(env).action_receive()
        supplier = self.env.ref('stock.stock_location_suppliers')
        picking = env['stock.picking'].with_context(**action['context']).create({
            'location_id': supplier.id, 'location_dest_id': store.location_id.id, 'origin': "جرد افتتاحي (بيانات خيالية)",
            'move_ids': [Command.create({
                'product_id': product.id, 'product_uom_qty': quantity, 'product_uom': product.uom_id.id, 'price_unit': price,
                'location_id': supplier.id, 'location_dest_id': store.location_id.id})
                for product, (quantity, price) in goods.items()]})
        picking.action_confirm()
        for move in picking.move_ids:
            move.write({'quantity': move.product_uom_qty, 'picked': True})
        picking.button_validate()

    @api.model
    def _play_requisition(self, row, products):
        """Take one requisition as far as its story goes."""
        story, store = row['story'], self._get_store(row['chamber'])
        env = self._as(row['login'], row['chamber'])
        asked = dict(part.split(':') for part in row['articles'].split())
        requisition = env['store.requisition'].create({
            'store_id': store.id, 'employee_id': env.user.employee_id.id, 'reason': row['reason'], 'line_ids': [
                Command.create({'product_id': products[key].id, 'quantity': float(quantity)})
                for key, quantity in asked.items()]})
        requisition.action_send()
        if story == 'requested':
            return
        self._approve(requisition)
        if story == 'approved':
            return
        served = requisition.with_env(self._as(self._get_keeper(row['chamber']), row['chamber']))
        served.action_prepare()
        voucher = env['store.voucher'].browse(served.action_deliver()['res_id'])
        if story == 'received':
            voucher.action_confirm()
