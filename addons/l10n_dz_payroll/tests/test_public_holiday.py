from datetime import date, timedelta
from unittest.mock import patch

from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

from .common import PayrollCase


class TestPublicHoliday(PayrollCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.holidays = cls.env(su=True)['calendar.public.holiday'].create(
            {'year': 2027, 'country_id': cls.env.ref('base.dz').id})
        cls.holidays.action_dz_fill()

    def _days(self):
        return {line.dz_key: line.date for line in self.holidays.line_ids}

    def test_the_list_of_2027(self):
        self.assertEqual(len(self.holidays.line_ids), 14)
        days = self._days()
        self.assertEqual([days[f'fitr_{number}'] for number in (1, 2, 3)], [date(2027, 3, day) for day in (9, 10, 11)])
        self.assertEqual(days['yennayer_1'], date(2027, 1, 12))
        lunar = self.holidays.line_ids.filtered('variable_date')
        self.assertEqual(len(lunar), 9, "the days that are proclaimed")

    def test_a_proclaimed_day_survives_a_new_writing_of_the_list(self):
        line = self.holidays.line_ids.filtered(lambda line: line.dz_key == 'mawlid_1')
        line.date = date(2027, 8, 15)
        own = self.env(su=True)['calendar.public.holiday.line'].create(
            {'public_holiday_id': self.holidays.id, 'name': "Founding day", 'date': date(2027, 10, 10)})
        before = self._days()
        self.holidays.action_dz_fill()
        self.assertEqual((self._days(), line.date, own.exists().date), (before, date(2027, 8, 15), date(2027, 10, 10)))

    def test_an_estimate_that_changed_is_written_anew_day_by_day(self):
        lines = self.holidays.line_ids.filtered(lambda line: (line.dz_key or '').startswith('fitr')).sorted('date', reverse=True)
        for line in lines:
            line.write({'date': date.fromordinal(line.date.toordinal() + 1), 'dz_is_edited': False})
        self.holidays.action_dz_fill()
        self.assertEqual(lines.sorted('date').mapped('date'), [date(2027, 3, day) for day in (9, 10, 11)])

    def test_a_deleted_day_comes_back(self):
        self.holidays.line_ids.filtered(lambda line: line.dz_key == 'ashura_1').unlink()
        self.holidays.action_dz_fill()
        self.assertEqual(self._days()['ashura_1'], date(2027, 6, 15))

    def test_the_list_of_another_country_is_left_alone(self):
        abroad = self.env(su=True)['calendar.public.holiday'].create({'year': 2027, 'country_id': self.env.ref('base.fr').id})
        with self.assertRaisesRegex(UserError, "country to Algeria"):
            abroad.action_dz_fill()

    def test_a_clerk_does_not_write_the_list(self):
        with self.assertRaises(AccessError):
            self.holidays.with_user(self.clerk).action_dz_fill()


class TestPublicHolidayMoved(PayrollCase):
    """What was counted before a day was proclaimed is counted anew, and whoever keeps it is told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.holidays = cls.env(su=True)['calendar.public.holiday'].create(
            {'year': 2026, 'country_id': cls.env.ref('base.dz').id})
        cls.holidays.action_dz_fill()
        cls.feast = cls.holidays.line_ids.filtered(lambda line: (line.dz_key or '').startswith('fitr')).sorted('date')

    def _move(self, days):
        """The feast moves by some days, in one go, as the list is saved."""
        self.holidays.line_ids = [
            Command.update(line.id, {'date': line.date + timedelta(days=days)}) for line in self.feast]

    def test_a_feast_moves_by_a_day_in_one_go(self):
        before = self.feast.mapped('date')
        self._move(1)
        self.assertEqual(self.feast.mapped('date'), [day + timedelta(days=1) for day in before])
        self.assertTrue(all(self.feast.mapped('dz_is_edited')))

    def test_two_holidays_on_one_day_are_still_refused(self):
        with self.assertRaisesRegex(ValidationError, "duplicate public holiday"):
            self.holidays.line_ids = [Command.update(self.feast[0].id, {'date': self.feast[1].date})]

    def test_no_context_from_outside_leaves_a_day_unjudged(self):
        line = self.feast[0].with_context(dz_follow_later=True)
        with self.assertRaisesRegex(ValidationError, "duplicate public holiday"):
            line.date = self.feast[1].date
        run = self._compute(self._create_run(self._create_employee(), self.feast[0].date.replace(day=1)))
        self.env(su=True)['calendar.public.holiday.line'].with_context(dz_follow_later=True).create(
            {'public_holiday_id': self.holidays.id, 'name': "Proclaimed", 'date': run.date_start.replace(day=10)})
        self.assertIn("compute the payslips again", run.message_ids[0].body)

    def _tell(self, user):
        """What a user is told who moves the feast by a day."""
        told = []
        with patch.object(type(user), '_bus_send', lambda _user, _kind, message: told.append(message)):
            lines = self.feast.with_user(user).with_context(allowed_company_ids=user.company_ids.ids).sorted('date', reverse=True)
            for line in lines:
                line.date += timedelta(days=1)
        return [message['message'] for message in told]

    def test_what_one_may_not_read_is_counted_not_named(self):
        run = self._compute(self._create_run(self._create_employee(), self.feast[0].date.replace(day=1)))
        elsewhere = self.env(su=True)['res.company'].create({'name': "Elsewhere", 'country_id': self.env.ref('base.dz').id})
        keepers = 'hr_holidays.group_hr_holidays_manager,payroll.group_payroll_manager'
        own = self._tell(self._create_user('own_keeper', keepers))
        self.assertTrue(own)
        for message in own:
            self.assertIn(f"Payrolls to look at: {run.name} ({self.company.name}).", message)
        others = self._tell(self._create_user('other_keeper', keepers, elsewhere))
        self.assertTrue(others)
        for message in others:
            self.assertIn("Payrolls to look at: 1 more.", message)

    def test_leave_of_these_days_is_counted_anew(self):
        day = self.feast[0].date
        while day.weekday() != 6:
            day += timedelta(days=1)
        self.feast.write({'dz_is_edited': False})
        self._move((day - self.feast[0].date).days)  # Sunday to Tuesday
        leave = self.env(user=SUPERUSER_ID)['hr.leave'].create({
            'employee_id': self._create_employee().id, 'request_date_from': day, 'request_date_to': day + timedelta(days=4),
            'holiday_status_id': self.env.ref('l10n_dz_payroll.leave_type_family').id})
        self.assertEqual(leave.number_of_days, 2)
        self._move(-1)
        self.assertEqual(leave.number_of_days, 3)
        self.assertIn("counts 3 days", leave.message_ids[0].body)

    def test_payrolls_of_the_month_are_told(self):
        run = self._compute(self._create_run(self._create_employee(), self.feast[0].date.replace(day=1)))
        line = self.env(su=True)['calendar.public.holiday.line'].create(
            {'public_holiday_id': self.holidays.id, 'name': "Proclaimed", 'date': run.date_start.replace(day=10)})
        self.assertIn("compute the payslips again", run.message_ids[0].body)
        run.action_dz_confirm()
        line.unlink()
        self.assertIn("may need a correction", run.message_ids[0].body)

    def test_a_day_of_rest_troubles_nobody(self):
        run = self._compute(self._create_run(self._create_employee(), date(2026, 4, 1)))
        before = run.message_ids
        self.env(su=True)['calendar.public.holiday.line'].create(
            {'public_holiday_id': self.holidays.id, 'name': "On a Friday", 'date': date(2026, 4, 10)})
        self.assertEqual(run.message_ids, before)
