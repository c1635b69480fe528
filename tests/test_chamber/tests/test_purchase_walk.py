"""From a need to a payment, in a real browser, in Arabic: three approvers, one of them absent and replaced."""
from datetime import timedelta

from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools.misc import mute_logger

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .common import WalkCase

CREDIT, ESTIMATE, PRICE, QUANTITY = 100000, 60000, 5500, 10
PRODUCT, SUPPLIER = "ورق طباعة A4", "مؤسسة الأطلس للقرطاسية"
NEED, REASON = "ورق لشباك السجل", "عطلة سنوية"
ARTICLE_CODE = '61100'
# who works there, by the role that finance or means give; the agent, registrar and director are those of every walk
ROLES = {
    'means_manager': "فريد زيدان", 'means_officer': "مراد لعلاوي", 'storekeeper': "يوسف قاسمي", 'budget_officer': "نوال شريف",
    'finance_manager': "سمير بوعلام", 'accountant': "ليلى حمداني", 'payer': "حسان بوزيد",
}
INBOX = 'tier_validation_guard.tier_review_inbox_action'
REQUESTS, ORDERS = 'purchase_request.purchase_request_form_action', 'purchase.purchase_form_action'
MANDATES = 'tier_validation_guard.tier_delegation_action'
SITUATION, PAYMENTS = 'budget_commitment.budget_situation_action', 'budget_commitment.budget_payment_order_action'


def shown(amount):
    """An amount as the lists of an Arabic reader show it."""
    return f'{amount:,.2f}'.replace(',', '\N{NO-BREAK SPACE}').replace('.', ',')


@tagged('post_install', '-at_install')
class TestPurchaseWalk(WalkCase):

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def setUpClass(cls):
        super().setUpClass()
        cls.chamber_16._set_up_chamber_accounts()
        cls.people = {role: new_test_user(
            cls.env, login=f'purchase_{role}', name=name, lang='ar_001', tz='Africa/Algiers',
            groups=f'base.group_user,chamber_hr_accounting.chamber_hr_accounting_group_{role}', company_id=cls.chamber_16.id,
            company_ids=[Command.set(cls.chamber_16.ids)]) for role, name in ROLES.items()}
        cls.people |= {'agent': cls.agent_16, 'registrar': cls.registrar_16, 'director': cls.director_16}
        cls._open_budget()
        cls._define_approvals()
        cls.product = cls.env['product.product'].create({
            'name': PRODUCT, 'type': 'consu', 'purchase_method': 'receive', 'supplier_taxes_id': False,
            'categ_id': cls.env['product.category'].create({'name': "لوازم المكتب", 'budget_article_id': cls.article.id}).id})
        cls.supplier = cls.env['res.partner'].create({'name': SUPPLIER, 'supplier_rank': 1})
        # read now: while the browser asks something, the server has the cursor
        cls.names = {role: person.name for role, person in cls.people.items()}
        cls.action_id = cls.env.ref('purchase_request.action_purchase_request_line_make_purchase_order').id
        cls.env.flush_all()

    @classmethod
    def _open_budget(cls):
        """A credit for supplies in the current year, proposed by the budget officer and approved by the finance manager."""
        today = today_in_algeria()
        chapter = cls.env['budget.article'].create({
            'code': '61999', 'name': "الخدمات الخارجية", 'kind': 'chapter', 'date_start': '2020-01-01'})
        cls.article = cls.env['budget.article'].create({
            'code': ARTICLE_CODE, 'name': "لوازم المكاتب", 'parent_id': chapter.id, 'date_start': '2020-01-01'})
        year = cls.env['budget.year'].create({
            'name': str(today.year), 'company_id': cls.chamber_16.id, 'date_start': today.replace(month=1, day=1),
            'date_end': today.replace(month=12, day=31)})
        version = cls.env['budget.version'].with_user(cls.people['budget_officer']).create({
            'year_id': year.id, 'line_ids': [Command.create({'article_id': cls.article.id, 'amount': CREDIT})]})
        version.action_submit()
        version.with_user(cls.people['finance_manager']).validate_tier()

    @classmethod
    def _define_approvals(cls):
        """The head of means, the director and the finance manager approve requests; the head of means approves orders."""
        Definition = cls.env['tier.definition']
        Definition.search([('model', 'in', ('purchase.request', 'purchase.order', 'budget.payment.order'))]).active = False
        for sequence, (model, role) in enumerate((
                ('purchase.request', 'means_manager'), ('purchase.request', 'director'), ('purchase.request', 'finance_manager'),
                ('purchase.order', 'means_manager'), ('budget.payment.order', 'finance_manager'))):
            Definition.create({
                'name': cls.people[role].name, 'model_id': cls.env['ir.model']._get_id(model), 'review_type': 'individual',
                'reviewer_id': cls.people[role].id, 'approve_sequence': True, 'company_id': False, 'sequence': 90 - sequence})

    def test_from_a_need_to_a_payment_with_one_approver_absent(self):
        desk = self._sit_down()
        self._leave(desk)
        self._ask(desk)
        self._approve_request(desk)
        self._order(desk)
        self._receive(desk)
        self._bill(desk)
        self._pay(desk)
        desk.check_console()

    def _open(self, desk, action, path=''):
        desk.navigate_to(f'{self.base_url()}/odoo/action-{action}{path}', wait_stop=True)
        desk.wait_for("document.querySelector('.o_action_manager > .o_action, .o_action_manager .o_view_controller')")
        desk.wait_rest()

    def _mark_row(self, desk, text):
        """The row of a list that has this text, marked for the mouse."""
        row = f"[...document.querySelectorAll('.o_data_row')].find((row) => row.textContent.includes('{text}'))"
        desk.wait_for(row)
        desk.run(f"{row}.dataset.request = 'mine'")
        return row

    def _leave(self, desk):
        """The director goes on leave for a week and says who decides until he is back."""
        today = today_in_algeria()
        desk.sign_in(self.people['director'])
        self._open(desk, MANDATES)
        desk.click('.o_list_button_add')
        desk.wait_for("document.querySelector('.o_form_view .o_form_editable')")
        desk.choose('delegate_id', self.names['registrar'])
        desk.fill_date('date_end', (today + timedelta(days=7)).strftime('%d/%m/%Y'))
        desk.fill(reason=REASON)
        self.album.photograph(desk, 'purchase_mandate')
        desk.save()
        desk.wait_state('active')
        with self._apart():
            mandate = self.env['tier.delegation'].search([('delegator_id', '=', self.people['director'].id)])
            self.assertEqual(
                (mandate.delegate_id, mandate.date_start, mandate.date_end, mandate.reason),
                (self.people['registrar'], today, today + timedelta(days=7), REASON))
            self.assertEqual(mandate.create_uid, self.people['director'])

    def _ask(self, desk):
        """An employee writes what his counter needs."""
        desk.sign_in(self.people['agent'])
        self._open(desk, REQUESTS, '/new')
        desk.fill(description=NEED)
        desk.click('[name=line_ids] .o_field_x2many_list_row_add :is(a, button)')
        desk.click('[name=line_ids] .o_selected_row [name=product_id] input')
        desk.pick(PRODUCT)
        for name, value in (('product_qty', QUANTITY), ('estimated_cost', ESTIMATE)):
            desk.click(f'[name=line_ids] .o_selected_row [name={name}] input')
            desk.type_over(str(value))
        desk.save()
        desk.click('button[name=request_validation]')
        desk.wait_for("!document.querySelector('button[name=request_validation]')")
        desk.wait_rest()
        self.album.photograph(desk, 'purchase_request')
        with self._apart():
            self.request = self.env['purchase.request'].search([('requested_by', '=', self.people['agent'].id)])
            self.number = self.request.name
            self.assertEqual((self.request.company_id, self.request.line_ids.budget_article_id), (self.chamber_16, self.article))
            self.assertEqual(self.request.review_ids.sorted('sequence').mapped('status'), ['pending', 'waiting', 'waiting'])

    def _approve_request(self, desk):
        """The head of means, who stands in for the director, and the finance manager, each in his inbox."""
        self._approve(desk, 'means_manager', self.number)
        self._approve(desk, 'registrar', self.number, stands_in_for='director')
        with self._apart():
            self.assertEqual(self.request.state, 'draft')
        self._approve(desk, 'finance_manager', self.number)
        with self._apart():
            self.assertEqual(self.request.state, 'approved')
            second = self.request.review_ids.sorted('sequence')[1]
            self.assertEqual(second.done_by, self.people['registrar'])
        self._check_situation(desk, 'purchase_situation_committed', ESTIMATE, 0, 0)

    def _approve(self, desk, role, name, stands_in_for=None):
        desk.sign_in(self.people[role])
        self._open(desk, INBOX)
        row = self._mark_row(desk, name)
        if stands_in_for:
            self.assertIn(self.names[stands_in_for], desk.run(f"{row}.innerText"))
        desk.wait_rest()
        self.album.photograph(desk, f'purchase_inbox_{role}')
        desk.click("[data-request=mine] button[name=action_approve]")
        desk.click('.modal button[name=action_apply]')
        desk.wait_for(f"!({row})")

    def _check_situation(self, desk, picture, committed, billed, paid):
        """What the situation of credits says of the article."""
        self._open(desk, SITUATION)
        desk.click('.o_group_header .o_group_name')
        row = self._mark_row(desk, ARTICLE_CODE)
        figures = desk.run(f"Object.fromEntries([...{row}.querySelectorAll('td[name]')].map((td) => "
                           "[td.getAttribute('name'), td.innerText.trim()]))")
        self.assertEqual(
            [figures[name] for name in ('credit', 'committed', 'available', 'liquidated', 'paid')],
            [shown(amount) for amount in (CREDIT, committed, CREDIT - committed, billed, paid)])
        self.album.photograph(desk, picture)

    def _order(self, desk):
        """The means officer asks a supplier's price and orders; his head approves the order."""
        desk.sign_in(self.people['means_officer'])
        self._open(desk, REQUESTS, f'/{self.request.id}')
        desk.click(f'button[name="{self.action_id}"]')
        desk.choose('supplier_id', SUPPLIER)
        desk.click('.modal button[name=make_purchase_order]')
        desk.click('.o_data_row td[name=partner_id]', SUPPLIER)
        desk.click('[name=order_line] .o_data_row td[name=price_unit]')
        desk.click('[name=order_line] .o_selected_row [name=price_unit] input')
        desk.type_over(str(PRICE))
        desk.save()
        desk.click('button[name=request_validation]')
        desk.wait_for("!document.querySelector('button[name=request_validation]')")
        with self._apart():
            self.order = self.request.sudo().line_ids.purchase_lines.order_id
            self.order_number = self.order.name
            self.assertEqual((self.order.amount_total, self.order.state), (PRICE * QUANTITY, 'draft'))
        self._approve(desk, 'means_manager', self.order_number)
        desk.sign_in(self.people['means_officer'])
        self._open(desk, ORDERS, f'/{self.order.id}')
        desk.click('button[name=button_confirm]')
        desk.wait_state('purchase')
        desk.wait_rest()
        self.album.photograph(desk, 'purchase_order')

    def _receive(self, desk):
        """The storekeeper counts what has come."""
        with self._apart():
            picking = self.order.sudo().picking_ids
        desk.sign_in(self.people['storekeeper'])
        self._open(desk, 'stock.action_picking_tree_incoming', f'/{picking.id}')
        desk.click('button[name=button_validate]')
        desk.wait_state('done')
        with self._apart():
            self.assertEqual(self.order.order_line.qty_received, QUANTITY)

    def _bill(self, desk):
        """The accountant enters and accepts the supplier's bill, and orders its payment."""
        desk.sign_in(self.people['accountant'])
        self._check_situation(desk, 'purchase_situation_ordered', PRICE * QUANTITY, 0, 0)
        self._open(desk, ORDERS)
        row = self._mark_row(desk, self.order_number)
        desk.click('[data-request=mine] .o_list_record_selector input')
        desk.click('.o_control_panel button[name=action_create_invoice]')
        desk.wait_for(f"!({row}) && document.querySelector('.o_form_view')")
        desk.fill_date('invoice_date', today_in_algeria().strftime('%d/%m/%Y'))
        desk.fill(ref="F-2026/118")
        desk.save()
        desk.click('button[name=action_post]')
        desk.wait_state('posted')
        desk.wait_rest()
        self.album.photograph(desk, 'purchase_bill')
        desk.click('button[name=action_make_payment_order]')
        desk.wait_for("document.querySelector('.o_field_widget[name=amount_total]')?.innerText.includes('55')")
        desk.choose('journal_id', "البنك")
        desk.save()
        desk.click('button[name=action_submit]')
        desk.wait_for("!document.querySelector('button[name=action_submit]')")
        self._check_situation(desk, 'purchase_situation_billed', PRICE * QUANTITY, PRICE * QUANTITY, 0)

    def _pay(self, desk):
        """The finance manager approves the payment, the payer makes it."""
        with self._apart():
            order = self.env['budget.payment.order'].search([('partner_id', '=', self.supplier.id)])
        self._approve(desk, 'finance_manager', SUPPLIER)
        desk.sign_in(self.people['payer'])
        self._open(desk, PAYMENTS, f'/{order.id}')
        desk.click('.o_form_statusbar button[name=action_pay]')
        desk.wait_state('paid')
        desk.wait_rest()
        self.album.photograph(desk, 'purchase_payment')
        self._check_situation(desk, 'purchase_situation_paid', *[PRICE * QUANTITY] * 3)
        with self._apart():
            bill = self.order.sudo().invoice_ids
            # the chamber's own journals, not those of the national chamber
            journals = bill.journal_id | order.sudo().journal_id
            self.assertEqual((bill.journal_id.chamber_use, journals.company_id), ('purchase', self.chamber_16))
            self.assertEqual((bill.state, bill.amount_residual, order.sudo().paid_by_id), ('posted', 0, self.people['payer']))
            self.assertFalse(self.env['budget.movement']._verify_chains())
