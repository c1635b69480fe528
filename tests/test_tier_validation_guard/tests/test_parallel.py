from odoo.tests import tagged

from odoo.addons.signing_key.tests.connections import ConnectionsCase


@tagged('post_install', '-at_install')
class TestParallel(ConnectionsCase):
    """Two persons decide at the same moment, on two real connections, each committed."""

    def setUp(self):
        super().setUp()
        with self._connect(no_reset_password=True, mail_create_nolog=True) as env:
            self.user_ids = env['res.users'].create([
                {'login': f'parallel_{name}', 'name': name.capitalize(), 'lang': 'en_US'} for name in ('asks', 'one', 'two')
            ]).ids
            group = env['res.groups'].create({'name': "Parallel", 'user_ids': self.user_ids[1:]})
            self.definition_id = env['tier.definition'].create({
                'name': "Parallel", 'model_id': env['ir.model']._get_id('test.tier.document'), 'review_type': 'group',
                'reviewer_group_id': group.id, 'company_id': False}).id

    def _create(self, ask=True):
        with self._connect(self.user_ids[0]) as env:
            document = env['test.tier.document'].create({})
            if ask:
                document.request_validation()
            return document.id

    def _decide_at_once(self, *calls):
        """Outcomes of calls (user, method of the document); both have read the reviews before either writes."""
        def decide(function):
            def work(env):
                document = env['test.tier.document'].browse(self.document_id)
                function(document)
                return 'done'
            return work

        return self._click_at_once(*[(user_id, decide(function)) for user_id, function in calls])

    def _read(self, function):
        with self._connect() as env:
            return function(env['test.tier.document'].browse(self.document_id))

    def test_of_two_deciders_one_wins_and_the_other_is_told(self):
        self.document_id = self._create()
        outcomes = self._decide_at_once(
            (self.user_ids[1], lambda document: document.validate_tier()),
            (self.user_ids[2], lambda document: document.reject_tier()))
        self.assertEqual(len(outcomes), 2)
        self.assertEqual(outcomes.count('done'), 1, outcomes)
        told = next(outcome for outcome in outcomes if outcome != 'done')
        winner = self._read(lambda document: document.review_ids.done_by.name)
        self.assertIn(f"Already decided by {winner} on", told)
        events = self._read(lambda document: document.env['tier.review.event'].search(
            [('res_id', '=', document.id), ('model', '=', document._name)], order='id').mapped('event'))
        self.assertIn(events, (['requested', 'approved'], ['requested', 'rejected']))

    def test_two_steps_approved_at_once_leave_a_validated_document_told_once(self):
        with self._connect() as env:
            env['tier.definition'].browse(self.definition_id).copy({'name': "Second"})
        self.document_id = self._create()
        self._decide_at_once(
            (self.user_ids[1], lambda document: document._validate_tier(document.review_ids[0])),
            (self.user_ids[2], lambda document: document._validate_tier(document.review_ids[1])))
        status, calls = self._read(lambda document: (document.validation_status, document.calls))
        self.assertEqual(status, 'validated')
        self.assertEqual(calls.count('validated by'), 1)

    def test_asked_twice_at_once_is_asked_once(self):
        self.document_id = self._create(ask=False)
        self._decide_at_once(
            (self.user_ids[0], lambda document: document.request_validation()),
            (self.user_ids[0], lambda document: document.request_validation()))
        self.assertEqual(self._read(lambda document: len(document.review_ids)), 1)

    def _give_at_once(self, *pairs):
        """Outcomes of mandates given at the same moment: (absent, delegate) by their place in ``user_ids``."""
        def give(delegate):
            def work(env):
                env['tier.delegation'].create({
                    'delegate_id': self.user_ids[delegate], 'date_start': '2026-03-01', 'date_end': '2099-12-31',
                    'reason': "Leave"})
                return 'done'
            return work

        return self._click_at_once(*[(self.user_ids[absent], give(delegate)) for absent, delegate in pairs])

    def test_two_mandates_given_at_once_do_not_close_a_circle(self):
        outcomes = self._give_at_once((1, 2), (2, 1))
        self.assertEqual(outcomes.count('done'), 1, outcomes)
        self.assertIn("in a circle", next(outcome for outcome in outcomes if outcome != 'done'))

    def test_people_of_two_companies_do_not_close_a_circle_either(self):
        with self._connect(no_reset_password=True) as env:
            company = env['res.company'].create({'name': "Parallel Branch"})
            users = env['res.users'].browse(self.user_ids)
            users.company_ids |= company
            users[2].company_id = company
        outcomes = self._give_at_once((1, 2), (2, 1))
        self.assertEqual(outcomes.count('done'), 1, outcomes)

    def test_what_was_decided_and_given_survives_a_restart(self):
        """A new server knows nothing but the tables: the inbox, the mandate and the history are as before."""
        self.document_id = self._create()
        self.assertEqual(self._give_at_once((1, 2)), ['done'])
        with self._connect(self.user_ids[2]) as env:
            env['test.tier.document'].browse(self.document_id).validate_tier()
        self.registry.clear_all_caches()
        with self._connect(self.user_ids[0]) as env:
            document = env['test.tier.document'].browse(self.document_id)
            self.assertEqual(document.validation_status, 'validated')
            events = env['tier.review.event'].sudo().search(
                [('model', '=', document._name), ('res_id', '=', document.id)], order='id')
            self.assertEqual(events.mapped('event'), ['requested', 'approved'])
            self.assertFalse(events._verify_chains())
        with self._connect(self.user_ids[2]) as env:
            self.assertEqual(env['tier.delegation']._get_current().delegator_id.id, self.user_ids[1])
