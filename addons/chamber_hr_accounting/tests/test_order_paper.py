from lxml.html import fromstring

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common_roles import POSTS, RoleCase

ORDER, QUOTATION = 'purchase.report_purchaseorder', 'purchase.report_purchasequotation'


@tagged('post_install', '-at_install')
class TestOrderPaper(RoleCase):
    """What a chamber sends to its suppliers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supplier = cls.env['res.partner'].create({
            'name': "مكتبة المركز", 'vat': '000016001234567', 'nis': '000516010012345', 'company_registry': '16/00-0001234 B 00'})
        cls.order = cls.env['purchase.order'].create({
            'partner_id': cls.supplier.id, 'company_id': cls.chamber_16.id, 'user_id': cls.people['means_officer'].id,
            'order_line': [Command.create({
                'product_id': cls.env['product.product'].create({'name': "Papier", 'type': 'consu'}).id, 'product_qty': 3,
                'price_unit': 543, 'tax_ids': [Command.clear()]})]})
        cls.env.flush_all()

    def _text(self, user, report=QUOTATION):
        html = self.env['ir.actions.report'].with_user(user)._render_qweb_html(report, self.order.ids)[0].decode()
        return ' '.join(fromstring(html).text_content().replace('\u00a0', ' ').split())

    def test_the_means_officer_asks_for_prices_in_the_name_of_the_chamber(self):
        text = self._text(self.people['means_officer'])
        for expected in (
                "طلب عرض أسعار", "Demande de prix", self.order.name, *self.chamber_16._get_official_header_lines('ar'),
                *self.chamber_16._get_official_header_lines('fr'), self.supplier.name, '000016001234567', '000516010012345',
                '16/00-0001234 B 00', "Papier"):
            with self.subTest(expected=expected):
                self.assertIn(expected, text)
        self.assertNotIn("543", text)
        self.assertNotIn("1 629", text)

    def test_who_reads_the_order_prints_it_and_nobody_else(self):
        printers = {role for role in POSTS if self._as(role, self.env['purchase.order']).search([('id', '=', self.order.id)])}
        self.assertLessEqual({'means_officer', 'means_manager', 'accountant', 'director', 'auditor'}, printers)
        for role, user in (*self.people.items(), ('stranger', self.stranger)):
            for report in (ORDER, QUOTATION):
                with self.subTest(role=role, report=report):
                    if role in printers:
                        self.assertIn(self.order.name, self._text(user, report))
                    else:
                        with self.assertRaises(AccessError):
                            self._text(user, report)

    def test_the_means_officer_of_another_chamber_prints_nothing(self):
        other = self._create_person('post_means_05', POSTS['means_officer'], self.chamber_05)
        for report in (ORDER, QUOTATION):
            with self.subTest(report=report), self.assertRaises(AccessError):
                self._text(other, report)
