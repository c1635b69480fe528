from odoo.tests import TransactionCase, new_test_user, tagged


@tagged('post_install', '-at_install')
class TestArticles(TransactionCase):
    """The means officer finds what the chamber buys, and nothing that it sells at its events."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['res.lang']._activate_lang('ar_001')
        cls.env['ir.module.module']._load_module_terms(['chamber_hr_accounting'], ['ar_001'])
        cls.officer = new_test_user(
            cls.env, login='articles_officer', lang='ar_001',
            groups='base.group_user,chamber_hr_accounting.chamber_hr_accounting_group_means_officer')
        cls.env['product.template'].create([
            {'name': "Paper of the stores", 'type': 'consu'},
            {'name': "Ticket of a fair", 'type': 'service', 'service_tracking': 'event'}])
        cls.action = cls.env['ir.actions.act_window'].with_user(cls.officer)._for_xml_id(
            'chamber_hr_accounting.product_template_action_bought')

    def test_tickets_are_not_among_the_articles(self):
        articles = self.env['product.template'].with_user(self.officer).search([('purchase_ok', '=', True)])
        self.assertIn("Paper of the stores", articles.mapped('name'))
        self.assertNotIn("Ticket of a fair", articles.mapped('name'))
        self.assertNotIn('event', articles.mapped('service_tracking'))

    def test_tickets_that_were_there_before_are_taken_out(self):
        ticket = self.env.ref('event_product.product_product_event')
        ticket.purchase_ok = True
        self.env['product.template']._withhold_tickets()
        self.assertFalse(ticket.purchase_ok)

    def test_cards_and_lists_show_the_cost_and_not_the_price_of_sale(self):
        articles = self.env['product.template'].with_user(self.officer).with_context(lang='ar_001')
        views = articles.get_views(self.action['views'])['views']
        self.assertIn("التكلفة:", views['kanban']['arch'])
        self.assertNotIn('list_price', views['kanban']['arch'])
        self.assertRegex(views['list']['arch'], r'name="list_price"[^>]*optional="hide"')
