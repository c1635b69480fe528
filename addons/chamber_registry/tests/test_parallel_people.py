from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_parallel import ParallelCase

NIN = '119840514123456701'


@tagged('post_install', '-at_install')
class TestParallelDecisions(ParallelCase):
    """Two persons of one chamber decide the same request at the same moment, each in Arabic."""

    def setUp(self):
        super().setUp()
        with self._connect(no_reset_password=True) as env:
            self.agent, *self.registrars = (
                self._create_user(env, login, login.split('_')[0]) for login in ('agent', 'registrar_1', 'registrar_2'))
            self.directors = [self._create_user(env, f'director_{number}', 'director') for number in range(2)]
            partner_id, = self._create_registrants(env, 1)
            city_id = env['res.city'].search([('state_id', '=', env.ref('l10n_dz_territory.wilaya_alger').id)], limit=1).id
        with self._connect(self.agent) as env:
            request = env['chamber.request'].create({
                'partner_id': partner_id, 'main_activity_id': self.activity_id, 'place_of_exercise': 'workshop',
                'exercise_city_id': city_id, 'exercise_address': "12, rue des Frères", 'qualification_kind': 'diploma',
                'fee_payment_method': 'cash'})
            request.document_ids.is_received = True
            request.action_mark_fee_paid()
            request.action_file()
            self.request_id = request.id
        with self._connect(self.registrars[0]) as env:
            request = env['chamber.request'].browse(self.request_id)
            request.action_start_study()
            request.document_ids.is_checked = True
            request.action_submit()

    def _approve(self, env):
        env['chamber.request'].browse(self.request_id).validate_tier()
        return 'done'

    def _refuse(self, env):
        env['chamber.request.refuse'].create({
            'request_id': self.request_id, 'note': "الشهادة في حرفة أخرى",
            'reason_id': env.ref('chamber_registry.refusal_reason_qualification').id,
        }).action_refuse()
        return 'done'

    def _check_told(self, outcomes):
        """One of two has won, and the other knows in Arabic who."""
        self.assertEqual(outcomes.count('done'), 1, outcomes)
        told = next(outcome for outcome in outcomes if outcome != 'done')
        with self._connect() as env:
            decided = env['chamber.request'].browse(self.request_id).review_ids.filtered('done_by').sorted('reviewed_date')
            winner = decided[-1].done_by.name
        self.assertTrue(told.startswith(f"سبق أن بت في الأمر {winner} بتاريخ"), told)

    def test_of_two_registrars_one_approves_and_the_other_is_told(self):
        self._check_told(self._click_at_once(*[(user_id, self._approve) for user_id in self.registrars]))
        self.assertEqual(self._committed(), ([], []))
        self._click_at_once((self.directors[0], self._approve))
        numbers, findings = self._committed()
        self.assertEqual((len(numbers), findings), (1, []))

    def test_of_two_directors_one_accepts_and_one_entry_is_made_by_one_act(self):
        self._click_at_once((self.registrars[0], self._approve))
        self._check_told(self._click_at_once(*[(user_id, self._approve) for user_id in self.directors]))
        with self._connect() as env:
            request = env['chamber.request'].browse(self.request_id)
            acts = env['chamber.act'].search([('company_id', '=', self.chamber_id)])
            self.assertRecordValues(acts, [{'kind': 'inscription', 'entry_id': request.entry_id.id, 'chain_sequence': 1}])
            self.assertEqual(request.decision_ids.mapped('kind'), ['accepted'])
            taken = env['chamber.number'].search([('company_id', '=', self.chamber_id), ('kind', '=', 'entry')])
            number, = taken.mapped('code')
            self.assertEqual(number, request.entry_id.number)
        self.assertEqual(self._committed(), ([number], []))

    def test_of_acceptance_and_refusal_at_once_one_stands_alone(self):
        self._click_at_once((self.registrars[0], self._approve))
        self._check_told(self._click_at_once(
            (self.directors[0], self._approve), (self.directors[1], self._refuse)))
        numbers, findings = self._committed()
        with self._connect() as env:
            request = env['chamber.request'].browse(self.request_id)
            self.assertIn((request.state, len(numbers)), (('accepted', 1), ('refused', 0)))
            self.assertEqual(request.decision_ids.mapped('kind'), [request.state])
        self.assertEqual(findings, [])

    def test_who_clicks_while_another_changes_the_request_is_told(self):
        def cancel(env):
            env['chamber.request'].browse(self.request_id).action_cancel()

        with self._connect(self.registrars[0]) as env:
            env['chamber.request'].browse(self.request_id).lock_for_update(allow_referencing=True)
            told, = self._click_at_once((self.registrars[1], cancel))
        self.assertEqual(told, "يعدّل شخص آخر هذا في هذه اللحظة. أعد المحاولة بعد قليل.")


@tagged('post_install', '-at_install')
class TestParallelNin(ParallelCase):

    def setUp(self):
        super().setUp()
        with self._connect(no_reset_password=True) as env:
            other_id = self._create_chamber(env, 'P-05', "غرفة ثانية")
            self.desks = {
                self._create_user(env, 'agent_16', 'agent'): self.chamber_id,
                self._create_user(env, 'agent_05', 'agent', other_id): other_id,
            }

    def _enter(self, env, **values):
        env['res.partner'].create({
            'is_registrant': True, 'registrant_type': 'artisan', 'chamber_id': env.company.id,
            'family_name_ar': "متواز", 'given_name_ar': "عمر", 'sex': 'male', 'birth_date': '1984-05-12',
            'nin_entry': NIN, **values})
        return 'entered'

    def _check_one_told(self, outcomes):
        self.assertEqual(outcomes.count('entered'), 1, outcomes)
        told = next(outcome for outcome in outcomes if outcome != 'entered')
        self.assertIn("رقم التعريف الوطني هذا هو لمسجل موجود", told)
        self.assertNotRegex(told, "(?i)duplicate|unique|res_partner|psycopg")
        with self._connect() as env:
            self.assertEqual(env['res.partner'].search_count([('nin', '=', NIN)]), 1)

    def test_the_same_number_at_two_chambers_at_once_is_entered_once(self):
        # the database refuses the second one, and says so in the log
        with mute_logger('odoo.sql_db'):
            outcomes = self._click_at_once(*[(user_id, self._enter) for user_id in self.desks])
        self._check_one_told(outcomes)

    def test_a_number_corrected_at_two_chambers_at_once_is_kept_by_one(self):
        held = {}
        with self._connect() as env:
            for user_id, chamber_id in self.desks.items():
                held[user_id] = env['res.partner'].create({
                    'is_registrant': True, 'registrant_type': 'artisan', 'chamber_id': chamber_id,
                    'family_name_ar': "متواز", 'given_name_ar': "عمر"}).id

        def correct(env):
            env['res.partner'].browse(held[env.uid]).nin_entry = NIN
            return 'entered'

        with mute_logger('odoo.sql_db'):
            outcomes = self._click_at_once(*[(user_id, correct) for user_id in self.desks])
        self._check_one_told(outcomes)
