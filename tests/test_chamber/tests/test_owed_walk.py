"""What a trainer is owed, from the training room to the accountant, in a real browser, in Arabic."""
from datetime import datetime, time, timedelta

from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools.misc import mute_logger

from odoo.addons.chamber_hr_accounting.tests.common import RIB
from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .common import WalkCase

OWED, SHOWN = 14000, '14\N{NO-BREAK SPACE}000,00'
TRAINER, COURSE = "عبد الرحمن بلعيد", "دورة في صناعة الفخار"
PEOPLE = {
    'officer': ("أمينة سعدي", 'chamber_training.chamber_training_group_officer'),
    'budget': ("نوال شريف", 'chamber_hr_accounting.chamber_hr_accounting_group_budget_officer'),
    'manager': ("سمير بوعلام", 'chamber_hr_accounting.chamber_hr_accounting_group_finance_manager'),
    'accountant': ("ليلى حمداني", 'chamber_hr_accounting.chamber_hr_accounting_group_accountant'),
}


@tagged('post_install', '-at_install')
class TestOwedWalk(WalkCase):

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def setUpClass(cls):
        super().setUpClass()
        cls.chamber_16._set_up_chamber_accounts()
        for role, (name, group) in PEOPLE.items():
            setattr(cls, role, new_test_user(
                cls.env, login=f'owed_{role}', name=name, lang='ar_001', tz='Africa/Algiers', groups=f'base.group_user,{group}',
                company_id=cls.chamber_16.id, company_ids=[Command.set(cls.chamber_16.ids)]))
        cls._open_budget()
        cls._teach()
        cls.env.flush_all()

    @classmethod
    def _open_budget(cls):
        today = today_in_algeria()
        chapter = cls.env['budget.article'].create({
            'code': '61999', 'name': "الخدمات الخارجية", 'kind': 'chapter', 'date_start': '2020-01-01'})
        article = cls.env['budget.article'].create({
            'code': '61900', 'name': "أتعاب المكونين", 'parent_id': chapter.id, 'date_start': '2020-01-01'})
        cls.env['chamber.owed.nature'].create({
            'name': "أتعاب المكونين", 'kind': 'chamber.training.cost', 'article_id': article.id, 'date_start': '2020-01-01',
            'source': "Test"})
        year = cls.env['budget.year'].create({
            'name': str(today.year), 'company_id': cls.chamber_16.id, 'date_start': today.replace(month=1, day=1),
            'date_end': today.replace(month=12, day=31)})
        version = cls.env['budget.version'].with_user(cls.budget).create({
            'year_id': year.id, 'line_ids': [Command.create({'article_id': article.id, 'amount': 100000})]})
        version.action_submit()
        version.with_user(cls.manager).validate_tier()

    @classmethod
    def _teach(cls):
        """A trainer has taught a morning and an afternoon, at two thousand dinars an hour."""
        trainer = cls.env['chamber.training.trainer'].create(
            {'partner_id': cls.env['res.partner'].create({'name': TRAINER}).id, 'hourly_cost': 2000})
        theme = cls.env['chamber.training.theme'].create({'name': COURSE})
        programme = cls.env['chamber.training.programme'].create(
            {'name': COURSE, 'code': 'OWED', 'theme_id': theme.id, 'seats': 10})
        morning = datetime.combine(today_in_algeria() - timedelta(days=2), time(8))
        session = cls.env['chamber.training.session'].create({
            'programme_id': programme.id, 'company_id': cls.chamber_16.id, 'date_begin': morning,
            'date_end': morning + timedelta(hours=9)})
        half_days = session.half_day_ids.create([{
            'session_id': session.id, 'date_begin': begin, 'date_end': begin + timedelta(hours=3, minutes=30),
            'trainer_ids': [Command.set(trainer.ids)]} for begin in (morning, morning + timedelta(hours=5))])
        as_engine(half_days).write({'state': 'closed'})
        session.action_compute_trainer_costs()
        cls.cost = session.cost_ids

    def _open(self, desk, action):
        desk.navigate_to(f'{self.base_url()}/odoo/action-{action}', wait_stop=True)
        desk.wait_for("document.querySelector('.o_action_manager .o_view_controller')")
        desk.wait_rest()

    def test_the_hours_of_a_trainer_become_a_bill(self):
        desk = self._sit_down()
        desk.sign_in(self.officer)
        self._open(desk, 'chamber_training.chamber_training_cost_action')
        desk.click('.o_data_row td[name=trainer_id]', TRAINER)
        desk.wait_state('owed')
        desk.fill(owed_payee_account=RIB)
        desk.click('button[name=action_ask_payment]')
        desk.wait_state('asked')
        self.assertIn(SHOWN, desk.text('.o_field_widget[name=owed_amount]'))
        self.assertEqual(desk.count('button[name=action_mark_owed_paid]'), 0)
        self.assertEqual(len(desk.text('.o_field_widget[name=owed_proof]').strip().splitlines()), 2)
        desk.wait_rest()
        self.album.photograph(desk, 'owed_asked')
        desk.sign_in(self.accountant)
        self._open(desk, 'chamber_hr_accounting.chamber_owed_due_action')
        row = desk.text('.o_data_row')
        self.assertIn(TRAINER, row)
        self.assertIn(SHOWN, row)
        self.album.photograph(desk, 'owed_list')
        desk.click('.o_data_row button[name=action_view_bill]')
        desk.wait_state('draft')
        desk.click('button[name=action_post]')
        desk.wait_state('posted')
        desk.wait_rest()
        self.album.photograph(desk, 'owed_bill')
        with self._apart():
            bill = self.cost._get_owed_bill()
            self.assertEqual((bill.state, bill.amount_total, bill.partner_bank_id.sanitized_acc_number), ('posted', OWED, RIB))
            self.assertEqual(self.cost.budget_commitment_ids.mapped('liquidated'), [OWED])
        desk.check_console()
