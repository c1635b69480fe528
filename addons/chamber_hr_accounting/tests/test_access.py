from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import FINANCE, FinanceCase

MONEY = (
    'chamber.receipt', 'chamber.receipt.line', 'chamber.cash.session', 'chamber.cash.movement', 'chamber.money.act',
)


@tagged('post_install', '-at_install')
class TestAccess(FinanceCase):
    """Who sees and does what, and the ways round that are closed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.receipts = {}
        for code in ('16', '05'):
            request = cls._create_due(10000, user=getattr(cls, f'agent_{code}'))
            request.action_mark_fee_paid()
            cls.receipts[code] = request.fee_receipt_id.sudo()

    def test_each_chamber_sees_its_own_money(self):
        for user in (self.cashier_16, self.accountant_16, self.director_16):
            for model in MONEY:
                with self.subTest(user=user.login, model=model):
                    self.assertEqual(self.env[model].with_user(user).search([]).company_id, self.chamber_16)

    def test_the_auditor_and_the_director_general_see_every_chamber(self):
        for user in (self.auditor, self.director_general):
            for model in MONEY:
                with self.subTest(user=user.login, model=model):
                    self.assertEqual(self.env[model].with_user(user).search([]).company_id, self.chamber_16 | self.chamber_05)

    def test_readers_change_nothing(self):
        for user in (self.director_16, self.auditor, self.director_general, self.agent_16, self.accountant_16, self.cashier_16):
            for model in MONEY:
                Model = self.env[model].with_user(user)
                with self.subTest(user=user.login, model=model):
                    for operation in ('write', 'create', 'unlink'):
                        self.assertFalse(Model.has_access(operation))

    def test_the_agent_sees_receipts_and_no_accounts(self):
        receipt = self.receipts['16'].with_user(self.agent_16)
        self.assertEqual(receipt.total, 10100)
        for name in ('payment_id', 'payer_account'):
            with self.subTest(field=name), self.assertRaises(AccessError):
                receipt.read([name])
        for model in ('account.move', 'chamber.cash.session', 'chamber.refund', 'chamber.money.act'):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.agent_16).search([])

    def test_the_cashier_has_no_accounting_rights(self):
        for model in ('account.move', 'account.payment', 'account.journal'):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.cashier_16).search([])
        with self.assertRaises(AccessError):
            self.receipts['16'].with_user(self.cashier_16).action_view_invoices()

    def test_the_accountant_receives_no_money(self):
        request = self._create_due(500)
        self.env.flush_all()
        with self.assertRaises(AccessError):
            self.env['chamber.fee.due'].with_user(self.accountant_16).search([('res_id', '=', request.id)]).action_receive()
        with self.assertRaises(AccessError):
            request.with_user(self.accountant_16).action_mark_fee_paid()
        with self.assertRaises(AccessError):
            self.env['chamber.cash.handover'].with_user(self.accountant_16)._hand_over(self.chamber_16, 5, 'bank')

    def test_an_entry_for_another_chamber_is_refused(self):
        journal = self.chamber_05._get_chamber_journal('general')
        accounts = [self.chamber_05._get_chamber_account(code) for code in ('626', '401')]
        values = {'journal_id': journal.id, 'company_id': self.chamber_05.id, 'line_ids': [
            (0, 0, {'name': "x", 'account_id': accounts[0].id, 'debit': 100}),
            (0, 0, {'name': "x", 'account_id': accounts[1].id, 'credit': 100})]}
        with self.assertRaises(AccessError):
            self.env['account.move'].with_user(self.accountant_16).create(values).action_post()
        # nor one of his own chamber in the other's journal
        with self.assertRaises(UserError):
            move = self.env['account.move'].with_user(self.accountant_16).create({**values, 'company_id': self.chamber_16.id})
            move.action_post()

    def test_the_invoice_of_another_chamber_is_not_read(self):
        invoice = self.receipts['05'].line_ids.invoice_id
        self.assertFalse(self.env['account.move'].with_user(self.accountant_16).search([('id', '=', invoice.id)]))
        with self.assertRaises(AccessError):
            invoice.with_user(self.accountant_16).read(['amount_total'])
        with self.assertRaises(AccessError):
            self.receipts['05'].with_user(self.cashier_16).action_print()

    def test_nobody_pretends_to_be_the_engine(self):
        receipt = self.receipts['16'].with_user(self.cashier_16)
        with self.assertRaises(UserError):
            receipt.with_context(chamber_registry_engine=True).write({'amount': 1})
        with self.assertRaises(UserError):
            receipt.with_context(chamber_registry_engine='x').create({'number': 'R'})
        with self.assertRaises(UserError):
            self.env['chamber.money.act'].sudo().create({'number': 'R', 'company_id': self.chamber_16.id})

    def test_no_client_chooses_the_day_of_the_desk(self):
        request = self._create_due(500)
        request.with_context(chamber_desk_day=fields.Date.to_date('2026-01-01')).action_mark_fee_paid()
        self.assertEqual(fields.Date.to_string(request.fee_receipt_id.date), '2026-03-15')

    def test_the_mark_of_payment_is_not_written_by_hand(self):
        request = self._create_due(500)
        for values in ({'fee_paid_date': '2026-03-15'}, {'fee_receipt_number': 'R'}, {'fee_receipt_id': self.receipts['16'].id}):
            with self.subTest(values=values), self.assertRaises(UserError):
                request.write(values)

    def test_only_the_finance_manager_sets_natures_and_ceilings(self):
        nature = self.env.ref('chamber_hr_accounting.fee_nature_request')
        for user in (self.accountant_16, self.cashier_16, self.director_16):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                nature.with_user(user).account_code = '700'
        nature.with_user(self.finance_manager).account_code = '708'
        self.assertEqual(nature.account_code, '708')

    def test_the_home_page_shows_to_each_role_its_money(self):
        Home = self.env['chamber.finance.home']
        for user, keys in (
            (self.cashier_16, {'due', 'receipts', 'open_days', 'refunds_pay'}), (self.accountant_16, {'differences',
                'handovers'}),
            (self.director_16, {'receipts'}), (self.auditor, {'receipts'}),
        ):
            with self.subTest(user=user.login):
                self.assertLessEqual(keys, {subject['key'] for subject in Home.with_user(user)._get_subjects()})
        data = Home.with_user(self.cashier_16).get_home_data()
        self.assertEqual([line['model'] for line in data['waiting']], ['chamber.cash.session'])
        self.assertTrue(data['can_receive'])
        tiles = {tile['key'] for tile in Home.with_user(self.agent_16).get_home_data()['tiles']}
        self.assertFalse(tiles & {'due', 'receipts', 'differences', 'refunds_pay'})
        with self.assertRaises(AccessError):
            Home.with_user(self.env.ref('base.public_user')).get_home_data()

    def test_roles_are_in_the_category_of_the_chamber(self):
        for role in ('cashier', 'accountant', 'finance_manager'):
            group = self.env.ref(f'{FINANCE}{role}')
            self.assertEqual(group.privilege_id.category_id, self.env.ref('chamber_registry.module_category_chamber'))
