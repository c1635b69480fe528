from odoo.exceptions import UserError

from odoo.addons.l10n_dz_bank.tools import rib

CODES = ('CN', '16', '05')


class DeskDemoChecks:
    """What must hold of the two days of the cash desk. Beside a class that has loaded them today."""

    @property
    def algiers(self):
        return self.env['res.company'].search([('chamber_code', '=', '16')])

    def test_three_chambers_keep_their_accounts(self):
        kept = self.env['res.company'].search([('chamber_kind', '!=', False)]).filtered('keeps_chamber_accounts')
        self.assertEqual(set(kept.mapped('chamber_code')), {'CN', '16', '05'})

    def test_one_day_is_closed_with_a_difference_and_one_is_open(self):
        sessions = self.env['chamber.cash.session'].search([('company_id', '=', self.algiers.id)])
        self.assertEqual(sessions.mapped('state'), ['open', 'closed'])
        self.assertEqual((sessions[1].difference, sessions[1].is_difference_open), (-10, True))
        self.assertEqual(sessions[0].opening_balance, sessions[1].counted_balance)

    def test_there_is_something_to_do_for_each(self):
        self.assertTrue(self.env['chamber.fee.due'].search([('company_id', '=', self.algiers.id)]))
        self.assertEqual(self.env['chamber.refund'].search([]).mapped('state'), ['due'])
        self.assertEqual(self.env['chamber.cash.handover'].search([]).mapped('state'), ['way'])
        self.assertEqual(set(self.env['chamber.receipt'].search([]).mapped('payment_method')), {'cash', 'cheque'})

    def test_each_role_of_finance_has_a_user(self):
        for login, role, code in (
                ('cashier.alger', 'cashier', '16'), ('accountant.alger', 'accountant', '16'), ('finance.national',
                    'finance_manager', 'CN')):
            with self.subTest(login=login):
                user = self.env['res.users'].search([('login', '=', login)])
                self.assertEqual((user.company_id.chamber_code, user.lang), (code, 'ar_001'))
                self.assertTrue(user.has_group(f'chamber_hr_accounting.chamber_hr_accounting_group_{role}'))


class DemoYearChecks:
    """What must hold of the fictitious year, on whichever day it is made. Beside a class that has loaded it."""

    @property
    def chambers(self):
        return self.env['res.company'].search([('chamber_code', 'in', CODES)])

    @property
    def demo(self):
        return self.env['chamber.finance.demo']

    def _states(self, model):
        return dict(self.env[model]._read_group([('company_id', 'in', self.chambers.ids)], ['state'], ['__count']))

    def _posted(self, *domain):
        return [('company_id', 'in', self.chambers.ids), ('parent_state', '=', 'posted'), *domain]

    def _waiting(self, login):
        """Kinds of documents whose next approval waits for a person."""
        user = self.env['res.users'].search([('login', '=', login)])
        return set(self.env['tier.review'].search(
            [('status', '=', 'pending'), ('reviewer_ids', 'in', user.ids)]).mapped('model'))

    def test_year_has_more_than_three_hundred_entries_of_each_kind(self):
        moves = self.env['account.move'].search([('company_id', 'in', self.chambers.ids), ('state', '=', 'posted')])
        self.assertGreater(len(moves), 300)
        self.assertLessEqual({'entry', 'in_invoice', 'out_invoice'}, set(moves.mapped('move_type')))
        self.assertFalse(moves.filtered(lambda move: move.journal_id.company_id != move.company_id))
        for chamber in self.chambers:
            own = moves.filtered(lambda move, chamber=chamber: move.company_id == chamber)
            self.assertEqual(len(own.filtered(lambda move: 'الأرصدة الافتتاحية' in (move.ref or ''))), 1)

    def test_year_ends_today_and_nothing_is_booked_later(self):
        today = self.demo._get_today()
        self.assertFalse(self.env['account.move.line'].search_count(self._posted(('date', '>', today))))
        self.assertFalse(self.env['budget.movement'].search_count([('date', '>', today)]))
        first = self.env['account.move.line'].search(self._posted(), order='date', limit=1)
        self.assertEqual(first.date, self.demo._get_opening_day())

    def test_year_is_balanced_and_its_balance_sheets_close(self):
        for chamber in self.chambers:
            [[debit, credit]] = self.env['account.move.line']._read_group(
                [('company_id', '=', chamber.id), ('parent_state', '=', 'posted')], [], ['debit:sum', 'credit:sum'])
            self.assertAlmostEqual(debit, credit, 2)
            for day in (self.demo._get_months()[-1], self.demo._get_today()):
                report = self.env['financial.report'].with_context(allowed_company_ids=chamber.ids).get_report({
                    'kind': 'balance_sheet', 'date_from': day.replace(month=1, day=1), 'date_to': day,
                    'company_ids': chamber.ids})
                rows = {line['id']: line['values'] for section in report['sections'] for line in section['lines']}
                with self.subTest(chamber=chamber.chamber_code, day=day):
                    self.assertGreater(rows['A_TOTAL'][2], 0)
                    self.assertEqual(rows['A_TOTAL'][2], rows['L_TOTAL'][0])

    def test_year_no_bank_nor_desk_is_ever_below_zero(self):
        journals = self.env['account.journal'].search(
            [('company_id', 'in', self.chambers.ids), ('type', 'in', ('bank', 'cash')), ('chamber_use', '!=', False)])
        self.assertEqual(len(journals), 9)
        for account in journals.default_account_id:
            balance, lines = 0.0, self.env['account.move.line'].search(
                self._posted(('account_id', '=', account.id)), order='date, id')
            for day, of_day in lines.grouped('date').items():
                balance = round(balance + sum(of_day.mapped('balance')), 2)
                self.assertGreaterEqual(balance, 0, f'{account.code} on {day}')

    def test_year_has_forty_employees_with_right_accounts(self):
        employees = self.env['hr.employee'].search(
            [('company_id', 'in', self.chambers.ids), ('contract_date_start', '!=', False)])
        self.assertEqual(len(employees), 40)
        for employee in employees:
            self.assertEqual(rib.parse(employee.bank_account_ids.acc_number), employee._dz_transfer_number())
            self.assertTrue(employee.dz_name_ar and employee.dz_matricule and employee.dz_grade_id and employee.department_id)
            self.assertIn("خيالي", employee.work_contact_id.comment)
        self.assertGreater(len(employees.dz_child_ids), 40)

    def test_year_has_twelve_payrolls_of_each_chamber_posted_and_paid(self):
        runs = self.env['hr.payslip.run'].search([('company_id', 'in', self.chambers.ids)])
        self.assertEqual(set(runs.mapped('dz_state')), {'confirmed'})
        self.assertEqual(set(runs.dz_move_id.mapped('state')), {'posted'})
        for chamber in self.chambers:
            own = runs.filtered(lambda run, chamber=chamber: run.company_id == chamber)
            self.assertEqual(sorted(own.mapped('date_start')), self.demo._get_months())
        slips = runs.dz_line_ids.payslip_id
        # one of the forty came in the course of the year
        self.assertEqual(len(slips), 12 * 39 + 4)
        self.assertTrue(all(slips.mapped('paid')))
        self.assertEqual(set(slips.mapped('state')), {'done'})

    def test_year_depreciates_its_assets_up_to_last_month(self):
        assets = self.env['account.asset'].search([('company_id', 'in', self.chambers.ids)])
        taken_over = assets.filtered(lambda asset: asset.state != 'draft')
        self.assertEqual(len(taken_over), 25)
        for chamber in self.chambers:
            runs = self.env['dz.asset.run'].search([('company_id', '=', chamber.id)])
            self.assertEqual((sorted(runs.mapped('month')), set(runs.mapped('state'))), (self.demo._get_months(), {'done'}))
        self.assertEqual(self._states('dz.asset.disposal'), {'done': 1, 'draft': 1})
        self.assertEqual(self._states('dz.asset.transfer'), {'done': 1})
        self.assertEqual(len(taken_over.filtered('vehicle_id')), 5)
        self.assertEqual(len(taken_over.filtered('equipment_id')), 4)
        # the register says what the books say
        [[booked]] = self.env['account.move.line']._read_group(
            self._posted(('account_id.code', '=like', '28%')), [], ['balance:sum'])
        left = taken_over.filtered(lambda asset: asset.state != 'removed')
        self.assertAlmostEqual(-booked, sum(left.mapped('value_depreciated')), 2)

    def test_year_has_a_budget_moved_and_added_to(self):
        years = self.env['budget.year'].search([('company_id', 'in', self.chambers.ids)])
        self.assertEqual(len(years), 3 * len(self.demo._get_years()))
        self.assertEqual(set(years.mapped('state')), {'open'})
        self.assertEqual(self._states('budget.version'), {'approved': len(years) + 1})
        self.assertEqual(self._states('budget.transfer'), {'approved': 1, 'draft': 1})
        self.assertFalse(self.env['budget.movement']._verify_chains())

    def test_year_executes_the_chapter_of_personnel_month_by_month(self):
        """Wages and contributions of each month told: committed, billed, paid; between 85 and 98 % of their part of the year."""
        months, today = self.demo._get_months(), self.demo._get_today()
        for year in self.env['budget.year'].search([('company_id', 'in', self.chambers.ids)]):
            told = [month for month in months if month.year == year.date_start.year]
            whole = 12 - len([month for month in self.demo._get_months_before() if month.year == year.date_start.year])
            lines = year.line_ids.filtered(lambda line: line.article_id.code in ('11', '12'))
            self.assertEqual(lines.chapter_id.code, '1')
            for line in lines:
                situation = self.env['budget.situation'].search([('line_id', '=', line.id)])
                due = situation.credit * len(told) / whole
                with self.subTest(budget=year.display_name, article=line.article_id.code):
                    moved = line.movement_ids.filtered(lambda movement: movement.cause_model == 'hr.payslip.run')
                    for measure in ('committed', 'liquidated', 'paid'):
                        by_month = moved.filtered(measure).grouped(lambda movement: movement.date.replace(day=1))
                        self.assertEqual(sorted(by_month), told)
                    self.assertEqual(situation.committed, situation.liquidated)
                    self.assertGreaterEqual(situation.committed, due * 0.85)
                    self.assertLessEqual(situation.committed, due * 0.98)
        for run in self.env['hr.payslip.run'].search([('company_id', 'in', self.chambers.ids)]):
            held = run.budget_commitment_ids
            owed = sum(held.mapped('liquidated')) - sum(held.mapped('paid'))
            paid_over = run.dz_contributions_paid_date
            self.assertEqual(bool(paid_over), self.demo._get_pay_day(run.date_start, 18) <= today)
            total = sum(run.dz_line_ids.payslip_id.mapped('dz_net'))
            self.assertAlmostEqual(owed, 0 if paid_over else sum(held.mapped('liquidated')) - total, 2)

    def test_year_buys_from_the_need_to_the_payment(self):
        requests = self.env['purchase.request'].search([('company_id', 'in', self.chambers.ids)])
        self.assertEqual(len(requests), 14)
        self.assertLessEqual({'draft', 'approved', 'in_progress'}, set(requests.mapped('state')))
        blocked = requests.filtered(lambda request: request.description == "تجديد حواسيب الشباك")
        self.assertEqual(blocked.state, 'draft')
        self.assertFalse(blocked.budget_commitment_ids)
        self.assertLessEqual({'draft', 'purchase'}, set(self._states('purchase.order')))
        self.assertLessEqual({'paid', 'draft'}, set(self._states('budget.payment.order')))
        billed = self.env['purchase.order'].search([
            ('company_id', 'in', self.chambers.ids), ('invoice_status', '=', 'invoiced')]).filtered(
                lambda order: set(order.invoice_ids.mapped('state')) == {'posted'})
        self.assertGreaterEqual(len(billed), 5)
        for commitment in billed.budget_commitment_ids:
            self.assertEqual(commitment.committed, commitment.liquidated, "things that became assets are billed on their order")
        officer = self.env['res.users'].search([('login', '=', 'means.alger')])
        asked = requests.filtered(lambda request: request.description == "خزائن أرشيف المستخدمين")
        with self.assertRaises(UserError), self.env.cr.savepoint():
            asked.with_user(officer).with_context(allowed_company_ids=officer.company_ids.ids).button_in_progress()

    def test_what_the_stores_hold_has_a_value_in_each_chamber(self):
        vouchers = self.env['store.voucher'].search([('company_id', 'in', self.chambers.ids)])
        self.assertEqual(vouchers.company_id, self.chambers)
        self.assertFalse(vouchers.filtered(lambda voucher: not voucher.value))

    def test_what_was_low_in_the_store_is_on_its_way_to_it(self):
        keeper = self.env['res.users'].search([('login', '=', 'store.national')])
        coming = self.env['stock.picking'].with_user(keeper).search([
            ('picking_type_code', '=', 'incoming'), ('state', '=', 'assigned')])
        store = self.env['store.store'].search([('code', '=', 'MCN')])
        self.assertEqual(coming.move_ids.location_dest_id, store.location_id)
        self.assertTrue(coming.move_ids.product_id)

    def test_year_has_stores_missions_and_leave_in_every_state(self):
        self.assertLessEqual(
            {'requested', 'approved', 'partial', 'delivered', 'received'}, set(self._states('store.requisition')))
        missions = self.env['dz.mission.order'].search([('company_id', 'in', self.chambers.ids)])
        self.assertGreaterEqual(len(missions), 8)
        self.assertLessEqual({'asked', 'approved', 'ordered', 'progress', 'reported', 'closed'}, set(missions.mapped('state')))
        self.assertEqual(len(missions.filtered('is_report_late')), 1)
        leaves = self.env['hr.leave'].search([('employee_id.company_id', 'in', self.chambers.ids)])
        self.assertEqual(set(leaves.mapped('state')), {'confirm', 'validate', 'refuse'})
        self.assertTrue(leaves.filtered('dz_return_number'))
        decisions = self.env['dz.hr.decision'].search([('company_id', 'in', self.chambers.ids)])
        self.assertEqual({state: len(some) for state, some in decisions.grouped('state').items()}, {'applied': 3, 'draft': 2})
        self.assertTrue(all(decision.name for decision in decisions if decision.state == 'applied'))

    def test_year_declares_its_tax(self):
        returns = self.env['vat.return'].search([('company_id', 'in', self.chambers.ids)], order='date_from')
        self.assertEqual(returns.mapped('state'), ['closed', 'draft'])
        self.assertTrue(all(declared.amount_to_pay or declared.amount_carried for declared in returns))

    def test_year_leaves_approvals_to_decide(self):
        self.assertIn('dz.mission.order', self._waiting('dg'))
        self.assertIn('budget.payment.order', self._waiting('finance.national'))
        self.assertIn('dz.mission.order', self._waiting('director.alger'))
        mandate = self.env['tier.delegation'].search([('delegator_id.login', '=', 'director.alger')])
        self.assertEqual((mandate.state, mandate.delegate_id.login), ('active', 'registrar.alger'))
        self.assertIn('dz.mission.order', self._waiting('registrar.alger'))
