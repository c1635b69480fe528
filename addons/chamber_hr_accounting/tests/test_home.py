from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .common_roles import POSTS, RoleCase

OWN = {'approvals', 'my_balance', 'my_leave', 'my_missions', 'my_reports', 'my_requests', 'my_requisitions', 'my_payslip'}


@tagged('post_install', '-at_install')
class TestHome(RoleCase):
    """The home page: each post sees what is its own, each number opens what it counts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = today_in_algeria()
        article = cls.env['product.product'].create({'name': "Papier", 'type': 'consu'})
        cls.request_values = {
            'requested_by': cls.people['employee'].id, 'company_id': cls.chamber_16.id,
            'picking_type_id': cls.env['stock.picking.type'].search(
                [('code', '=', 'incoming'), ('company_id', '=', cls.chamber_16.id)], limit=1).id,
            'line_ids': [fields.Command.create({'product_id': article.id, 'product_qty': 1, 'estimated_cost': 500})],
        }
        cls.supplier = cls.env['res.partner'].create({'name': "Fournitures du Centre"})
        cls.bill = cls.env['account.move'].with_company(cls.chamber_16).create({
            'move_type': 'in_invoice', 'partner_id': cls.supplier.id, 'invoice_date': today.replace(month=1, day=2),
            'invoice_line_ids': [fields.Command.create({
                'name': "Papier", 'quantity': 1, 'price_unit': 1000,
                'account_id': cls.chamber_16._get_chamber_account('607').id, 'tax_ids': []})],
        })
        cls.bill.action_post()

    def _home(self, role):
        return self._as(role, self.env['chamber.finance.home']).get_home_data()

    def _tiles(self, role):
        return {tile['key']: tile for tile in self._home(role)['tiles']}

    def _keys(self, role):
        return {subject['key'] for subject in self._as(role, self.env['chamber.finance.home'])._get_subjects()}

    def _panels(self, role):
        return {panel['key']: panel for panel in self._home(role)['panels']}

    def _make_requests(self, number):
        """Purchase requests that wait to be ordered, without going through their approval."""
        requests = self.env['purchase.request'].create([self.request_values] * number)
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE purchase_request SET state = 'approved' WHERE id IN %s", requests._ids))
        self.env.invalidate_all()

    def test_each_employee_sees_what_is_his_own(self):
        self._make_requests(2)
        tiles = self._tiles('employee')
        self.assertEqual(set(tiles), OWN)
        self.assertEqual(tiles['my_requests']['count'], 2)
        self.assertEqual(tiles['my_payslip']['text'], '—')
        # those of another are not his, and what is not there takes no place beside his work
        self.assertNotIn('my_requests', self._tiles('storekeeper'))
        self.assertFalse(self._home('employee')['panels'])

    def test_each_post_sees_its_subjects(self):
        for role, keys in {
            'cashier': {'due', 'receipts', 'open_days'},
            'budget_officer': {'orders_draft', 'orders_pay'},
            'payer': {'orders_pay'},
            'accountant': {'assets_confirm', 'bills', 'bills_late', 'vat', 'month', 'settle', 'advances', 'orders_pay'},
            'hr_officer': {'present', 'away', 'leave', 'deadlines'},
            'payroll_officer': {'payroll', 'leave'},
            'storekeeper': {'goods', 'requisitions', 'low'},
            'means_officer': {'requests', 'orders_late', 'vehicle_contracts', 'maintenance', 'assets_place', 'assets_label'},
            'means_manager': {'requests', 'requisitions', 'low', 'missions'},
            'director': {'due', 'bills', 'orders_pay', 'present', 'payroll', 'missions', 'requests', 'low'},
        }.items():
            with self.subTest(role=role):
                self.assertLessEqual(keys | OWN, self._keys(role))

    def test_what_is_to_be_approved_waits_by_the_name_of_its_document(self):
        asker = self.people['employee']
        request = self.env['purchase.request'].with_user(asker).with_company(self.chamber_16).create(self.request_values)
        request.request_validation()
        review = request.sudo().review_ids.filtered(lambda review: review.status == 'pending')
        reviewer = review.reviewer_ids[:1]
        home = self.env['chamber.finance.home'].with_user(reviewer).with_context(
            allowed_company_ids=reviewer.company_ids.ids).get_home_data()
        [line] = [line for line in home['waiting'] if line['key'] == f'approvals-{review.id}']
        self.assertEqual((line['model'], line['id'], line['number']), ('purchase.request', request.id, request.display_name))
        self.assertEqual(line['person'], asker.name)
        self.assertIn('500', line['amount'])
        self.assertEqual(line['chamber'], self.chamber_16._get_chamber_name('en_US'))

    def test_goods_that_were_ordered_wait_for_the_storekeeper(self):
        article = self.env['product.product'].create({'name': "Toner", 'type': 'consu'})
        operation = self.env['stock.picking.type'].browse(self.request_values['picking_type_id'])
        picking = self.env['stock.picking'].create({
            'partner_id': self.supplier.id, 'picking_type_id': operation.id,
            'location_id': self.supplier.property_stock_supplier.id, 'location_dest_id': operation.default_location_dest_id.id,
            'move_ids': [fields.Command.create({
                'product_id': article.id, 'product_uom_qty': 5, 'company_id': self.chamber_16.id,
                'location_id': self.supplier.property_stock_supplier.id,
                'location_dest_id': operation.default_location_dest_id.id})]})
        self.assertFalse([line for line in self._home('storekeeper')['waiting'] if line['model'] == 'stock.picking'])
        picking.action_confirm()
        [line] = [line for line in self._home('storekeeper')['waiting'] if line['model'] == 'stock.picking']
        self.assertEqual((line['id'], line['person']), (picking.id, self.supplier.name))
        self.assertNotIn('goods', self._keys('means_officer'))

    def test_nobody_sees_the_subjects_of_another_post(self):
        for role, keys in {
            'employee': {'bills', 'payroll', 'present', 'requests', 'due'}, 'cashier': {'bills', 'payroll', 'present'},
            'payer': {'bills', 'payroll', 'due'}, 'hr_officer': {'payroll', 'bills', 'due'},
            'storekeeper': {'bills', 'payroll'}, 'means_officer': {'bills', 'payroll', 'due', 'low'},
        }.items():
            with self.subTest(role=role):
                self.assertFalse(keys & self._keys(role))

    def test_where_there_is_much_to_show_nothing_takes_no_place(self):
        tiles = self._tiles('director')
        self.assertFalse({key for key, tile in tiles.items() if not tile['count'] and not tile['text']})
        self.assertLess(len(tiles), len(self._keys('director')))
        self.assertIn('my_missions', self._tiles('employee'))

    def test_everybody_may_ask_from_the_page(self):
        for role in POSTS:
            for shortcut in self._home(role)['shortcuts']:
                with self.subTest(role=role, shortcut=shortcut['key']):
                    action = shortcut['action']
                    if isinstance(action, str):
                        action = self.env['ir.actions.act_window']._for_xml_id(action)
                    model = self._as(role, self.env[action['res_model']])
                    self.assertTrue(model.has_access('read'))
                    views = [(view, kind) for view, kind in action['views'] if kind != 'search']
                    model.get_views(views)

    def test_each_number_opens_what_it_counts(self):
        self._make_requests(3)
        for role in POSTS:
            for key, tile in self._tiles(role).items():
                with self.subTest(role=role, tile=key):
                    domain = self._get_domain(tile, role) if tile['action'] else tile['domain']
                    self.assertEqual(self._as(role, self.env[tile['model']]).search_count(domain), tile['count'])

    def _get_domain(self, tile, role):
        """The domain of the action that a tile opens; what is counted otherwise has a text of its own."""
        action = self.env.ref(tile['action'])
        self.assertEqual(action.res_model, tile['model'])
        return tile['domain'] if tile['text'] else safe_eval(action.domain or '[]', {'uid': self.people[role].id})

    def test_each_row_of_a_panel_opens_its_list(self):
        for role in POSTS:
            for key, panel in self._panels(role).items():
                for row in panel['rows'] if panel['kind'] == 'bars' else []:
                    with self.subTest(role=role, panel=key, row=row['name']):
                        self.assertTrue(self._as(role, self.env[row['model']]).search_count(row['domain']))

    def test_a_share_is_written_as_in_the_language_of_the_reader(self):
        self.env['res.lang']._activate_lang('fr_FR')
        self.assertEqual(self.env['chamber.finance.home'].with_context(lang='fr_FR')._format_share(74.8), '74,8 %')

    def test_the_figures_of_the_books(self):
        self.assertEqual(self._tiles('accountant')['bills']['count'], 1)
        months = self._panels('director')['months']
        self.assertEqual(months['rows'][0]['values'], [0.0, 1000.0])
        self.assertEqual([row['values'] for row in months['rows'][1:]], [[0.0, 0.0]] * 11)
        waiting = [line for line in self._home('accountant')['waiting'] if line['model'] == 'account.move']
        self.assertEqual([line['id'] for line in waiting], self.bill.ids)
        self.assertIn('1', waiting[0]['amount'])

    def test_the_chambers_stand_side_by_side_for_who_answers_for_all(self):
        rows = {row['id']: row for row in self._home('director_general')['chambers']}
        self.assertEqual(set(rows), set((self.national_chamber | self.chamber_16 | self.chamber_05).ids))
        self.assertIn('000', rows[self.chamber_16.id]['bills'])
        self.assertNotIn('000', rows[self.chamber_05.id]['bills'])
        self.assertFalse(self._home('director')['chambers'])
        self.assertFalse(self._home('accountant')['chambers'])

    def test_the_chamber_of_another_is_not_counted(self):
        self.stranger.group_ids += self.env.ref(POSTS['accountant'])
        data = self.env['chamber.finance.home'].with_user(self.stranger).get_home_data()
        self.assertNotIn('bills', {tile['key'] for tile in data['tiles'] if tile['count']})

    def test_who_works_in_no_chamber_has_no_home_here(self):
        with self.assertRaises(AccessError):
            self.env['chamber.finance.home'].with_user(self.env.ref('base.public_user')).get_home_data()

    def _count_queries(self, role):
        self._home(role)  # what the server keeps from one call to the next is known
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self._home(role)
        return self.env.cr.sql_log_count - before

    def test_more_records_are_no_more_queries(self):
        self._make_requests(10)
        roles = ('employee', 'means_manager', 'director', 'director_general')
        few = {role: self._count_queries(role) for role in roles}
        self._make_requests(190)
        for role in roles:
            with self.subTest(role=role):
                # the user's own contact is read now by one statement, now by two
                self.assertLessEqual(self._count_queries(role), few[role] + 1)
                self.assertLess(few[role], 180)
