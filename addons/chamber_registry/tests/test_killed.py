"""The server is killed while it prints a thousand cards: a real second server, a real signal, real sheets."""
import re
import time
from collections import Counter

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.report_weasyprint.tests.common import page_texts
from odoo.addons.signing_key.tests.killed_server import KilledServerMixin

from .common_parallel import ParallelCase

CARDS = 1000
# cards printed before the server is killed
PRINTED = 150


@tagged('post_install', '-at_install')
class TestKilled(KilledServerMixin, ParallelCase):

    def setUp(self):
        super().setUp()
        with self._connect(no_reset_password=True, tracking_disable=True) as env:
            registrar = self._create_user(env, 'registrar', 'registrar')
            self._register(env, self._create_registrants(env, CARDS))
        with self._connect(registrar) as env:
            batch = env['chamber.card.batch'].create({'company_id': self.chamber_id, 'line_ids': [
                Command.create({'entry_id': entry.id})
                for entry in env['chamber.entry'].search([('company_id', '=', self.chamber_id)])]})
            batch.action_start()
            self.batch_id = batch.id

    def _batch(self, env):
        return env['chamber.card.batch'].browse(self.batch_id)

    def _printed(self, batch):
        """How many times each card stands on the sheets of the batch."""
        return Counter(
            number for sheet in batch.attachment_ids for page in page_texts(sheet.raw)
            for number in re.findall(r'CP-16-\d{4}-\d{6}', page))

    def _check_progress(self, batch):
        """The progress is what has come out of the printer, each card once."""
        printed = self._printed(batch)
        self.assertEqual(set(printed.values()), {1}, "a card was printed twice")
        self.assertEqual(set(printed), set(batch.line_ids.filtered(lambda line: line.state == 'done').card_id.mapped('number')))
        self.assertRecordValues(batch, [{
            'line_count': CARDS, 'done_count': len(printed), 'failed_count': 0, 'progress': 100 * len(printed) / CARDS}])
        return len(printed)

    def test_killed_among_a_thousand_cards_it_goes_on_and_prints_each_once(self):
        server = self._start_server()
        self._wait_for(lambda env: self._batch(env).done_count >= PRINTED)
        self._kill(server)
        killed = time.monotonic()
        with self._connect() as env:
            batch = self._batch(env)
            self.assertIn(self._check_progress(batch), range(PRINTED, CARDS))
            self.assertEqual(batch.state, 'running')
            jobs = env['queue.job'].search([('company_id', '=', self.chamber_id)])
            self.assertTrue(set(jobs.mapped('state')) & {'started', 'enqueued'}, "no job was interrupted")
        time.sleep(max(0, killed + self.SILENCE - time.monotonic()))
        self._start_server()
        self._wait_for(lambda env: self._batch(env).state == 'done')
        with self._connect() as env:
            batch = self._batch(env)
            self.assertEqual(self._check_progress(batch), CARDS)
            cards = env['chamber.card'].search([('company_id', '=', self.chamber_id)], order='number')
            self.assertEqual(cards, batch.line_ids.card_id.sorted('number'))
            self.assertEqual(len(cards.entry_id), CARDS)
            self.assertEqual(
                cards.mapped('number'), [f'CP-16-{cards[0].number[6:10]}-{place:06d}' for place in range(1, CARDS + 1)])
            self.assertEqual(set(cards.mapped('verifiable_state')), {'valid'})
