from datetime import datetime, time

import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..tools.stock_card import Movement, make_card

READER = 'store_requisition.store_requisition_group_reader'


class StoreStockCard(models.TransientModel):
    """Asks for the store, the articles and the days of stock cards."""
    _name = 'store.stock.card'
    _description = "Stock Card"

    store_id = fields.Many2one('store.store', required=True, ondelete='cascade', default=lambda self: self._default_store_id())
    company_id = fields.Many2one(related='store_id.company_id')
    allowed_product_ids = fields.Many2many('product.product', compute='_compute_allowed_product_ids')
    product_ids = fields.Many2many('product.product', string="Articles", help="Leave empty for all articles of the store.")
    date_start = fields.Date("From", required=True, default=lambda self: fields.Date.context_today(self).replace(month=1, day=1))
    date_end = fields.Date("At the End of", required=True, default=fields.Date.context_today)

    _date_order = models.Constraint('CHECK (date_end >= date_start)', "The card cannot end before it starts.")

    @api.model
    def _default_store_id(self):
        return self.env['store.store'].search([('company_id', '=', self.env.company.id)], limit=1)

    @api.depends('store_id')
    def _compute_allowed_product_ids(self):
        for wizard in self:
            wizard.allowed_product_ids = wizard.store_id.item_ids.product_id

    def _check_reader(self):
        self.check_access('read')
        if not self.env.user.has_group(READER):
            self.store_id._check_keeper()
        if self.store_id.company_id not in self.env.user.company_ids:
            raise AccessError(self.env._("%(store)s belongs to another company.", store=self.store_id.sudo().name))

    def _get_cards(self):
        """[(product, its card)] of the articles asked for, by name.

        :raise AccessError: the user neither keeps the store nor reads stores
        """
        self.ensure_one()
        self._check_reader()
        products = self.product_ids or self.store_id.with_context(active_test=False).item_ids.product_id
        movements = self._get_movements(products)
        start = self._to_utc(self.date_start, time.min)
        return [(product, make_card(movements.get(product, []), start))
                for product in products.sorted(lambda product: product.name or '')]

    def _to_utc(self, day, moment):
        zone = pytz.timezone(self.env.user.tz or 'UTC')
        return zone.localize(datetime.combine(day, moment)).astimezone(pytz.utc).replace(tzinfo=None)

    def _get_movements(self, products):
        """{product: movements into and out of the store up to the last day}."""
        # the reader of the card was checked; he need not be of the warehouse
        Line = self.env['stock.move.line'].sudo()
        inside = self.env['stock.location'].sudo().with_context(active_test=False).search(
            [('id', 'child_of', self.store_id.location_id.id)])
        lines = Line.search(
            Domain('state', '=', 'done') & Domain('product_id', 'in', products.ids)
            & Domain('date', '<=', self._to_utc(self.date_end, time.max))
            & (Domain('location_id', 'in', inside.ids) | Domain('location_dest_id', 'in', inside.ids)), order='date, id')
        papers = self._get_papers(lines.move_id)
        movements = {}
        for line in lines:
            sign = (line.location_dest_id in inside) - (line.location_id in inside)
            if sign:
                movements.setdefault(line.product_id.with_env(self.env), []).append(
                    self._prepare_movement(line, sign, papers.get(line.move_id)))
        return movements

    def _get_papers(self, moves):
        # see _get_movements
        lines = self.env['store.voucher.line'].sudo().search([('move_id', 'in', moves.ids)])
        return {line.move_id: line.voucher_id for line in lines if line.store_id == self.store_id}

    def _prepare_movement(self, line, sign, voucher):
        move = line.move_id
        share = line.quantity_product_uom / (move.product_uom._compute_quantity(
            move.quantity, move.product_id.uom_id) or 1.0)
        party = voucher and (voucher.department_id.name or voucher.partner_id.name)
        return Movement(line.date, (voucher.name if voucher else move.reference or move.origin) or '', party or '',
                        sign * line.quantity_product_uom, sign * abs(move.value) * share)

    def action_print(self):
        """Print the cards.

        :raise AccessError: the user neither keeps the store nor reads stores
        """
        return self._report_action('store_requisition.store_stock_card_report')

    def action_export(self):
        """Export the cards as a spreadsheet, one sheet each.

        :raise AccessError: as for printing
        """
        return self._report_action('store_requisition.store_stock_card_xlsx')

    def _report_action(self, xml_id):
        self._check_reader()
        if not (self.product_ids or self.store_id.item_ids):
            raise UserError(self.env._("The store has no article yet."))
        # who may was checked; only administrators read the list of reports
        return self.env.ref(xml_id).sudo().report_action(self, config=False)
