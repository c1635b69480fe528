from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import TrainingCase


@tagged('post_install', '-at_install')
class TestAllChambers(TrainingCase):
    """A session is read through its event, which Odoo shows to its own company only."""

    def test_the_national_manager_reads_the_sessions_of_all_chambers(self):
        session = self._create_bare()
        self.env.invalidate_all()
        self.assertEqual(session.with_user(self.training_national).name, "Course of the tests")
        for user in (self.director_general, self.auditor, self.national):
            self.assertEqual(session.with_user(user).name, "Course of the tests")

    def test_a_trainer_reads_his_sessions_in_another_chamber(self):
        self.trainer_user.write({'company_ids': [(4, self.chamber_05.id)], 'company_id': self.chamber_05.id})
        self.trainer_user.company_ids = self.chamber_05
        session = self._create_session()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(session.with_user(self.trainer_user).name, "Course of the tests")

    def test_another_chamber_and_the_events_app_do_not(self):
        session = self._create_bare()
        events_user = new_test_user(
            self.env, login='events_16', groups='event.group_event_manager', company_id=self.chamber_16.id,
            company_ids=[(6, 0, self.chamber_16.ids)])
        self.env.invalidate_all()
        for user in (self.training_officer_05, self.trainer_user, events_user):
            with self.subTest(user=user.login):
                self.assertFalse(self.env['event.event'].with_user(user).search([('id', '=', session.event_id.id)]))
                with self.assertRaises(AccessError):
                    session.event_id.with_user(user).check_access('read')
