from datetime import date

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AssetCase


@tagged('post_install', '-at_install')
class TestRun(AssetCase):

    def _begun(self, month=1):
        """A run that is begun; its job has not worked yet."""
        self.env['dz.asset.run'].with_user(self.accountant).action_start(self.company_dz.id, date(2026, month, 1))
        return self.env['dz.asset.run'].search([('company_id', '=', self.company_dz.id)], limit=1)

    def test_a_month_is_one_entry_for_each_category(self):
        computers = self._asset(150000) | self._asset(90000)
        building = self._asset(2400000, 'building')
        run = self._run(1)
        self.assertRecordValues(run, [{
            'state': 'done', 'due_count': 3, 'posted_count': 3, 'progress': 100, 'amount': 14000, 'message': False}])
        self.assertEqual(len(run.move_ids), 2)
        self.assertEqual(set(run.move_ids.mapped('date')), {date(2026, 1, 31)})
        self.assertEqual(set(run.move_ids.mapped('state')), {'posted'})
        self.assertEqual((self._balance('681'), self._balance('2818'), self._balance('2813')), (14000, -4000, -10000))
        self.assertEqual(computers.mapped('value_depreciated'), [2500, 1500])
        self.assertEqual((building.value_depreciated, building.net_value), (10000, 2390000))

    def test_the_months_have_the_names_in_use_in_algeria(self):
        self.env['res.lang']._activate_lang('ar_001')
        Run = self.env['dz.asset.run']
        run = Run.new({'month': '2026-07-01', 'round': 1})
        self.assertEqual(run.with_context(lang='ar_001').display_name, "جويلية 2026")
        self.assertEqual(run.with_context(lang='en_US').display_name, "July 2026")

    def test_the_entry_bears_the_analytic_of_each_asset(self):
        plan = self.env['account.analytic.plan'].create({'name': "Part of the House"})
        here, there = self.env['account.analytic.account'].create([
            {'name': name, 'plan_id': plan.id, 'company_id': False} for name in ("North", "South")])
        for value, account in ((150000, here), (90000, here), (60000, there), (30000, None)):
            self._asset(value, analytic_distribution={str(account.id): 100} if account else False)
        expense = self._run(1).move_ids.line_ids.filtered('debit')
        amounts = {next(iter(line.analytic_distribution or {}), ''): line.debit for line in expense}
        self.assertEqual(amounts, {str(here.id): 4000, str(there.id): 1000, '': 500})
        analytic = self.env['account.analytic.line'].search([('auto_account_id', '=', here.id)])
        self.assertEqual(sum(analytic.mapped('amount')), -4000)

    def test_one_entry_for_each_asset_where_the_company_wants_it(self):
        self.company_dz.asset_entry_per = 'asset'
        assets = self._asset(150000) | self._asset(90000)
        run = self._run(1)
        self.assertEqual(run.state, 'done')
        self.assertEqual(sorted(run.move_ids.mapped('amount_total_signed')), [1500, 2500])
        self.assertEqual(run.move_ids.line_ids.asset_id, assets)

    def test_the_whole_life_is_posted_and_the_asset_closed(self):
        asset = self._asset(150000, start=date(2021, 7, 1), opening_date=date(2025, 12, 31), opening_amount=135000)
        self._run(1, 2, 3, 4, 5, 6)
        self.assertRecordValues(asset, [{'state': 'close', 'value_residual': 0, 'net_value': 0}])
        self.assertEqual(self._balance('681'), 15000)

    def test_posted_twice_it_is_refused(self):
        self._asset()
        self._run(1)
        with self.assertRaisesRegex(UserError, "no depreciation left"):
            self._run(1)
        self.assertEqual(self._balance('681'), 2500)

    @mute_logger('odoo.sql_db')
    def test_the_database_refuses_a_month_twice(self):
        asset = self._asset()
        run = self._run(1)
        line = asset.depreciation_line_ids.filtered(lambda line: line.month == date(2026, 1, 1))
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.env['account.asset.line'].create({
                'asset_id': asset.id, 'amount': 1, 'line_date': '2026-01-15', 'month': line.month, 'type': 'depreciate'})
            self.env.flush_all()
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            run._post_entry(run.move_ids.asset_run_key, "again", asset.profile_id, [(None, 5)])
            self.env.flush_all()
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            run.create({'company_id': run.company_id.id, 'month': run.month, 'entry_per': 'category'})
            self.env.flush_all()

    def test_a_job_done_again_posts_nothing(self):
        self._asset()
        run = self._run(1)
        moves = run.move_ids
        run.with_context(queue_job__no_delay=True)._work()
        self.assertEqual(run.move_ids, moves)
        self.assertEqual(self._balance('681'), 2500)

    def test_months_are_posted_in_their_order(self):
        self._asset()
        with self.assertRaisesRegex(UserError, "Post January 2026 first"):
            self._run(2)
        self._run(1, 2)
        with self.assertRaisesRegex(UserError, "February 2026 is posted"):
            self._run(1)

    def test_what_is_entered_late_is_posted_with_the_next_month(self):
        self._asset(150000)
        self._run(1, 2)
        late = self._asset(60000, start=date(2026, 1, 1))
        run = self._run(3)
        self.assertEqual(run.amount, 2500 + 3 * 1000)
        self.assertEqual(late.value_depreciated, 3000)
        self.assertEqual(run.move_ids.date, date(2026, 3, 31))

    def test_what_is_entered_after_its_month_is_posted_makes_a_second_round(self):
        self._asset(150000)
        self._run(1)
        self._asset(60000)
        run = self._run(1)
        self.assertEqual((run.round, run.amount, run.state), (2, 1000, 'done'))

    def test_a_locked_month_is_refused_with_its_lock(self):
        self._asset()
        self.company_dz.fiscalyear_lock_date = date(2026, 1, 31)
        with self.assertRaisesRegex(UserError, "locked in the accounts of Copper Works"):
            self._run(1)
        self.assertEqual(self._balance('681'), 0)

    def test_locked_while_it_is_counted_it_stops_says_why_and_goes_on(self):
        self._asset()
        run = self._begun()
        self.company_dz.fiscalyear_lock_date = date(2026, 1, 31)
        run.with_context(queue_job__no_delay=True)._work()
        self.assertEqual(run.state, 'blocked')
        self.assertIn("locked", run.message)
        with self.assertRaisesRegex(UserError, "locked"):
            run.with_user(self.accountant).action_go_on()
        self.company_dz.fiscalyear_lock_date = False
        run.with_user(self.accountant).with_context(queue_job__no_delay=True).action_go_on()
        self.assertRecordValues(run, [{'state': 'done', 'message': False, 'posted_count': 1}])

    def test_a_month_to_come_is_refused(self):
        self._asset(start=date(2026, 8, 1))
        with self.assertRaisesRegex(UserError, "has not begun"):
            self._run(8)

    def test_a_second_month_waits_for_the_first(self):
        self._asset()
        self._begun()
        with self.assertRaisesRegex(UserError, "still being posted"):
            self._begun(2)

    def test_a_plan_that_is_being_posted_does_not_change(self):
        asset = self._asset()
        self._begun()._count(100)
        with self.assertRaisesRegex(UserError, "is being posted"):
            asset.with_user(self.accountant).compute_depreciation_board()

    def test_nobody_but_an_accountant_posts(self):
        self._asset()
        for user in (self.keeper, self.reader):
            with self.assertRaises(AccessError):
                self._run(1, user=user)
        other = self._create_user('other', 'account.group_account_user', self._create_company("Other Works"))
        with self.assertRaises(AccessError):
            self._run(1, user=other)

    def test_a_run_is_not_written_made_nor_deleted_by_hand(self):
        self._asset()
        run = self._run(1)
        for user in (self.accountant, self.chief):
            mine = run.with_user(user)
            for call in (lambda mine=mine: mine.write({'state': 'running'}), mine.unlink,
                         lambda mine=mine: mine.create({'company_id': self.company_dz.id, 'month': '2026-03-01',
                             'entry_per': 'asset'})):
                with self.assertRaises(UserError):
                    call()
        with self.assertRaises(UserError):
            run.sudo().unlink()

    def test_entries_of_depreciation_are_not_set_back(self):
        self._asset()
        move = self._run(1).move_ids
        with self.assertRaisesRegex(UserError, "corrected by a new entry"):
            move.with_user(self.chief).button_draft()

    def test_a_branch_posts_in_its_own_books(self):
        self._asset(150000, company=self.branch)
        journal = self.env['account.journal'].create({
            'name': "Oran", 'code': 'ODO', 'type': 'general', 'company_id': self.branch.id})
        self.branch.asset_journal_id = journal
        accountant = self._create_user('oran', 'account.group_account_user', self.branch)
        run = self._run(1, company=self.branch, user=accountant)
        self.assertRecordValues(run.move_ids, [{'company_id': self.branch.id, 'journal_id': journal.id, 'state': 'posted'}])
        self.assertEqual((self._balance('681', self.branch), self._balance('681')), (2500, 0))

    def test_a_branch_without_journal_uses_that_of_its_company(self):
        self.env['account.journal'].search([('company_id', '=', self.branch.id)]).unlink()
        self._asset(150000, company=self.branch)
        run = self._run(1, company=self.branch, user=self._create_user('oran', 'account.group_account_user', self.branch))
        self.assertEqual((run.move_ids.company_id, run.move_ids.journal_id.company_id), (self.branch, self.company_dz))

    def test_the_cron_posts_the_month_before_from_the_day_set(self):
        self._asset(start=date(2026, 6, 1))
        self.company_dz.asset_auto_post = True
        self.patch(type(self.env['ir.cron']), '_commit_progress', lambda *_args, **_values: 1)
        self.env['dz.asset.posting.day'].create({'date_start': '2026-01-01', 'day': 16, 'source': "Decision"})
        runs = self.env['dz.asset.run'].with_context(queue_job__no_delay=True)
        runs._cron_post()
        self.assertFalse(runs.search([('company_id', '=', self.company_dz.id)]))
        self.env['dz.asset.posting.day'].search([('day', '=', 16)]).day = 15
        runs._cron_post()
        runs._cron_post()
        self.assertRecordValues(runs.search([('company_id', '=', self.company_dz.id)]), [{
            'month': date(2026, 6, 1), 'state': 'done', 'amount': 2500}])

    def test_the_cron_tells_what_it_could_not_post(self):
        self._asset(start=date(2026, 5, 1))
        self.company_dz.asset_auto_post = True
        self.patch(type(self.env['ir.cron']), '_commit_progress', lambda *_args, **_values: 1)
        self.env['dz.asset.run']._cron_post()
        self.assertIn("Post May 2026 first", self.company_dz.partner_id.message_ids[0].body)

    def test_units_are_posted_with_their_month_and_missing_ones_are_counted(self):
        vehicle, other = (
            self._asset(3000000, 'vehicle', method='units', units_planned=200000, units_name="km") for _number in range(2))
        self.env['dz.asset.reading'].with_user(self.keeper).create({'asset_id': vehicle.id, 'month': '2026-01-20', 'units': 2500})
        run = self._run(1)
        self.assertEqual((run.amount, run.unread_count, vehicle.value_depreciated, other.value_depreciated), (37500, 1, 37500, 0))
        with self.assertRaisesRegex(UserError, "depreciated up to"):
            vehicle.reading_ids.with_user(self.keeper).units = 5

    def test_many_assets_are_counted_a_hundred_at_a_time(self):
        asset = self._asset(150000)
        copies = self.env['account.asset'].concat(*(asset.copy({'name': "Another"}) for _number in range(249)))
        copies.validate()
        run = self._begun()
        self.assertEqual([run._count(100) for _step in range(4)], [100, 100, 50, 0])
        self.assertEqual((run.counted_count, run.progress), (250, 50))
