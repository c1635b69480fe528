"""A month is closed: wages and depreciation posted, the month locked, the statements read, in a real browser, in Arabic."""
import re
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria
from odoo.addons.queue_job.job import Job

from .common import WalkCase

WAGES = {"كريم بوعزيز": 60000, "سامية عمراني": 45000}
DEPRECIATION = 2500   # a computer of 150,000 DA over five years, one month


@tagged('post_install', '-at_install')
class TestMonthWalk(WalkCase):

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def setUpClass(cls):
        super().setUpClass()
        cls.chamber_16._set_up_chamber_accounts()
        cls.first = today_in_algeria().replace(day=1) - relativedelta(months=1)
        cls.last = cls.first + relativedelta(months=1, days=-1)
        cls.payer = cls._create_person('payer', "فاتح زروقي", 'payroll.group_payroll_manager', 'male', 4)
        cls.chief = cls._create_person('chief', "ليلى حمداني", 'account.group_account_manager', 'female', 2)
        cls._employ()
        cls._keep_books()
        cls.env.invalidate_all()

    @classmethod
    def _create_person(cls, login, name, group, sex, number):
        return new_test_user(
            cls.env, login=f'walk_month_{login}', name=name, lang='ar_001', tz='Africa/Algiers',
            groups=f'base.group_user,{group}', company_id=cls.chamber_16.id, company_ids=[Command.set(cls.chamber_16.ids)],
            image_1920=cls._read_portrait(sex, number))

    @classmethod
    def _employ(cls):
        chamber = cls.chamber_16
        chamber._create_dz_structure()
        structure = cls.env['hr.payroll.structure'].search([('is_dz', '=', True), ('company_id', '=', chamber.id)])
        calendar = cls.env['resource.calendar'].create({
            'name': "40", 'company_id': chamber.id, 'tz': 'Africa/Algiers', 'attendance_ids': [
                Command.create({
                    'name': f'{day} {start}', 'dayofweek': day, 'hour_from': start, 'hour_to': end, 'day_period': part})
                for day in '60123' for start, end, part in ((8, 12, 'morning'), (13, 17, 'afternoon'))]})
        start = cls.first - relativedelta(years=1)
        for name, wage in WAGES.items():
            cls.env['hr.employee'].with_company(chamber).create({
                'name': name, 'company_id': chamber.id, 'date_version': start, 'contract_date_start': start, 'wage': wage,
                'struct_id': structure.id, 'resource_calendar_id': calendar.id})

    @classmethod
    def _keep_books(cls):
        """Capital in the bank, services sold, a computer bought, all in the month; the computer is in the register."""
        env = cls._books()
        for lines in ((('512', 1000000), ('101', -1000000)), (('411', 500000), ('706', -500000)),
                      (('218', 150000), ('404', -150000))):
            cls._entry(env, cls.first, lines).action_post()
        profile = env['account.asset.profile'].sudo().search([
            ('dz_category_id', '=', env.ref('l10n_dz_asset.dz_asset_category_computer').id),
            ('company_id', '=', cls.chamber_16.root_id.id)])
        env['account.asset'].with_company(cls.chamber_16).create({
            'name': "حاسوب مصلحة المحاسبة", 'profile_id': profile.id, 'purchase_value': 150000, 'date_start': cls.first,
            'date_acquisition': cls.first, 'company_id': cls.chamber_16.id}).validate()

    @classmethod
    def _books(cls):
        """The database as somebody sees it who has chosen the chamber: accounts have the codes of its chart."""
        return cls.env(context={**cls.env.context, 'allowed_company_ids': cls.chamber_16.ids})

    @classmethod
    def _entry(cls, env, day, lines):
        Account = env['account.account'].with_company(cls.chamber_16)
        return env['account.move'].with_company(cls.chamber_16).create({
            'date': day, 'company_id': cls.chamber_16.id,
            'journal_id': env['account.journal'].search([
                ('company_id', '=', cls.chamber_16.id), ('chamber_use', '=', 'general')]).id,
            'line_ids': [Command.create({
                'account_id': Account.search([
                    *Account._check_company_domain(cls.chamber_16), ('code', '=like', f'{code}%')], order='code', limit=1).id,
                'name': code, 'debit': max(amount, 0), 'credit': max(-amount, 0)}) for code, amount in lines]})

    def test_a_month_is_closed_and_read(self):
        desk = self._sit_down()
        self._pay_wages(desk)
        self._depreciate(desk)
        self._lock(desk)
        assets, liabilities, result = self._read_balance_sheet(desk)
        self.assertEqual(assets, liabilities)
        self.assertEqual(self._read_income_statement(desk), result)
        self.assertEqual(result, self._get_result())
        self._refuse_late_entry(desk)
        desk.check_console()

    def _do_jobs(self):
        """What the runner of jobs does beside the web server, one job after the other, until none waits."""
        with self._apart():
            jobs = self.env['queue.job'].sudo()
            while waiting := jobs.search([('state', '=', 'pending')], order='id', limit=1):
                job = Job.load(self.env, waiting.uuid)
                job.perform()
                job.set_done()
                job.store()
                self.env.flush_all()

    def _pay_wages(self, desk):
        """The batch of the month: all employees, computed in the background, confirmed and posted."""
        desk.sign_in(self.payer)
        desk.open_address('action-payroll.hr_payslip_run_action')
        self.assertEqual(desk.run("getComputedStyle(document.body).direction"), 'rtl')
        desk.click('.o_list_button_add')
        desk.wait_for("document.querySelector('.o_form_view [name=name] input')")
        desk.fill(name="أجور الشهر")
        for field, day in (('date_start', self.first), ('date_end', self.last)):
            self._fill_end(desk, field, f"{day:%d/%m/%Y}")
        desk.save()
        desk.click('button[name=action_dz_fill]')
        desk.wait_for(f"document.querySelectorAll('[name=dz_line_ids] .o_data_row').length === {len(WAGES)}")
        desk.click('button[name=action_dz_start]')
        desk.wait_state('running')
        self._do_jobs()
        self._reload(desk)
        desk.wait_state('computed')
        desk.scroll_up()
        self.album.photograph(desk, 'month_wages')
        desk.click('button[name=action_dz_confirm]')
        desk.click('.modal footer .btn-primary')
        desk.wait_state('confirmed')
        with self._apart():
            run = self._books()['hr.payslip.run'].search([('company_id', '=', self.chamber_16.id)])
            self.assertEqual((run.dz_move_id.state, run.dz_move_id.date), ('posted', self.last))
            gross = sum(run.dz_move_id.line_ids.filtered(lambda line: line.account_id.code.startswith('631')).mapped('debit'))
            self.assertGreaterEqual(gross, sum(WAGES.values()))

    def _fill_end(self, desk, field, text):
        """Type one end of the period and close its calendar."""
        box = f'[name=date_start] [data-field={field}]'
        desk.click(box)
        desk.wait_for(f"document.querySelector('{box}') === document.activeElement"
                      f" || document.querySelector('input{box.replace('[name=date_start] ', '')}') === document.activeElement")
        desk.type_over(text)
        desk.press('Enter', 13)
        desk.wait_for("!document.querySelector('.o_datetime_picker')")

    def _reload(self, desk):
        desk.run("location.reload()")
        desk.wait_for("document.querySelector('.o_form_view .o_arrow_button_current')")
        desk.wait_rest()

    def _depreciate(self, desk):
        """The accountant posts the month's depreciation and sees it done."""
        desk.sign_in(self.chief)
        desk.open_address('action-l10n_dz_asset.dz_asset_run_action')
        desk.click('.o_control_panel button', "ترحيل اهتلاك الشهر")
        desk.wait_for("document.querySelector('.modal [name=due_amount]').innerText.replace(/\\D/g, '') === '250000'")
        desk.wait_rest()
        self.album.photograph(desk, 'month_depreciation')
        desk.click('.modal button[name=action_start]')
        desk.wait_state('running')
        self._do_jobs()
        self._reload(desk)
        desk.wait_state('done')
        with self._apart():
            run = self.env['dz.asset.run'].search([('company_id', '=', self.chamber_16.id)])
            self.assertEqual((run.month, run.amount, run.move_ids.mapped('state')), (self.first, DEPRECIATION, ['posted']))

    def _lock(self, desk):
        desk.open_address('action-l10n_dz_accounting.account_update_lock_date_action')
        # the first day of the dialog has the focus: its calendar lies over the others
        desk.click('.modal .modal-title')
        desk.wait_for("!document.querySelector('.o_datetime_picker')")
        desk.fill_date('fiscalyear_lock_date', f"{self.last:%d/%m/%Y}")
        desk.wait_rest()
        self.album.photograph(desk, 'month_lock')
        desk.click('button[name=execute]')
        desk.wait_for("!document.querySelector('.modal')")
        desk.wait_rest()
        with self._apart():
            self.assertEqual(self.chamber_16.fiscalyear_lock_date, self.last)

    def _open_statement(self, desk, name):
        """A statement up to the end of the month."""
        desk.open_address(f'action-l10n_dz_accounting.{name}_action')
        # the end first: a year that ends before the present one begins has its own beginning
        for field, day in (('date_to', self.last), ('date_from', self.first.replace(month=1, day=1))):
            if desk.count(f'.o_financial_report input[name={field}]'):
                desk.run(f"""((input) => {{
                    input.value = '{day}';
                    input.dispatchEvent(new Event('change', {{ bubbles: true }}));
                }})(document.querySelector('.o_financial_report input[name={field}]'))""")
                desk.wait_for(f"document.querySelector('.o_financial_report p').innerText.includes('{day:%d/%m/%Y}')")
        desk.wait_rest()
        self.assertEqual(desk.run("getComputedStyle(document.querySelector('.o_financial_report')).direction"), 'rtl')
        self.assertEqual(desk.count('.o_financial_report .alert'), 0, desk.text('.o_financial_report'))

    def _read_row(self, desk, row, column=0):
        """The amount in a column of a row, as it is shown, in centimes."""
        cells = f"document.querySelectorAll('tr[data-id=\"{row}\"] .o_financial_report_amount')"
        shown = desk.wait_for(f"{cells}[{column}].textContent.trim()")
        return int(re.sub(r'[^\d-]', '', shown))

    def _read_balance_sheet(self, desk):
        self._open_statement(desk, 'balance_sheet')
        self.album.photograph(desk, 'month_balance_sheet')
        # gross, depreciation, net
        self.assertEqual(self._read_row(desk, 'A_TOTAL', 1), DEPRECIATION * 100)
        return self._read_row(desk, 'A_TOTAL', 2), self._read_row(desk, 'L_TOTAL'), self._read_row(desk, 'L_RESULT')

    def _read_income_statement(self, desk):
        self._open_statement(desk, 'income_statement')
        self.album.photograph(desk, 'month_income_statement')
        return self._read_row(desk, 'T_X')

    def _get_result(self):
        """Income less expense by the journal items themselves, in centimes."""
        with self._apart():
            [[balance]] = self._books()['account.move.line']._read_group(
                [('company_id', '=', self.chamber_16.id), ('parent_state', '=', 'posted'),
                 '|', ('account_id.code', '=like', '6%'), ('account_id.code', '=like', '7%')], [], ['balance:sum'])
        return round(-100 * balance)

    def _refuse_late_entry(self, desk):
        """A paper of the month turns up: its entry is not posted into the locked month, and the accountant is told why."""
        with self._apart():
            late = self._entry(self._books(), self.last - timedelta(days=1), (('616', 9000), ('512', -9000)))
        desk.open_address(f'action-account.action_move_journal_line/{late.id}')
        with mute_logger('odoo.http'):
            desk.click('button[name=action_post]')
            told = desk.wait_for("document.querySelector('.modal .modal-body').innerText")
            self.album.photograph(desk, 'month_refusal')
        self.assertIn("لا يمكن ترحيل قيد بتاريخ", told)
        self.assertIn("الفترة مقفلة", told)
        with self._apart():
            self.assertEqual((late.state, late.date), ('draft', self.last - timedelta(days=1)))
