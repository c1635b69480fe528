import threading

from odoo.tests import BaseCase, tagged

from odoo.addons.tier_validation_guard.tools import engine


@tagged('post_install', '-at_install')
class TestEngine(BaseCase):
    """The token is open during an operation only, and for the thread that opened it only."""

    def test_it_is_closed_before_and_after(self):
        self.assertIsNone(engine.operation())
        with engine.running('request'):
            with engine.running('promote'):
                self.assertEqual(engine.operation(), 'promote')
            self.assertEqual(engine.operation(), 'request')
        self.assertIsNone(engine.operation())

    def test_it_is_closed_by_an_error(self):
        with self.assertRaises(ValueError), engine.running('decide'), engine.remark("why"), engine.unlocked():
            raise ValueError
        self.assertEqual((engine.operation(), engine.comment(), engine.is_unlocked()), (None, None, False))

    def test_other_threads_do_not_see_it(self):
        seen = []
        with engine.running('decide'), engine.unlocked():
            thread = threading.Thread(target=lambda: seen.append((engine.operation(), engine.is_unlocked())))
            thread.start()
            thread.join()
        self.assertEqual(seen, [(None, False)])

    def test_no_operation_may_write_who_asked_or_who_reviews(self):
        written = set().union(*engine.FIELDS.values())
        self.assertFalse(written & {'requested_by', 'reviewer_ids', 'definition_id', 'model', 'create_uid'})
