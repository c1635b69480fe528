from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common_portal import HIDDEN, PortalCase


@tagged('post_install', '-at_install')
class TestAskHttp(PortalCase):
    """An artisan without a login asks for a place by card number and date of birth."""

    def _get_enrolment(self):
        return self.env['chamber.training.enrolment'].search([
            ('session_id', '=', self.course.id), ('partner_id', '=', self.artisan.id)])

    def test_card_and_birth_date_lead_to_a_place_and_to_a_link_that_follows_it(self):
        page = self._identify()
        self.assertIn("is in force", page.text)
        self.assertIn(self.artisan.name, page.text)
        self.assertFalse(self._get_enrolment(), "nothing is asked for before the conditions have been read")
        page = self._confirm(page)
        enrolment = self._get_enrolment()
        self.assertRecordValues(enrolment, [{'state': 'accepted', 'channel': 'portal', 'seat_number': 1}])
        self.assertIn(f'/my/training/{enrolment.id}?access_token={enrolment.access_token}', page.url)
        self.assertIn(enrolment.number, page.text)
        self.assertIn("Accepted", page.text)

    def test_the_officer_approves_where_the_session_says_so(self):
        self.course.needs_approval = True
        page = self._confirm(self._identify())
        self.assertEqual(self._get_enrolment().state, 'asked')
        self.assertIn("Your chamber will answer", page.text)

    def test_the_place_on_the_waiting_list_is_told(self):
        self._enrol(self.course, 6)
        page = self._confirm(self._identify())
        self.assertIn("Your place on the waiting list: <bdi class=\"fw-bold\">2</bdi>", page.text.replace('\n', ''))

    def test_a_wrong_card_a_wrong_date_and_a_revoked_card_get_the_same_answer(self):
        def answer(**values):
            text = self._identify(**values).text
            self.assertIn("We found no valid card", text)
            return HIDDEN.sub('', text[text.index('o_training_ask'):text.index('<footer')]).replace(values['card_number'], '#')

        wrong_date = answer(card_number=self.card.number, birth_date='1984-05-13')
        wrong_card = answer(card_number='T-16-2026-999999', birth_date='1984-05-12')
        no_date = answer(card_number=self.card.number, birth_date='yesterday')
        self.card._revoke("Lost")
        revoked = answer(card_number=self.card.number, birth_date='1984-05-12')
        self.assertEqual(wrong_date, wrong_card)
        self.assertEqual(wrong_date, no_date)
        self.assertEqual(wrong_date, revoked)

    def test_of_a_presumed_birth_date_the_year_counts(self):
        self.artisan.write({'birth_date': date(1984, 1, 1), 'birth_date_presumed': True})
        self.assertIn("is in force", self._identify(birth_date='1984-12-31').text)
        self.assertIn("We found no valid card", self._identify(birth_date='1985-01-01').text)

    def test_a_card_is_tried_five_times_a_minute(self):
        self._wait_for_a_fresh_minute()
        for _try in range(5):
            self.assertEqual(self._identify(birth_date='1990-01-01').status_code, 200)
        self.assertEqual(self._identify().status_code, 429, "also with the right date")

    def test_an_address_tries_so_many_cards_a_minute(self):
        self._wait_for_a_fresh_minute()
        self.env['ir.config_parameter'].set_param('verifiable_document.limit_training_card', 2)
        for number in range(2):
            self.assertEqual(self._identify(card_number=f'T-{number}').status_code, 200)
        self.assertEqual(self._identify(card_number='T-3').status_code, 429)

    def test_conditions_that_are_not_met_are_explained_line_by_line(self):
        self._get_entry(self.artisan).with_user(self.director_16)._change_state('suspension', "Reason", date(2026, 3, 15))
        # the card of a suspended entry is suspended: the artisan has a login here
        self._create_portal_user(self.artisan, 'artisan')
        self.authenticate('artisan', 'artisan')
        page = self.url_open(f'/training/session/{self.course.id}/ask')
        self.assertIn("is suspended", page.text)
        self.assertIn("list-group-item-danger", page.text)
        self.assertIn("a condition is not met", page.text)
        self.assertNotIn("o_training_confirm", page.text)
        page = self._confirm(self.url_open('/en/my/training/need'))
        self.assertIn("is suspended", page.text)
        self.assertFalse(self._get_enrolment())

    def test_who_is_enrolled_already_is_led_to_his_place(self):
        self._enrol(self.course, self.artisan)
        page = self._identify()
        self.assertIn(f'/my/training/{self._get_enrolment().id}?access_token=', page.url)

    def test_a_proof_is_for_one_session_and_one_hour(self):
        page = self._identify()
        token = dict(HIDDEN.findall(page.text))['token']
        other = self._create_other_session()
        self.assertFalse(self.env['chamber.training.portal']._get_signed_partner(other, token))
        self.assertEqual(self.env['chamber.training.portal']._get_signed_partner(self.course, token), self.artisan)
        with freeze_time('2026-03-15 10:00:01'):
            self.assertFalse(self.env['chamber.training.portal']._get_signed_partner(self.course, token))

    def test_a_forged_proof_is_refused(self):
        page = self._identify()
        token = dict(HIDDEN.findall(page.text))['token']
        for forged in ('x', token[:-2] + 'AA', token + 'AAAA', 'é', ''):
            with self.subTest(forged=forged):
                answer = self._post(f'/training/session/{self.course.id}/confirm', page=page, token=forged)
                self.assertIn("prove again who you are", answer.text)
        self.assertFalse(self._get_enrolment())

    def test_without_the_token_of_its_form_nothing_is_sent(self):
        answer = self.url_open(
            f'/training/session/{self.course.id}/identify', data={'card_number': self.card.number, 'birth_date': '1984-05-12'})
        self.assertEqual(answer.status_code, 400)

    def test_who_has_a_login_types_no_card(self):
        self._create_portal_user(self.artisan, 'artisan')
        self.authenticate('artisan', 'artisan')
        page = self.url_open(f'/training/session/{self.course.id}/ask')
        self.assertNotIn('name="card_number"', page.text)
        self._confirm(page)
        self.assertEqual(self._get_enrolment().state, 'accepted')

    def test_a_session_that_is_not_open_is_not_asked_for(self):
        page = self._identify()
        self.course._set_state('draft')
        self.assertEqual(self._confirm(page).status_code, 404)
