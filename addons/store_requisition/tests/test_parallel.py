from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.signing_key.tests.connections import ConnectionsCase

KEEPER = 'store_requisition.store_requisition_group_keeper'


@tagged('post_install', '-at_install')
class TestParallel(ConnectionsCase):
    """Several persons at the same moment, on real connections, each committed; ten pens in the store."""

    def setUp(self):
        super().setUp()
        with self._connect(no_reset_password=True, mail_create_nolog=True, tracking_disable=True) as env:
            env['tier.definition'].search([('model', '=', 'store.requisition')]).active = False
            self.addCleanup(self._restore_definitions)
            company = env['res.company'].create({'name': "Parallel Office", 'currency_id': env.ref('base.DZD').id})
            self.company_id = company.id
            self.askers = [self._create_user(env, f'asker_{number}', 'base.group_user') for number in range(2)]
            self.keepers = [self._create_user(env, f'keeper_{number}', KEEPER) for number in range(2)]
            self.pen_id = env['product.product'].create({
                'name': "Pen", 'type': 'consu', 'is_storable': True}).id
            store = env['store.store'].create({
                'name': "Parallel", 'code': 'PAR', 'company_id': company.id, 'keeper_ids': [Command.set(self.keepers)],
                'item_ids': [Command.create({'product_id': self.pen_id})]})
            self.store_id = store.id
            env['stock.quant']._update_available_quantity(
                env['product.product'].browse(self.pen_id), store.location_id, 10)

    def _restore_definitions(self):
        with self._connect() as env:
            env['tier.definition'].with_context(active_test=False).search(
                [('model', '=', 'store.requisition')]).active = True

    def _create_user(self, env, login, group):
        user = env['res.users'].create({
            'login': f'parallel_{login}', 'name': login, 'lang': 'en_US', 'company_id': self.company_id,
            'company_ids': [Command.set([self.company_id])], 'group_ids': [Command.link(env.ref(group).id)]})
        env['hr.employee'].create({'name': login, 'user_id': user.id, 'company_id': self.company_id})
        return user.id

    def _create_draft(self, asker, quantity):
        with self._connect(asker) as env:
            return env['store.requisition'].create({
                'store_id': self.store_id, 'employee_id': env.user.employee_id.id,
                'line_ids': [Command.create({'product_id': self.pen_id, 'quantity': quantity})]}).id

    def _create_prepared(self, *quantities):
        """Approved requisitions, all of each prepared."""
        ids = []
        for quantity in quantities:
            requisition_id = self._create_draft(self.askers[0], quantity)
            with self._connect(self.askers[0]) as env:
                env['store.requisition'].browse(requisition_id).action_send()
            with self._connect(self.keepers[0]) as env:
                env['store.requisition'].browse(requisition_id).line_ids.quantity_ready = quantity
            ids.append(requisition_id)
        return ids

    def _call(self, requisition_id, method):
        def work(env):
            getattr(env['store.requisition'].browse(requisition_id), method)()
            return 'done'
        return work

    def _deliver_at_once(self, *requisition_ids):
        return self._click_at_once(*[
            (keeper, self._call(requisition_id, 'action_deliver'))
            for keeper, requisition_id in zip(self.keepers * 3, requisition_ids, strict=False)])

    def _read(self):
        """(pens in the store, numbers of the exit vouchers)."""
        with self._connect() as env:
            store = env['store.store'].browse(self.store_id)
            quants = env['stock.quant'].search([('location_id', 'child_of', store.location_id.id)])
            self.assertFalse(quants.filtered(lambda quant: quant.quantity < 0))
            vouchers = env['store.voucher'].search([('store_id', '=', store.id), ('kind', '=', 'exit')], order='id')
            return sum(quants.mapped('quantity')), [name[-5:] for name in vouchers.mapped('name')]

    def test_two_storekeepers_for_the_last_goods_one_wins_and_the_other_is_told(self):
        outcomes = self._deliver_at_once(*self._create_prepared(7, 6))
        self.assertEqual(outcomes.count('done'), 1, outcomes)
        told = next(outcome for outcome in outcomes if outcome != 'done')
        self.assertRegex(told, r"Pen: (7 wanted, 4|6 wanted, 3) free in the store")
        quantity, numbers = self._read()
        self.assertIn(quantity, (3, 4))
        self.assertEqual(numbers, ['00001'])

    def test_two_deliveries_that_both_fit_are_both_made_without_a_gap(self):
        self.assertEqual(self._deliver_at_once(*self._create_prepared(5, 5)), ['done', 'done'])
        self.assertEqual(self._read(), (0, ['00001', '00002']))

    def test_one_requisition_delivered_by_two_at_once_is_delivered_once(self):
        requisition_id, = self._create_prepared(4)
        outcomes = self._deliver_at_once(requisition_id, requisition_id)
        self.assertEqual(outcomes.count('done'), 1, outcomes)
        self.assertIn("is not to be delivered", next(outcome for outcome in outcomes if outcome != 'done'))
        self.assertEqual(self._read(), (6, ['00001']))

    def test_two_requests_at_once_do_not_share_the_last_of_an_allowance(self):
        with self._connect() as env:
            env['store.limit'].create({
                'name': "Pens", 'company_id': self.company_id, 'product_id': self.pen_id, 'quantity': 5,
                'date_start': '2020-01-01'})
        drafts = [self._create_draft(self.askers[0], 3) for _number in range(2)]
        outcomes = self._click_at_once(*[(self.askers[0], self._call(draft, 'action_send')) for draft in drafts])
        self.assertEqual(outcomes.count('done'), 1, outcomes)
        self.assertIn("3 asked, 2 left of 5", next(outcome for outcome in outcomes if outcome != 'done'))

    def test_the_first_two_requests_of_a_year_get_two_numbers(self):
        drafts = [self._create_draft(asker, 1) for asker in self.askers]
        outcomes = self._click_at_once(*[
            (asker, self._call(draft, 'action_send')) for asker, draft in zip(self.askers, drafts, strict=True)])
        self.assertEqual(outcomes, ['done', 'done'])
        with self._connect() as env:
            names = env['store.requisition'].browse(drafts).mapped('name')
        self.assertEqual({name[-5:] for name in names}, {'00001', '00002'})
