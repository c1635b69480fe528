from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.chamber_registry.models.engine import as_engine

from .common_enrol import EnrolCase


@tagged('post_install', '-at_install')
class TestEligibility(EnrolCase):
    """Who may be enrolled, each rule in a sentence."""

    def _explain(self, session, partner):
        return {line['rule']: (line['ok'], line['text']) for line in session._get_eligibility(partner)[partner]}

    def assertRefused(self, session, partner, sentence):
        with self.assertRaisesRegex(UserError, sentence):
            session._enrol(partner, 'counter')

    def _change_entry(self, partner, kind, state):
        self.env['chamber.act']._record(kind, self._get_entry(partner), {'state': state}, reason="Test")

    def _certify(self, partner, programme):
        """A certificate of an earlier session, signed."""
        session = self._create_session(programme_id=programme.id, half_days=0)
        enrolment = as_engine(self.env['chamber.training.enrolment']).create({
            'session_id': session.id, 'partner_id': partner.id, 'number': f'E{session.id}', 'state': 'cancelled'})
        certificate = as_engine(self.env['chamber.training.certificate']).create({
            'number': f'T{session.id}', 'enrolment_id': enrolment.id, 'company_id': session.company_id.id,
            'kind': 'participation', 'date': '2026-01-10'})
        self.patch(type(certificate), '_get_verifiable_claims', lambda self: {10: self.number})
        as_engine(certificate)._issue_verifiable()
        return certificate

    def test_an_artisan_in_force_is_told_why_he_may(self):
        session = self._create_open_session()
        artisan = self._create_artisan()
        number = self._get_entry(artisan).number
        self.assertEqual(self._explain(session, artisan), {
            'session': (True, "The session is open for enrolment."),
            'audience': (True, f"Entry {number} is in force."),
            'chamber': (True, "The chamber of the session covers the registrant."),
        })

    def test_somebody_struck_off_is_refused(self):
        artisan = self._create_artisan()
        self._change_entry(artisan, 'strike_off', 'struck_off')
        self.assertRefused(self._create_open_session(), artisan, r"Entry [-\w]+ is struck off\.")

    def test_somebody_suspended_is_refused(self):
        artisan = self._create_artisan()
        self._change_entry(artisan, 'suspension', 'suspended')
        self.assertRefused(self._create_open_session(), artisan, r"Entry [-\w]+ is suspended\.")

    def test_somebody_out_of_the_register_is_refused(self):
        self.assertRefused(self._create_open_session(), self._create_registrant(), "No entry in the register")

    def test_another_craft_is_refused_with_those_that_the_programme_is_for(self):
        other = self.env['chamber.craft.activity'].search([
            ('level', '=', 'sector'), ('id', '!=', self.craft_activity.sector_id.id)], limit=1)
        session = self._create_open_session(
            programme_id=self._create_programme(code='T-02', craft_activity_ids=other.ids).id)
        artisan = self._create_artisan()
        self.assertRefused(session, artisan, f"The programme is for: {other.name}")
        session.programme_id.sudo().craft_activity_ids |= self.craft_activity.domain_id
        self.assertTrue(self._explain(session, artisan)['craft'][0], "the domain holds his craft")

    def test_a_missing_course_is_named_and_a_revoked_certificate_counts_no_more(self):
        before = self._create_programme(code='T-02', name="First steps")
        session = self._create_open_session(
            programme_id=self._create_programme(code='T-03', prerequisite_ids=before.ids).id)
        artisan = self._create_artisan()
        self.assertRefused(session, artisan, "A valid certificate is missing: First steps")
        certificate = self._certify(artisan, before)
        self.assertTrue(self._explain(session, artisan)['prerequisites'][0])
        certificate._set_verifiable_state('revoked', "Test")
        self.assertFalse(self._explain(session, artisan)['prerequisites'][0])

    def test_who_holds_the_certificate_is_warned_not_refused(self):
        artisan = self._create_artisan()
        self._certify(artisan, self.programme)
        session = self._create_open_session()
        self.assertEqual(
            self._explain(session, artisan)['certificate'], (True, "Already holds the certificate of this programme."))
        self.assertEqual(session._enrol(artisan, 'counter').state, 'accepted')

    def test_an_artisan_of_another_chamber_needs_a_session_that_accepts_him(self):
        artisan = self._create_artisan(self.chamber_05, city_id=self.city_05.id)
        self.env['chamber.act']._record(
            'modification', self._get_entry(artisan), {'exercise_city_id': self.city_05.id}, reason="Test")
        session = self._create_open_session()
        self.assertRefused(session, artisan, "for registrants of its own chamber")
        session.accepts_other_chambers = True
        self.assertEqual(session._enrol(artisan, 'counter').state, 'accepted')

    def test_staff_only(self):
        session = self._create_open_session(programme_id=self._create_programme(code='T-02', audience='staff').id)
        self.assertRefused(session, self._create_artisan(), "for officials and managers of chambers")
        contact = self.env['res.partner'].create({'name': "Director", 'parent_id': self.chamber_05.partner_id.id})
        self.assertEqual(
            session._enrol(self.agent_05.partner_id | contact, 'group').mapped('state'), ['accepted', 'accepted'])

    def test_anyone(self):
        session = self._create_open_session(programme_id=self._create_programme(code='T-02', audience='open').id)
        stranger = self.env['res.partner'].create({'name': "Visitor"})
        self.assertEqual(session._enrol(stranger, 'counter').state, 'accepted')

    def test_the_same_person_twice_is_refused(self):
        session = self._create_open_session()
        artisan = self._create_artisan()
        session._enrol(artisan, 'counter')
        self.assertRefused(session, artisan, "Already enrolled in this session")

    def test_the_same_person_twice_in_one_group_is_enrolled_once(self):
        artisan = self._create_artisan()
        with self.assertRaisesRegex(UserError, "stands twice"):
            self._create_open_session()._enrol(artisan.browse(artisan.ids * 2), 'group')

    def test_a_juror_is_no_candidate(self):
        session = self._create_open_session(programme_id=self._create_programme(
            code='T-09', kind='test', certificate_kind='qualification').id)
        artisan = self._create_artisan()
        session.juror_ids.create({'session_id': session.id, 'partner_id': artisan.id})
        self.assertRefused(session, artisan, "Sits on the jury")

    def test_a_past_deadline_is_told(self):
        session = self._create_open_session(enrolment_deadline='2026-03-14')
        self.assertRefused(session, self._create_artisan(), "until 14/03/2026")

    def test_one_who_may_not_stops_the_whole_group_and_is_named(self):
        session = self._create_open_session()
        stranger = self._create_registrant(given_name_ar="غريب")
        with self.assertRaisesRegex(UserError, "غريب: No entry"):
            session._enrol(self._create_artisan() | stranger, 'group')
        self.assertFalse(session.enrolment_ids)

    def test_a_reader_is_told_in_his_language(self):
        session = self._create_open_session()
        artisan = self._create_artisan()
        lines = session.with_context(lang='ar_001')._get_eligibility(artisan)[artisan]
        self.assertNotIn("The session is open", lines[0]['text'])

    def test_thirty_people_take_no_more_queries_than_two(self):
        session = self._create_open_session(programme_id=self._create_programme(
            code='T-02', craft_activity_ids=self.craft_activity.ids, prerequisite_ids=self.programme.ids).id)
        people = self._create_artisans(30)
        counts = []
        for some in (people[:2], people):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            session._get_eligibility(some)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_an_artisan_asks_for_himself_only(self):
        artisan, other = self._create_artisans(2)
        user = new_test_user(self.env, login='artisan', groups='base.group_portal', partner_id=artisan.id)
        session = self._create_open_session()
        with self.assertRaisesRegex(Exception, "for yourself only"):
            session.with_user(user)._enrol(other, 'portal')
        self.assertEqual(session.with_user(user)._enrol(artisan, 'portal').sudo().state, 'asked')
