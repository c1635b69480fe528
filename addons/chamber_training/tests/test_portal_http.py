from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.chamber_registry.models.engine import as_engine

from .common_portal import PortalCase


@tagged('post_install', '-at_install')
class TestPortalHttp(PortalCase):
    """The pages of an artisan: his courses, his certificates, his needs; and nobody else's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._create_portal_user(cls.artisan, 'artisan')
        cls.neighbour = cls._create_artisan()
        cls.neighbour_user = cls._create_portal_user(cls.neighbour, 'neighbour')

    def _offer(self):
        """The artisan is the first on the list and a place gets free."""
        others = self._enrol(self.course, 5)
        enrolment = self._enrol(self.course, self.artisan)
        others[0]._cancel("Called: he is ill")
        self.assertEqual(enrolment.state, 'offered')
        return enrolment

    def _decide(self, enrolment, decision, **values):
        return self._post(
            f'/my/training/{enrolment.id}/{decision}', page=self.url_open('/en/my/training/need'), **values)

    def test_my_courses_show_their_state_dates_and_place(self):
        enrolment = self._enrol(self.course, self.artisan)
        self.authenticate('artisan', 'artisan')
        page = self.url_open('/en/my/training').text
        for words in ("Course of the tests", "Accepted", "25 March 2026", "Room of the tests"):
            self.assertIn(words, page)
        page = self.url_open(f'/en/my/training/{enrolment.id}').text
        for words in (
                enrolment.number, "09:00", "12:30", "4\xa0000 DA", "To be paid at your chamber", "I give my place up",
                f'/my/training/{enrolment.id}/convocation'):
            self.assertIn(words, page)

    def test_the_home_page_of_the_portal_counts_them(self):
        self._enrol(self.course, self.artisan)
        self.authenticate('artisan', 'artisan')
        self.assertIn('/my/training/certificates', self.url_open('/my').text)
        answer = self.make_jsonrpc_request('/my/counters', {'counters': ['training_count', 'training_certificate_count']})
        self.assertEqual(answer, {'training_count': 1, 'training_certificate_count': 0})

    def test_an_offered_place_is_accepted(self):
        enrolment = self._offer()
        self.authenticate('artisan', 'artisan')
        page = self.url_open(f'/en/my/training/{enrolment.id}').text
        self.assertIn("A place is offered to you", page)
        self.assertIn("time left", page)
        self.assertIn("Accepted", self._decide(enrolment, 'accept').text)
        self.assertEqual(enrolment.state, 'accepted')

    def test_an_offered_place_is_declined(self):
        enrolment = self._offer()
        self.authenticate('artisan', 'artisan')
        self._decide(enrolment, 'decline')
        self.assertEqual(enrolment.state, 'cancelled')

    def test_an_offer_that_has_lapsed_is_refused_with_the_reason(self):
        enrolment = self._offer()
        self._make_overdue(enrolment)
        self.authenticate('artisan', 'artisan')
        page = self._decide(enrolment, 'accept')
        self.assertIn("was to be accepted before", page.text)
        self.assertEqual(enrolment.state, 'offered')

    def test_a_place_is_given_up(self):
        enrolment = self._enrol(self.course, self.artisan)
        self.authenticate('artisan', 'artisan')
        page = self._decide(enrolment, 'give_up')
        self.assertEqual(enrolment.state, 'cancelled')
        self.assertNotIn("o_training_give_up", page.text)

    def test_a_decision_that_does_not_exist_is_not_found(self):
        enrolment = self._enrol(self.course, self.artisan)
        self.authenticate('artisan', 'artisan')
        self.assertEqual(self._decide(enrolment, 'unlink').status_code, 404)

    def test_the_link_opens_the_place_without_a_login_and_no_other(self):
        enrolment = self._enrol(self.course, self.artisan)
        other = self._enrol(self.course, self.neighbour)
        token = enrolment._portal_ensure_token()
        other._portal_ensure_token()
        self.assertIn(enrolment.number, self.url_open(f'/my/training/{enrolment.id}?access_token={token}').text)
        for url in (f'/my/training/{enrolment.id}', f'/my/training/{enrolment.id}?access_token=x',
                    f'/my/training/{other.id}?access_token={token}', f'/my/training/999999?access_token={token}'):
            with self.subTest(url=url):
                self.assertEqual(self.url_open(url).status_code, 404)

    def test_the_link_gives_the_place_up(self):
        enrolment = self._enrol(self.course, self.artisan)
        token = enrolment._portal_ensure_token()
        page = self.url_open(f'/my/training/{enrolment.id}?access_token={token}')
        self._post(f'/my/training/{enrolment.id}/give_up', page=page, access_token='x')
        self.assertEqual(enrolment.state, 'accepted')
        self._post(f'/my/training/{enrolment.id}/give_up', page=page, access_token=token)
        self.assertEqual(enrolment.state, 'cancelled')

    def test_a_neighbour_neither_sees_nor_moves_the_place(self):
        enrolment = self._offer()
        self.authenticate('neighbour', 'neighbour')
        self.assertEqual(self.url_open(f'/my/training/{enrolment.id}').status_code, 404)
        for decision in ('accept', 'decline', 'give_up'):
            self.assertEqual(self._decide(enrolment, decision).status_code, 404)
        self.assertNotIn("Course of the tests", self.url_open('/en/my/training').text)
        self.assertEqual(enrolment.state, 'offered')

    def test_a_portal_user_calls_nothing_of_another_by_rpc(self):
        enrolment = self._offer()
        own = enrolment.with_user(self.neighbour_user)
        for method in ('action_accept_offer', 'action_decline_offer', 'action_give_up', 'action_approve'):
            with self.subTest(method=method), self.assertRaises(AccessError):
                getattr(own, method)()
        for model in ('chamber.training.programme', 'chamber.training.session', 'chamber.training.plan',
                      'chamber.training.plan.line', 'chamber.training.plan.report', 'chamber.training.need'):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.user).search([])

    def test_my_certificates_and_nobody_elses(self):
        certificates = {}
        for partner in (self.artisan, self.neighbour):
            enrolment = self._enrol(self.course, partner)
            certificates[partner] = as_engine(self.env['chamber.training.certificate']).create({
                'number': f'T-{partner.id}', 'enrolment_id': enrolment.id, 'company_id': self.chamber_16.id,
                'kind': 'participation', 'date': '2026-03-15'})
        self.authenticate('artisan', 'artisan')
        page = self.url_open('/en/my/training/certificates').text
        self.assertIn(f'T-{self.artisan.id}', page)
        self.assertIn("Certificate of participation", page)
        self.assertNotIn(f'T-{self.neighbour.id}', page)
        self.assertEqual(
            self.url_open(f'/my/training/certificates/{certificates[self.neighbour].id}').status_code, 404)

    def test_a_need_is_noted_for_his_chamber(self):
        self.authenticate('artisan', 'artisan')
        page = self.url_open('/en/my/training/need')
        answer = self._post(
            '/en/my/training/need', page=page, programme=self.programme.id, note="  In the evening, please  ")
        self.assertIn("Your need is noted", answer.text)
        self.assertRecordValues(self.env['chamber.training.need'].search([('partner_id', '=', self.artisan.id)]), [{
            'channel': 'portal', 'programme_id': self.programme.id, 'theme_id': self.theme.id, 'headcount': 1,
            'company_id': self.chamber_16.id, 'craft_activity_id': self.craft_activity.id, 'note': "In the evening, please",
            'state': 'open'}])
        answer = self._post('/en/my/training/need', page=page, programme=self.programme.id)
        self.assertIn("already knows of this need", answer.text)

    def test_a_need_of_nothing_is_refused(self):
        self.authenticate('artisan', 'artisan')
        answer = self._post('/en/my/training/need', page=self.url_open('/en/my/training/need'))
        self.assertIn("Choose a programme or a theme", answer.text)

    def test_a_need_of_a_hidden_programme_is_refused(self):
        self.programme.action_unpublish()
        self.authenticate('artisan', 'artisan')
        answer = self._post(
            '/en/my/training/need', page=self.url_open('/en/my/training/need'), programme=self.programme.id)
        self.assertIn("Choose a programme or a theme", answer.text)

    def test_who_is_not_in_the_register_notes_no_need(self):
        stranger = self.env['res.partner'].create({'name': "Stranger"})
        self._create_portal_user(stranger, 'stranger')
        self.authenticate('stranger', 'stranger')
        answer = self._post(
            '/en/my/training/need', page=self.url_open('/en/my/training/need'), programme=self.programme.id)
        self.assertIn("Only artisans of the register", answer.text)

    def test_a_visitor_without_login_is_asked_for_one(self):
        for url in ('/my/training', '/my/training/certificates', '/my/training/need'):
            self.assertIn('/web/login', self.url_open(url).url)
