from odoo.tests import tagged, users

from odoo.addons.chamber_registry.models.engine import as_engine

from .common import TrainingCase


@tagged('post_install', '-at_install')
class TestLearner(TrainingCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session = cls._create_session()
        cls.artisan = cls._create_artisan()
        enrolment = as_engine(cls.env['chamber.training.enrolment']).create({
            'number': 'E-1', 'session_id': cls.session.id, 'partner_id': cls.artisan.id, 'state': 'accepted', 'seat_number': 1})
        for half_day in cls.session.half_day_ids:
            as_engine(cls.env['chamber.training.attendance']).create({
                'half_day_id': half_day.id, 'enrolment_id': enrolment.id, 'state': 'present', 'hours': 3.5, 'channel': 'tick',
                'moment': half_day.date_begin, 'taken_by_id': cls.env.uid})
        as_engine(cls.env['chamber.training.certificate']).create([
            {'number': number, 'enrolment_id': enrolment.id, 'company_id': cls.chamber_16.id, 'kind': 'participation',
             'date': '2026-03-30', 'is_revoked': bool(reason), 'revocation_reason': reason}
            for number, reason in (('T-1', False), ('T-2', "a mistake"))])

    @users('t_officer_16')
    def test_figures_on_the_registrant_and_on_his_entry(self):
        for record in (self.artisan, self._get_entry(self.artisan)):
            self.assertRecordValues(record.with_env(self.env), [
                {'training_course_count': 1, 'training_hours': 7, 'training_certificate_count': 1}])

    @users('t_officer_05')
    def test_another_chamber_does_not_count_them(self):
        self.assertRecordValues(self.artisan.with_env(self.env), [
            {'training_course_count': 0, 'training_hours': 0, 'training_certificate_count': 0}])

    @users('t_officer_16')
    def test_buttons_open_what_they_count(self):
        partner = self.artisan.with_env(self.env)
        for action, count in (
                (partner.action_view_training_enrolments(), 1), (partner.action_view_training_certificates(), 2)):
            self.assertEqual(self.env[action['res_model']].search_count(action['domain']), count)

    def test_who_has_no_role_in_training_sees_no_button(self):
        fields = self.env['res.partner'].with_user(self.agent_16).fields_get(['training_course_count', 'training_enrolment_ids'])
        self.assertEqual(fields, {})
        shown = self.env['res.partner'].with_user(self.training_officer_16).fields_get(['training_course_count'])
        self.assertIn('training_course_count', shown)
