import threading

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged


@tagged('post_install', '-at_install')
class TestParallel(BaseCase):
    """Two persons decide at the same moment, on two real connections, each committed."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {'no_reset_password': True, 'mail_create_nolog': True})
            users = [new_test_user(env, login=f'parallel_{name}', name=name.capitalize())
                     for name in ('asks', 'one', 'two')]
            self.user_ids = [user.id for user in users]
            group = env['res.groups'].create({'name': "Parallel", 'user_ids': self.user_ids[1:]})
            definition = env['tier.definition'].create({
                'name': "Parallel", 'model_id': env['ir.model']._get_id('test.tier.document'), 'review_type': 'group',
                'reviewer_group_id': group.id, 'company_id': False})
            self.group_id, self.definition_ids = group.id, definition.ids
        self.addCleanup(self._archive)

    def _archive(self):
        # the history cannot be deleted, so nothing that it names is; all is put out of use
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env['tier.definition'].browse(self.definition_ids).active = False
            for user in env['res.users'].browse(self.user_ids):
                user.write({'active': False, 'login': f'{user.login}_{user.id}'})

    def _add_definition(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.definition_ids += env['tier.definition'].browse(self.definition_ids).copy({'name': "Second"}).ids

    def _create(self, ask=True):
        with self.registry.cursor() as cr:
            document = api.Environment(cr, self.user_ids[0], {})['test.tier.document'].create({})
            if ask:
                document.request_validation()
            return document.id

    def _at_once(self, *calls):
        """Run each call as (user, method of the document) in a thread; both have read before either writes."""
        barrier, outcomes = threading.Barrier(len(calls)), {}

        def run(index, user_id, function):
            waited = []
            with self.registry.cursor() as cr:
                env = api.Environment(cr, user_id, {})

                def attempt():
                    document = env['test.tier.document'].browse(self.document_id)
                    document.review_ids.mapped('status')   # takes the snapshot
                    if not waited:
                        waited.append(True)
                        barrier.wait(20)
                    return function(document)
                try:
                    retrying(attempt, env)
                    outcomes[index] = 'done'
                except UserError as error:
                    cr.rollback()
                    outcomes[index] = str(error)

        threads = [threading.Thread(target=run, args=(index, *call)) for index, call in enumerate(calls)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return list(outcomes.values())

    def _read(self, function):
        with self.registry.cursor() as cr:
            return function(api.Environment(cr, SUPERUSER_ID, {})['test.tier.document'].browse(self.document_id))

    def test_of_two_deciders_one_wins_and_the_other_is_told(self):
        self.document_id = self._create()
        outcomes = self._at_once((self.user_ids[1], lambda document: document.validate_tier()),
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
        self._add_definition()
        self.document_id = self._create()
        self._at_once((self.user_ids[1], lambda document: document._validate_tier(document.review_ids[0])),
                      (self.user_ids[2], lambda document: document._validate_tier(document.review_ids[1])))
        status, calls = self._read(lambda document: (document.validation_status, document.calls))
        self.assertEqual(status, 'validated')
        self.assertEqual(calls.count('validated by'), 1)

    def test_asked_twice_at_once_is_asked_once(self):
        self.document_id = self._create(ask=False)
        self._at_once((self.user_ids[0], lambda document: document.request_validation()),
                      (self.user_ids[0], lambda document: document.request_validation()))
        self.assertEqual(self._read(lambda document: len(document.review_ids)), 1)
