"""A mission from the request to its settlement, with the credit that bears it, in a real browser, in Arabic."""
import re
from datetime import datetime, timedelta

from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools.misc import mute_logger

from odoo.addons.l10n_dz_mission_order.tools import engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria
from odoo.addons.report_weasyprint.tests.common import page_texts, words_from_right

from .common import PORTRAIT, WalkCase

MISSION = 'l10n_dz_mission_order.l10n_dz_mission_order_'
PURPOSE = "تأطير دورة في صناعة الزرابي"
REPORT = "أُطّرت الدورة وشارك فيها ثمانية عشر حرفيا."
TRAVELLER, CHIEF = "كريم بوعزيز", "سامية عمراني"
PEOPLE = {
    'traveller': (TRAVELLER, 'base.group_user', 'male', 1), 'chief': (CHIEF, 'base.group_user', 'female', 2),
    'officer': ("نوال شريف", f'{MISSION}group_officer', 'female', 3),
    'finance': ("فاتح زروقي", f'{MISSION}group_finance', 'male', 4)}
# two days with a night: 800 + 2 meals of the first day and 1 of the second, 250 each; tickets beside
ALLOWANCE, TICKETS, ADVANCE, SPENT = 1550, 3000, 1000, 2600


@tagged('post_install', '-at_install')
class TestMissionWalk(WalkCase):

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def setUpClass(cls):
        super().setUpClass()
        cls.chamber_16._set_up_chamber_accounts()
        chamber = cls.chamber_16
        for role, (name, group, sex, number) in PEOPLE.items():
            setattr(cls, role, new_test_user(
                cls.env, login=f'walk_mission_{role}', name=name, lang='ar_001', tz='Africa/Algiers',
                groups=f'base.group_user,{group}', company_id=chamber.id, company_ids=[Command.set(chamber.ids)],
                image_1920=cls._read_portrait(sex, number)))
        chief = cls._create_employee(cls.chief)
        cls._create_employee(
            cls.traveller, parent_id=chief.id, job_title="مكون", mission_grade="تقني سام",
            mission_group_id=cls.env.ref('l10n_dz_mission_order.group_inside_first').id)
        cls.oran = cls.env.ref('l10n_dz_territory.commune_3101').state_id.with_context(lang='ar_001').name
        bank = cls.env['account.journal'].search([('company_id', '=', chamber.id), ('chamber_use', '=', 'bank')])
        cls.bank_name = bank.with_context(lang='ar_001').name
        cls._open_budget()
        cls.env.invalidate_all()

    @classmethod
    def _create_employee(cls, user, **values):
        return cls.env['hr.employee'].create({
            'name': user.name, 'user_id': user.id, 'company_id': cls.chamber_16.id, 'tz': 'Africa/Algiers', **values})

    @classmethod
    def _open_budget(cls):
        """Ten thousand dinars for missions this year, on an article that the rules propose."""
        Article, today = cls.env['budget.article'], today_in_algeria()
        chapter = Article.create({'code': 'W625', 'name': "مصاريف التنقل", 'kind': 'chapter', 'date_start': '2020-01-01'})
        cls.article = Article.create({
            'code': 'W6251', 'name': "مصاريف المهمات", 'parent_id': chapter.id, 'date_start': '2020-01-01'})
        cls.env['dz.mission.rule'].create({
            'company_id': cls.chamber_16.id, 'date_from': '2020-01-01', 'source': "مقرر", 'report_days': 8, 'advance_share': 80,
            'budget_article_id': cls.article.id})
        year = cls.env['budget.year'].create({
            'name': str(today.year), 'company_id': cls.chamber_16.id, 'date_start': today.replace(month=1, day=1),
            'date_end': today.replace(month=12, day=31)})
        keepers = [new_test_user(
            cls.env, login=f'walk_budget_{number}', groups='budget_commitment.budget_commitment_group_manager',
            company_id=cls.chamber_16.id, company_ids=[Command.set(cls.chamber_16.ids)]) for number in range(2)]
        version = cls.env['budget.version'].with_user(keepers[0]).create({
            'year_id': year.id, 'line_ids': [Command.create({'article_id': cls.article.id, 'amount': 10000})]})
        version.action_submit()
        version.with_user(keepers[1]).validate_tier()

    def test_a_mission_from_the_request_to_the_settlement(self):
        desk = self._sit_down()
        self._ask(desk)
        self._approve(desk)
        self._order(desk)
        self._pay_advance(desk)
        self._let_days_pass()
        self._report(desk)
        self._settle(desk)
        desk.check_console()

    def _ask(self, desk):
        """The traveller asks with few fields; the estimate follows from the scale, the article from the rules."""
        desk.sign_in(self.traveller)
        desk.open_address('action-l10n_dz_mission_order.dz_mission_order_action_mine')
        desk.wait_for("document.querySelector('.o_kanban_view')")
        self.assertEqual(desk.run("getComputedStyle(document.body).direction"), 'rtl')
        desk.click('.o-kanban-button-new')
        desk.wait_for("document.querySelector('.o_form_view [name=purpose] textarea, .o_form_view [name=purpose] input')")
        desk.fill(purpose=PURPOSE)
        desk.choose('state_id', self.oran)
        day = today_in_algeria() + timedelta(days=3)
        desk.fill_date('date_start', f"{day:%d/%m/%Y} 08:00")
        desk.fill_date('date_end', f"{day + timedelta(days=1):%d/%m/%Y} 16:00")
        desk.select('transport', "القطار")
        desk.fill(distance_km="430", expense_estimate=str(TICKETS), advance_asked=str(ADVANCE))
        desk.save()
        desk.wait_for("document.querySelector('[name=amount_foreseen]')")
        self.assertEqual(self._read_amount(desk, 'amount_foreseen'), ALLOWANCE + TICKETS)
        desk.scroll_up()
        self.album.photograph(desk, 'mission_request')
        desk.click('button[name=action_ask]')
        desk.wait_state('asked')
        with self._apart():
            self.mission = self.env['dz.mission.order'].search([('purpose', '=', PURPOSE)])
            self.assertEqual(
                (self.mission.user_id, self.mission.amount_estimate, self.mission.budget_article_id),
                (self.traveller, ALLOWANCE, self.article))

    def _approve(self, desk):
        """The superior finds it in the inbox, opens it, sees what is left of the credit, and approves."""
        desk.sign_in(self.chief)
        desk.open_app('tier_validation_guard.tier_validation_guard_menu_root')
        row = f"[...document.querySelectorAll('.o_data_row')].find((row) => row.textContent.includes('{TRAVELLER}'))"
        desk.wait_for(row)
        desk.wait_rest()
        self.album.photograph(desk, 'mission_inbox')
        desk.run(f"{row}.dataset.mission = 'mine'")
        desk.click("[data-mission=mine] button[name=action_open_record]")
        desk.wait_state('asked')
        self.assertEqual(self._read_amount(desk, 'budget_left'), 10000)
        desk.click('button[name=validate_tier]')
        desk.wait_state('approved')
        with self._apart():
            self.assertEqual(self._figures(), (ALLOWANCE + TICKETS, 0, 0))

    def _read_amount(self, desk, field):
        """An amount as it is shown, whatever separators the language has."""
        return int(re.sub(r'\D', '', desk.text(f'.o_field_widget[name={field}]'))) / 100

    def _figures(self):
        situation = self.env['budget.situation'].search([('article_id', '=', self.article.id)])
        return situation.committed, situation.liquidated, situation.paid

    def _open_mission(self, desk, user):
        desk.sign_in(user)
        desk.open_address('action-l10n_dz_mission_order.dz_mission_order_action')
        desk.click('.o_data_row td[name=purpose]', PURPOSE)
        desk.wait_for("document.querySelector('.o_form_view .o_arrow_button_current')")
        desk.wait_rest()

    def _order(self, desk):
        """The mission officer gives the order; the paper bears its number, the traveller and the article."""
        self._open_mission(desk, self.officer)
        desk.click('button[name=action_order]')
        desk.wait_state('ordered')
        pdf, _name = desk.download('button[name=action_print]')
        self.album.print(pdf, 'mission_order')
        with self._apart():
            self.number = self.mission.name
        text = page_texts(pdf)[0]
        self.assertIn(self.number, text)
        self.assertIn("مصاريف المهمات", text)
        self.assertTrue(words_from_right(pdf, TRAVELLER.split()[0]))

    def _pay_advance(self, desk):
        self._open_mission(desk, self.finance)
        self._pay(desk, 'action_pay_advance')
        desk.wait_for("!document.querySelector('button[name=action_pay_advance]')")
        with self._apart():
            self.assertEqual((self.mission.advance_state, self.mission.sudo().advance_payment_id.amount), ('paid', ADVANCE))
            # money lent is not spent yet
            self.assertEqual(self._figures(), (ALLOWANCE + TICKETS, 0, 0))

    def _pay(self, desk, button):
        desk.click(f'button[name={button}]')
        desk.wait_for("document.querySelector('.modal [name=journal_id] input')")
        desk.choose('journal_id', self.bank_name)
        desk.click('.modal button[name=action_pay]')
        desk.wait_for("!document.querySelector('.modal')")
        desk.wait_rest()

    def _let_days_pass(self):
        """Ten days later the traveller is back."""
        with self._apart(), engine.step():
            mission = self.mission.sudo().mission_id
            mission.write({name: mission[name] - timedelta(days=10) for name in ('date_start', 'date_end')})
            self.mission.sudo()._recount_days(strict=True)
            self.assertLess(self.mission.date_to, datetime.now())

    def _report(self, desk):
        """The traveller tells what was done, adds his ticket with its picture, and hands in."""
        self._open_mission(desk, self.traveller)
        desk.click('button[name=action_start]')
        desk.wait_state('progress')
        desk.click('.nav-link[name=report]')
        desk.fill(report=REPORT)
        desk.click('.nav-link[name=expenses]')
        desk.click('[name=expense_ids] .o_field_x2many_list_row_add a')
        line = '[name=expense_ids] .o_selected_row'
        desk.wait_for(f"document.querySelector('{line}')")
        desk.upload(f'{line} [name=ticket] input[type=file]', self._file('ticket.jpg', PORTRAIT % ('male', 0)))
        desk.click(f'{line} [name=name] input')
        desk.type_over("تذاكر القطار ذهابا وإيابا")
        desk.click(f'{line} [name=amount] input')
        desk.type_over(str(SPENT))
        desk.save()
        desk.scroll_up()
        desk.wait_rest()
        self.album.photograph(desk, 'mission_report')
        desk.click('button[name=action_report]')
        desk.wait_state('reported')

    def _settle(self, desk):
        """Finance settles: the reservation becomes what was spent, the balance is paid, and the accounts are even."""
        self._open_mission(desk, self.finance)
        desk.click('button[name=action_settle]')
        desk.wait_state('settled')
        desk.click('.nav-link[name=expenses]')
        desk.wait_rest()
        self.assertEqual(self._read_amount(desk, 'amount_balance'), ALLOWANCE + SPENT - ADVANCE)
        self.album.photograph(desk, 'mission_settlement')
        self._pay(desk, 'action_pay_balance')
        desk.wait_state('closed')
        pdf, _name = desk.download('button[name=action_print_account]')
        self.album.print(pdf, 'mission_account')
        self.assertIn(self.number, page_texts(pdf)[0])
        with self._apart():
            order, total = self.mission.sudo(), ALLOWANCE + SPENT
            self.assertEqual(self._figures(), (total, total, total))
            moves = order.settlement_move_id | order.advance_payment_id.move_id | order.balance_payment_id.move_id
            self.assertEqual(set(moves.mapped('state')), {'posted'})
            moves = moves.with_context(allowed_company_ids=self.chamber_16.ids)
            spent = moves.line_ids.filtered(lambda line: line.account_id.code.startswith('625'))
            lent = moves.line_ids.filtered(lambda line: line.account_id.code.startswith('425'))
            self.assertEqual((sum(spent.mapped('balance')), sum(lent.mapped('balance'))), (total, 0))
