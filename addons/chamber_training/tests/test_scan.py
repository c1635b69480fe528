from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_session import SessionCase

PIXEL = (b'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk'
         b'+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')


@tagged('post_install', '-at_install')
class TestScan(SessionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session, cls.enrolment = cls._open_session(people=1)
        cls.morning, cls.afternoon = cls.session.half_day_ids
        cls.partner = cls.enrolment.partner_id

    def _scan(self, code, hours=0.1, user=None, half_day=None):
        with self._at(hours=hours):
            return (half_day or self.morning).with_user(user or self.trainer_user).scan(code)

    def assertRefused(self, code, sentence):
        result = self._scan(code)
        self.assertEqual(result['result'], 'refused')
        self.assertRegex(result['message'], sentence)
        self.assertEqual(set(result), {'result', 'message'}, "no name is told of whoever is not expected")
        self.assertFalse(self.morning.attendance_ids)

    def test_card_is_scanned_and_a_second_scan_says_when_the_first_was(self):
        card = self._create_card(self.partner)
        first = self._scan(card.verification_url)
        self.assertEqual((first['result'], first['name'], first['state']), ('noted', self.partner.name, 'present'))
        self.assertRecordValues(self.morning.attendance_ids, [{
            'enrolment_id': self.enrolment.id, 'state': 'present', 'channel': 'scan', 'hours': 3.5,
            'taken_by_id': self.trainer_user.id}])
        second = self._scan(card.verification_url, hours=0.5, user=self.training_officer_16)
        self.assertEqual(second['result'], 'again')
        self.assertIn("at 09:06 by t_trainer", second['message'])
        self.assertEqual(len(self.morning.attendance_ids), 1)
        self.assertEqual(self._scan(card.verification_url, hours=4.6, half_day=self.afternoon)['result'], 'noted')

    def test_photo_is_shown(self):
        self.partner.image_1920 = PIXEL
        self.assertTrue(self._scan(self.enrolment.number)['photo'].startswith('data:image/'))

    def test_convocation_is_scanned(self):
        self.enrolment._ensure_tokens()
        result = self._scan(self.enrolment._get_convocation_url())
        self.assertEqual((result['result'], result['enrolment_id']), ('noted', self.enrolment.id))

    def test_numbers_are_typed(self):
        card = self._create_card(self.partner)
        self.assertEqual(self._scan(f" {self.enrolment.number} ")['result'], 'noted')
        self.assertEqual(self._scan(card.number)['result'], 'again')

    def test_who_comes_late_is_noted_late(self):
        self.assertEqual(self._scan(self.enrolment.number, hours=0.5)['result'], 'late')
        self.assertEqual(self.morning.attendance_ids.state, 'late')

    def test_who_was_absent_and_comes_is_noted(self):
        with self._at(hours=0.2):
            self.morning.with_user(self.training_officer_16).mark_others_absent()
        self.assertEqual(self._scan(self.enrolment.number, hours=0.7)['result'], 'late')
        self.assertEqual(self.env['chamber.training.journal'].search_count(
            [('session_id', '=', self.session.id), ('kind', '=', 'correction')]), 1)

    def test_convocation_of_another_session_is_refused(self):
        other = self._create_participant(self._second_session())
        other._ensure_tokens()
        self.assertRefused(other._get_convocation_url(), "for another session: .*25/03/2026")
        self.assertRefused(other.number, "for another session")

    def test_revoked_card_is_refused(self):
        card = self._create_card(self.partner)
        url, number = card.verification_url, card.number
        card._revoke("Lost")
        self.assertRefused(url, "was revoked")
        self.assertRefused(number, "no longer valid: Revoked")

    def test_expired_card_is_refused(self):
        card = self._create_card(self.partner)
        card.verifiable_id.sudo()._set_state('expired')
        self.assertRefused(card.verification_url, "expired")

    def test_card_that_is_forged_is_refused(self):
        card = self._create_card(self.partner)
        url = card.verification_url
        end = 'A' if url[-1] != 'A' else 'B'
        result = self._scan(url[:-1] + end)
        self.assertEqual(result['result'], 'refused')
        self.assertFalse(self.morning.attendance_ids)

    def test_card_of_someone_who_is_not_enrolled_is_refused(self):
        self.assertRefused(self._create_card(self._create_artisan()).verification_url, "not enrolled in this session")

    def test_paper_that_is_no_card_is_refused(self):
        certificate = self.env['chamber.certificate']._issue(self._get_entry(self.partner))
        self.assertRefused(certificate.verification_url, "no professional card")

    def test_who_is_not_accepted_is_refused(self):
        waiting = self._create_participant(self.session, state='waiting')
        self.assertRefused(waiting.number, "gives no place: Waiting list")

    def test_unknown_codes_are_refused(self):
        for code, sentence in (
                ("", "Nothing was read"), ("hello", "Nobody is known"), ("%", "Nobody is known"),
                ("https://example.com/verify#", "no token"),
                ("https://example.com/?access_token=00000000-0000-4000-8000-000000000000", "convocation is unknown")):
            with self.subTest(code=code):
                self.assertRefused(code, sentence)

    def test_refusal_is_read_in_arabic(self):
        with self._at(hours=0.1):
            result = self.morning.with_user(self.trainer_user).with_context(lang='ar_001').scan("hello")
        self.assertRegex(result['message'], '[\u0600-\u06ff]')

    def test_scan_before_the_day_is_refused(self):
        with self.assertRaisesRegex(UserError, "has not come"):
            self._scan(self.enrolment.number, hours=-30)
