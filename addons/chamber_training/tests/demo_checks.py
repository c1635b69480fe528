from collections import Counter

LOGINS = {
    'training.alger': 'officer', 'chief.alger': 'manager', 'training.batna': 'manager', 'training.constantine': 'manager',
    'training.tamanrasset': 'manager', 'training.national': 'national', 'trainer.alger': 'trainer', 'juror.alger': 'juror',
    'juror2.alger': 'juror', 'juror3.alger': 'juror',
}


class TrainingDemoChecks:
    """What must hold of the demonstration of training. Beside a class that has loaded it."""

    @property
    def sessions(self):
        return self.env['chamber.training.session'].search([])

    def _get_session(self, code, state):
        return self.sessions.filtered(lambda session: session.programme_id.code == code and session.state == state)[:1]

    def test_twelve_programmes_are_on_the_public_page(self):
        programmes = self.env['chamber.training.programme'].search([])
        self.assertEqual(len(programmes), 12)
        self.assertTrue(all(programmes.mapped('is_published')))

    def test_twenty_sessions_stand_in_every_state(self):
        self.assertEqual(Counter(self.sessions.mapped('state')), {
            'closed': 4, 'done': 5, 'ongoing': 3, 'open': 6, 'draft': 1, 'cancelled': 1})

    def test_sessions_of_the_past_lie_in_the_past(self):
        for session in self.sessions:
            with self.subTest(session=session.display_name):
                self.assertEqual(session.state in ('ongoing', 'done', 'closed'), session.date_begin < self.env.cr.now())
                if session.state != 'ongoing':
                    self.assertEqual(session.state in ('done', 'closed'), session.date_end < self.env.cr.now())

    def test_the_plan_in_force_shows_what_was_held_for_it(self):
        plan = self.env['chamber.training.plan'].search([('state', '=', 'approved')])
        sessions = self.sessions.filtered(lambda session: session.company_id == plan.company_id and any(
            (line.programme_id, line.year, line.quarter) == (session.programme_id, session.date_begin.year, str(
                (session.date_begin.month + 2) // 3)) for line in plan.line_ids))
        self.assertTrue(sessions)
        self.assertEqual(sessions.plan_line_id.plan_id, plan)
        self.assertTrue(all(sessions.mapped('plan_line_id')))
        self.assertEqual(plan.held_sessions, len(sessions.filtered(lambda session: session.state in ('done', 'closed'))))

    def test_each_login_has_its_role(self):
        for login, role in LOGINS.items():
            with self.subTest(login=login):
                user = self.env['res.users'].search([('login', '=', login)])
                self.assertTrue(user.has_group(f'chamber_training.chamber_training_group_{role}'))
                self.assertEqual(user.lang, 'ar_001')
        self.assertTrue(self.env['res.users'].search([('login', '=', 'artisan.alger')]).share)

    def test_a_full_session_has_its_waiting_list_and_an_offer(self):
        session = self._get_session('DRW-01', 'open')
        self.assertEqual(Counter(session.enrolment_ids.mapped('state')), {
            'accepted': 5, 'offered': 1, 'waiting': 2, 'cancelled': 1})
        artisan = self.env['res.users'].search([('login', '=', 'artisan.alger')]).partner_id
        self.assertEqual(session.enrolment_ids.filtered(lambda one: one.state == 'offered').partner_id, artisan)

    def test_places_are_asked_for_on_line(self):
        self.assertEqual(set(self._get_session('HSE-01', 'open').search([
            ('programme_id.code', '=', 'HSE-01'), ('state', '=', 'open'), ('company_id.chamber_code', '=', '16'),
        ]).enrolment_ids.mapped('state')), {'asked'})

    def test_what_was_paid_for_a_cancelled_session_is_owed_back(self):
        session = self._get_session('DRW-01', 'cancelled')
        refunds = self.env['chamber.training.refund'].search([('session_id', '=', session.id)])
        self.assertEqual(refunds.mapped('amount'), [4000] * 4)

    def test_the_jury_has_signed_its_minutes(self):
        session = self._get_session('QLF-01', 'done')
        minutes = session.deliberation_ids
        self.assertEqual((minutes.state, len(session.juror_ids)), ('signed', 3))
        self.assertEqual(Counter(minutes.line_ids.mapped('result')), {'admitted': 4, 'failed': 1})
        self.assertTrue(all(session.certificate_ids.act_id))

    def test_certificates_are_signed_and_verified(self):
        certificates = self.env['chamber.training.certificate'].search([])
        self.assertGreater(len(certificates), 30)
        self.assertEqual(set(certificates.mapped('verifiable_state')), {'valid'})

    def test_tests_and_satisfaction_show_progress(self):
        session = self._get_session('HSE-01', 'closed')
        self.assertGreater(session.progress, 0)
        self.assertGreater(session.satisfaction, 60)
        self.assertFalse(session.sudo().evaluation_ids.filtered('training_voucher'))

    def test_plans_wait_for_their_approvers(self):
        plans = self.env['chamber.training.plan'].search([])
        self.assertEqual(Counter(plans.mapped('state')), {'approved': 1, 'approval': 2})
        for login, waiting in (('training.national', 1), ('director.batna', 1), ('director.alger', 0)):
            user = self.env['res.users'].search([('login', '=', login)])
            self.assertEqual(plans.with_user(user).search_count([('state', '=', 'approval'), ('can_review', '=', True)]), waiting)

    def test_the_words_kept_in_the_journal_of_training_are_arabic(self):
        reasons = self.env['chamber.training.journal'].search([('reason', '!=', False)]).mapped('reason')
        self.assertTrue(reasons)
        self.assertEqual([reason for reason in reasons if reason.isascii()], [])
