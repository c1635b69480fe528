from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common_enrol import EnrolCase


@tagged('post_install', '-at_install')
class TestEnrolmentAccess(EnrolCase):
    """Attempts to get a place round the steps that give it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session = cls._create_open_session(seats_max=1)
        cls.seated, cls.waiting = cls._enrol(cls.session, 2)
        cls.portal_user = new_test_user(
            cls.env, login='artisan', groups='base.group_portal', partner_id=cls.waiting.partner_id.id)

    def test_an_officer_writes_no_state_seat_or_rank_by_hand(self):
        for values in (
                {'state': 'accepted'}, {'seat_number': 1}, {'waiting_rank': 0}, {'revision': 9}, {'fee_paid_date': '2026-03-15'},
                {'offer_deadline': '2027-01-01 00:00:00'}, {'partner_id': self.seated.partner_id.id}, {'fee_amount': 0}):
            with self.assertRaisesRegex(UserError, "by its steps only"):
                self.waiting.write(values)

    def test_an_officer_creates_no_enrolment_by_hand(self):
        with self.assertRaisesRegex(UserError, "by its steps only"):
            self.env['chamber.training.enrolment'].with_user(self.training_officer_16).create({
                'session_id': self.session.id, 'partner_id': self._create_artisan().id, 'number': "X"})
        with self.assertRaisesRegex(UserError, "by its steps only"):
            self.session.write({'enrolment_ids': [(1, self.waiting.id, {'state': 'accepted'})]})

    def test_another_chamber_sees_and_moves_nothing(self):
        stranger = self.training_officer_05
        Enrolment = self.env['chamber.training.enrolment'].with_user(stranger)
        self.assertFalse(Enrolment.search([('session_id', '=', self.session.id)]))
        for step in ('action_approve', 'action_accept_offer', 'action_decline_offer', 'action_give_up', 'action_mark_fee_paid'):
            with self.assertRaises(AccessError):
                getattr(self.waiting.with_user(stranger), step)()
        with self.assertRaises(AccessError):
            self.seated.with_user(stranger)._cancel("Mischief")
        with self.assertRaises(AccessError):
            self.session.with_user(stranger)._enrol(self._create_artisan(self.chamber_05), 'counter')

    def test_a_reader_of_the_chamber_moves_nothing(self):
        reader = self.director_16
        self.assertEqual(self.waiting.with_user(reader).state, 'waiting')
        for step in ('action_approve', 'action_give_up', 'action_mark_fee_paid'):
            with self.assertRaises(AccessError):
                getattr(self.waiting.with_user(reader), step)()

    def test_a_participant_sees_his_own_enrolment_only(self):
        own = self.env['chamber.training.enrolment'].with_user(self.portal_user).search([])
        self.assertEqual(own, self.waiting)
        with self.assertRaises(AccessError):
            self.seated.with_user(self.portal_user).read(['state'])

    def test_a_participant_moves_nobody_else(self):
        for step in ('action_accept_offer', 'action_decline_offer', 'action_give_up'):
            with self.assertRaises(AccessError):
                getattr(self.seated.with_user(self.portal_user), step)()

    def test_a_participant_neither_approves_nor_pays_nor_writes(self):
        mine = self.waiting.with_user(self.portal_user)
        for step in ('action_approve', 'action_mark_fee_paid'):
            with self.assertRaises(AccessError):
                getattr(mine, step)()
        with self.assertRaises(AccessError):
            mine._cancel("By the side door")
        with self.assertRaisesRegex(UserError, "by its steps only"):
            mine.write({'state': 'accepted'})
        with self.assertRaises(AccessError):
            mine.write({'fee_payment_method': 'cash'})

    def test_a_participant_accepts_his_own_offer(self):
        self.seated._cancel("Away")
        self.waiting.with_user(self.portal_user).action_accept_offer()
        self.assertRecordValues(self.waiting, [{'state': 'accepted', 'seat_number': 1}])

    def test_a_participant_uses_no_wizard_of_the_counter(self):
        for model in ('chamber.training.enrol', 'chamber.training.enrolment.end'):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.portal_user).create({})

    def test_the_counter_enrols_a_group_and_tells_what_became_of_each(self):
        session = self.session
        one = self._create_artisan()
        suspended = self._create_artisan()
        self.env['chamber.act']._record('suspension', self._get_entry(suspended), {'state': 'suspended'}, reason="Test")
        with Form(self.env['chamber.training.enrol'].with_user(self.training_officer_16).with_context(
                default_session_id=session.id)) as form:
            form.code = self._get_entry(one).number
            self.assertFalse(form.code)
            with form.line_ids.new() as line:
                line.partner_id = suspended
                self.assertIn("is suspended", line.explanation)
                self.assertFalse(line.is_eligible)
            form.code = "not a number"
            self.assertIn("not a number", form.not_found)
        wizard = form.record
        wizard.action_enrol()
        self.assertRecordValues(wizard.line_ids, [
            {'partner_id': one.id, 'state': 'waiting', 'waiting_place': 2},
            {'partner_id': suspended.id, 'state': False, 'waiting_place': 0}])
        with self.assertRaisesRegex(UserError, "Nobody in the list"):
            wizard.action_enrol()

    def test_a_card_is_recognised_at_the_counter(self):
        artisan = self._create_artisan()
        [card] = self.env['chamber.card']._issue(self._get_entry(artisan))
        Wizard = self.env['chamber.training.enrol'].with_user(self.training_officer_16)
        self.assertEqual(Wizard._find_partner(card.number), artisan)
        self.assertEqual(Wizard._find_partner(card.verification_url), artisan)
        self.assertFalse(Wizard._find_partner(card.verification_url[:-8] + 'AAAAAAAA'))
