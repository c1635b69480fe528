from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.chamber_registry.tests.common_parallel import ParallelCase

DESKS = 3


@tagged('post_install', '-at_install')
class TestParallelDesks(ParallelCase):
    """Several desks of one chamber at once, on connections that really commit."""

    def setUp(self):
        super().setUp()
        with self._connect() as env:
            chamber = env['res.company'].browse(self.chamber_id)
            env['res.company'].browse(self.national_id).country_id = env.ref('base.dz')
            chamber._set_up_chamber_accounts()
            self.agents = [self._create_english_user(env, f'desk_{number}', 'agent') for number in range(DESKS)]
            self.request_ids = [self._create_due(env, partner_id) for partner_id in self._create_registrants(env, DESKS)]

    def _create_english_user(self, env, login, role):
        user_id = self._create_user(env, login, role)
        env['res.users'].browse(user_id).lang = 'en_US'
        return user_id

    def _create_due(self, env, partner_id):
        """A request that owes 500 dinars in cash."""
        return env['chamber.request'].create({
            'partner_id': partner_id, 'company_id': self.chamber_id, 'main_activity_id': self.activity_id,
            'fee_payment_method': 'cash', 'request_date': env['chamber.request'].default_get(['request_date'])['request_date'],
        }).id

    def _receive(self, request_id):
        def work(env):
            env['chamber.request'].browse(request_id).action_mark_fee_paid()
            return 'received'
        return work

    def test_the_same_fee_at_two_desks_is_received_once(self):
        work = self._receive(self.request_ids[0])
        with mute_logger('odoo.sql_db'):
            outcomes = self._click_at_once((self.agents[0], work), (self.agents[1], work))
        self.assertEqual(outcomes.count('received'), 1, outcomes)
        told = next(outcome for outcome in outcomes if outcome != 'received')
        self.assertRegex(told, "paid already, by receipt|Another person is receiving")
        with self._connect() as env:
            self.assertEqual(env['chamber.receipt'].search_count([('company_id', '=', self.chamber_id)]), 1)
            self.assertEqual(env['account.move'].search_count([('fee_res_id', '=', self.request_ids[0]), ('fee_model', '=',
                'chamber.request')]), 1)
            self.assertEqual(env['account.payment'].search_count([('company_id', '=', self.chamber_id)]), 1)

    def test_desks_at_once_leave_no_gap_and_one_chain(self):
        with mute_logger('odoo.sql_db', 'odoo.service.model'):
            outcomes = self._click_at_once(*[
                (agent, self._receive(request_id)) for agent, request_id in zip(self.agents, self.request_ids, strict=True)])
        self.assertEqual(outcomes, ['received'] * DESKS)
        with self._connect() as env:
            receipts = env['chamber.receipt'].search([('company_id', '=', self.chamber_id)], order='number')
            self.assertEqual([int(number.rsplit('-', 1)[1]) for number in receipts.mapped('number')], list(range(1, DESKS + 1)))
            invoices = receipts.line_ids.invoice_id.sorted('sequence_number')
            self.assertEqual(invoices.mapped('sequence_number'), list(range(1, DESKS + 1)))
            self.assertTrue(all(invoices.mapped('inalterable_hash')))
            report = env['res.company'].browse(self.chamber_id)._check_hash_integrity()
            states = [line['status'] for line in report['results'] if line['journal_name'].startswith(invoices.journal_id.name)]
            self.assertEqual(states, ['verified'])
            [session] = env['chamber.cash.session'].search([('company_id', '=', self.chamber_id)])
            self.assertEqual((session.balance, session.movement_count), (505 * DESKS, DESKS))
            self.assertEqual(env['chamber.money.act']._verify_chains([f'company:{self.chamber_id}']), [])

    def test_an_entry_beside_the_desk_and_its_first_receipt_at_once(self):
        """Whichever comes first: what the desk holds is what its account says, or the entry is refused."""
        with self._connect() as env:
            chamber = env['res.company'].browse(self.chamber_id)
            cash = chamber._get_chamber_journal('cash').default_account_id
            gain = chamber._get_chamber_account('758')
            entry_id = env['account.move'].with_company(chamber).create({
                'move_type': 'entry', 'journal_id': chamber._get_chamber_journal('general').id,
                'line_ids': [Command.create({'account_id': cash.id, 'debit': 700}),
                             Command.create({'account_id': gain.id, 'credit': 700})]}).id
            accountant = self._create_english_user(env, 'beside', 'agent')
            env['res.users'].browse(accountant).group_ids += env.ref('account.group_account_user')

        def post(env):
            env['account.move'].browse(entry_id).action_post()
            return 'posted'

        with mute_logger('odoo.sql_db', 'odoo.service.model'):
            outcomes = self._click_at_once((self.agents[0], self._receive(self.request_ids[0])), (accountant, post))
        self.assertIn('received', outcomes)
        with self._connect() as env:
            [[total]] = env['account.move.line']._read_group(
                [('account_id', '=', cash.id), ('parent_state', '=', 'posted')], aggregates=['balance:sum'])
            session = env['chamber.cash.session'].search([('company_id', '=', self.chamber_id)])
            self.assertEqual(session.balance, total, outcomes)
            self.assertIn(total, (505, 1205))
            if 'posted' not in outcomes:
                self.assertRegex(next(told for told in outcomes if told != 'received'), "without its cash day")

    def test_two_desks_do_not_pass_the_ceiling_of_cash_together(self):
        with self._connect() as env:
            env['chamber.cash.ceiling'].create({
                'kind': 'balance', 'amount': 600, 'company_id': self.chamber_id, 'date_start': '2020-01-01', 'source': "Test"})
        with mute_logger('odoo.sql_db', 'odoo.service.model'):
            outcomes = self._click_at_once(
                (self.agents[0], self._receive(self.request_ids[0])), (self.agents[1], self._receive(self.request_ids[1])))
        self.assertEqual(outcomes.count('received'), 1, outcomes)
        told = next(outcome for outcome in outcomes if outcome != 'received')
        self.assertRegex(told, "hand cash over")
        with self._connect() as env:
            self.assertEqual(env['chamber.cash.session'].search([('company_id', '=', self.chamber_id)]).balance, 505)

    def test_a_refund_at_two_desks_is_paid_once(self):
        with self._connect() as env:
            tariff = env['chamber.fee.tariff'].search([('kind', '=', 'inscription'), ('registrant_type', '=', 'artisan')],
                limit=1)
            before = tariff.is_owed_back_cancelled
            tariff.is_owed_back_cancelled = True
        self.addCleanup(self._restore, tariff.id, before)
        with self._connect(self.agents[0]) as env:
            request = env['chamber.request'].browse(self.request_ids[0])
            request.action_mark_fee_paid()
            request.action_cancel()
        with self._connect() as env:
            refund = env['chamber.refund'].search([('company_id', '=', self.chamber_id)])
            refund.action_approve()
            refund.payment_method = 'cash'
            refund_id = refund.id
            group = env.ref('chamber_hr_accounting.chamber_hr_accounting_group_cashier')
            env['res.users'].browse(self.agents[:2]).write({'group_ids': [Command.link(group.id)]})

        def pay(env):
            env['chamber.refund'].browse(refund_id).action_pay()
            return 'paid'

        with mute_logger('odoo.sql_db', 'odoo.service.model'):
            outcomes = self._click_at_once((self.agents[0], pay), (self.agents[1], pay))
        self.assertEqual(outcomes.count('paid'), 1, outcomes)
        self.assertRegex(next(outcome for outcome in outcomes if outcome != 'paid'), "paid back already")

    def _restore(self, tariff_id, value):
        with self._connect() as env:
            env['chamber.fee.tariff'].browse(tariff_id).is_owed_back_cancelled = value
