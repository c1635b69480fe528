"""The server is killed while it makes the certificates of a large session: a real second server, a real signal."""
import re
import time
from collections import Counter

from odoo.tests import tagged

from odoo.addons.report_weasyprint.tests.common import page_texts
from odoo.addons.signing_key.tests.killed_server import KilledServerMixin

from .common_papers_parallel import ParallelPapersCase

PEOPLE = 400
# certificates printed before the server is killed
PRINTED = 60


@tagged('post_install', '-at_install')
class TestPapersKilled(KilledServerMixin, ParallelPapersCase):

    def setUp(self):
        super().setUp()
        with self._connect(tracking_disable=True) as env:
            session = self._create_session(env, seats=PEOPLE)
            self._enrol(env, session, self._create_registrants(env, PEOPLE))
            self._finish(env, session)
            officer = self._create_training_user(env, 'officer', 'officer').id
            self.session_id = session.id
        with self._connect(officer) as env:
            self.batch_id = env['chamber.training.session'].browse(self.session_id).action_make_certificates()['res_id']

    def _batch(self, env):
        return env['chamber.training.certificate.batch'].browse(self.batch_id)

    def _check_progress(self, batch):
        """The progress is what has come out of the printer, each certificate once."""
        printed = Counter(
            number for sheet in batch.attachment_ids for page in page_texts(sheet.raw)
            for number in set(re.findall(r'TP-16-\d{4}-\d{6}', page)))
        self.assertEqual(set(printed.values()), {1}, "a certificate was printed twice")
        done = batch.line_ids.filtered(lambda line: line.state == 'done').certificate_id
        self.assertEqual(set(printed), set(done.mapped('number')))
        self.assertRecordValues(batch, [{
            'line_count': PEOPLE, 'done_count': len(printed), 'failed_count': 0, 'progress': 100 * len(printed) / PEOPLE}])
        return len(printed)

    def test_killed_among_the_certificates_of_a_session_it_goes_on_and_makes_each_once(self):
        server = self._start_server()
        self._wait_for(lambda env: self._batch(env).done_count >= PRINTED)
        self._kill(server)
        killed = time.monotonic()
        with self._connect() as env:
            batch = self._batch(env)
            self.assertIn(self._check_progress(batch), range(PRINTED, PEOPLE))
            self.assertEqual(batch.state, 'running')
        time.sleep(max(0, killed + self.SILENCE - time.monotonic()))
        self._start_server()
        self._wait_for(lambda env: self._batch(env).state == 'done')
        with self._connect() as env:
            batch = self._batch(env)
            self.assertEqual(self._check_progress(batch), PEOPLE)
            certificates = env['chamber.training.certificate'].search([('session_id', '=', self.session_id)], order='number')
            self.assertEqual(len(certificates.enrolment_id), PEOPLE)
            self.assertEqual(
                certificates.mapped('number'),
                [f'TP-16-{certificates[0].number[6:10]}-{place:06d}' for place in range(1, PEOPLE + 1)])
            self.assertEqual(set(certificates.mapped('verifiable_state')), {'valid'})
            lines = env['chamber.training.journal'].search(
                [('session_id', '=', self.session_id), ('kind', '=', 'certificate')])
            self.assertEqual(sorted(line.details['number'] for line in lines), certificates.mapped('number'))
