import base64
import io
import re

from PIL import Image
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.queue_job.tests.common import trap_jobs
from odoo.addons.verifiable_document.tools import qr

from ..tools import qr_image
from .common_request import RequestCase


class CardCase(RequestCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.entry = cls._create_entry()
        cls.env.ref('chamber_registry.delay_card_validity')

    @classmethod
    def _create_entries(cls, count, company=None):
        """Entries made by acts, as an import makes them."""
        company = company or cls.chamber_16
        partners = [
            cls._create_registrant(nin=cls._next_nin(), chamber_id=company.id, city_id=False) for _number in range(count)]
        return cls.env['chamber.act']._record_batch([
            {'kind': 'inscription', 'company': company, 'partner': partner,
             'values': {'main_activity_id': cls.craft_activity.id}}
            for partner in partners
        ]).entry_id

    def _issue(self, entry, user=None):
        entry.with_user(user or self.registrar_16).action_issue_card()
        return entry.card_ids.sorted('id')[-1:]


@tagged('post_install', '-at_install')
class TestCard(CardCase):

    def test_a_card_says_what_the_entry_says_and_no_more(self):
        card = self._issue(self.entry)
        self.assertEqual(card._get_verifiable_claims(), {
            10: 'CT-16-2026-000001', 11: self.entry.number, 12: "بن علي كريم", 13: "Benali Karim",
            14: self.craft_activity.with_context(lang='ar_001').name, 15: self.chamber_16.name})

    def test_a_card_without_end_is_the_default_and_a_delay_may_set_one(self):
        self.assertFalse(self._issue(self.entry).date_expiry)
        self.env.ref('chamber_registry.delay_card_validity').duration = 5
        self.assertEqual(str(self._issue(self.entry).date_expiry), '2031-03-15')

    def test_the_national_roles_see_the_issued_documents_of_every_chamber_and_the_chambers_none(self):
        document = self._issue(self.entry).sudo().verifiable_id
        for user in (self.auditor, self.national, self.director_general):
            with self.subTest(user=user.login):
                found = self.env['verifiable.document'].with_user(user).search([('serial', '=', document.serial)])
                self.assertEqual(found, document)
                self.assertFalse(found.has_access('write'))
        for user in (self.registrar_05, self.agent_16):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env['verifiable.document'].with_user(user).search([('serial', '=', document.serial)])

    def test_an_agent_an_auditor_and_another_chamber_issue_no_card(self):
        for user in (self.agent_16, self.auditor, self.national, self.registrar_05, self.director_05):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._issue(self.entry, user)

    def test_a_newer_card_replaces_the_former(self):
        first = self._issue(self.entry)
        second = self._issue(self.entry)
        self.assertRecordValues(first | second, [{'verifiable_state': 'replaced'}, {'verifiable_state': 'valid'}])

    def test_a_card_is_not_made_changed_or_deleted_by_hand(self):
        card = self._issue(self.entry)
        with self.assertRaises(UserError):
            card.sudo().number = 'X'
        with self.assertRaises(UserError):
            card.sudo().unlink()
        with self.assertRaises(UserError):
            card.with_user(self.registrar_16).write({'date_expiry': '2099-01-01'})

    def test_the_card_follows_the_entry(self):
        card = self._issue(self.entry)
        director = self.entry.with_user(self.director_16)
        for kind, state in (('suspension', 'suspended'), ('reinstatement', 'valid'), ('strike_off', 'revoked')):
            with self.subTest(kind=kind):
                director._change_state(kind, "As asked", self.entry.date)
                self.assertEqual(card.verifiable_state, state)

    def test_an_entry_that_is_not_in_force_gets_no_card_and_no_certificate(self):
        self.entry.with_user(self.director_16)._change_state('suspension', "As asked", self.entry.date)
        with self.assertRaisesRegex(UserError, "not in force"):
            self._issue(self.entry)
        with self.assertRaisesRegex(UserError, "not in force"):
            self.entry.with_user(self.agent_16).action_issue_certificate()

    def test_a_revoked_card_is_not_revoked_again(self):
        card = self._issue(self.entry)
        card._revoke("Lost")
        with self.assertRaisesRegex(UserError, "no longer valid"):
            card._revoke("Lost")

    def test_an_agent_does_not_revoke(self):
        card = self._issue(self.entry)
        with self.assertRaises(AccessError):
            self.env['chamber.card.revoke'].with_user(self.agent_16).create({'card_id': card.id, 'reason': "x"})

    def test_certificates_are_numbered_and_verifiable(self):
        self.entry.with_user(self.agent_16).action_issue_certificate()
        certificate = self.entry.certificate_ids
        self.assertRecordValues(certificate, [{'number': 'AT-16-2026-000001', 'verifiable_state': 'valid'}])
        token = certificate.sudo().verifiable_id.token
        self.assertTrue(self.env['verifiable.document']._verify_token(token)['valid'])


@tagged('post_install', '-at_install')
class TestCardBatch(CardCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.entries = cls._create_entries(5)

    def _create_batch(self, entries=None, user=None):
        return self.env['chamber.card.batch'].with_user(user or self.registrar_16).create({
            'line_ids': [Command.create({'entry_id': entry.id}) for entry in (entries or self.entries)]})

    def _perform(self, batch, size=2):
        """Run the next job of the batch, and the one that draws its sheet."""
        batch.sudo()._make_chunk(size)
        batch.sudo()._make_sheet(batch.line_ids.filtered(lambda line: line.state == 'issued').ids)
        batch.invalidate_recordset()

    def test_the_batch_takes_all_who_have_no_valid_card(self):
        self._issue(self.entries[0])
        batch = self.env['chamber.card.batch'].with_user(self.registrar_16).create({})
        batch.action_fill()
        self.assertEqual(batch.line_ids.entry_id, self.entry | self.entries[1:])

    def test_a_started_batch_plans_one_job(self):
        batch = self._create_batch()
        with trap_jobs() as trap:
            batch.action_start()
            trap.assert_jobs_count(1, only=batch._make_chunk)
        self.assertEqual(batch.state, 'running')

    def test_the_job_waits_in_the_queue_and_is_planned_once(self):
        batch = self._create_batch()
        batch.action_start()
        batch._enqueue()
        jobs = self.env['queue.job'].sudo().search([('model_name', '=', batch._name), ('method_name', '=', '_make_chunk')])
        self.assertRecordValues(jobs, [{'state': 'pending', 'channel': 'root.chamber_cards', 'user_id': self.registrar_16.id}])

    def test_cards_are_made_sheet_by_sheet_with_progress(self):
        batch = self._create_batch()
        with trap_jobs() as trap:
            batch.action_start()
            self._perform(batch)
            self.assertRecordValues(batch, [{'done_count': 2, 'line_count': 5, 'progress': 40.0, 'state': 'running'}])
            self._perform(batch)
            self._perform(batch)
            trap.assert_jobs_count(3, only=batch._make_chunk)
            trap.assert_jobs_count(3, only=batch._make_sheet)
        self.assertRecordValues(batch, [{'done_count': 5, 'progress': 100.0, 'state': 'done'}])
        self.assertEqual(batch.card_ids.entry_id, self.entries)
        sheets = batch.sudo().attachment_ids
        self.assertEqual(len(sheets), 3)
        self.assertEqual(set(sheets.mapped('mimetype')), {'application/pdf'})

    def test_killed_in_a_sheet_it_goes_on_and_makes_none_twice(self):
        batch = self._create_batch()
        with trap_jobs():
            batch.action_start()
            self._perform(batch)
            # the server dies before the second sheet is committed: the database forgets it whole
            with self.assertRaises(KeyboardInterrupt), self.env.cr.savepoint():
                batch.sudo()._make_chunk(2)
                raise KeyboardInterrupt
            batch.invalidate_recordset()
            self.assertRecordValues(batch, [{'done_count': 2, 'state': 'running'}])
            # the job is taken up again, even once too often
            for _attempt in range(4):
                self._perform(batch)
        self.assertEqual(len(batch.card_ids), 5)
        self.assertEqual(len(batch.card_ids.entry_id), 5)
        self.assertEqual(
            batch.card_ids.sorted('id').mapped('number'), [f'CT-16-2026-{number:06d}' for number in range(1, 6)])

    def test_killed_while_a_sheet_is_drawn_it_is_drawn_again_once(self):
        batch = self._create_batch()
        with trap_jobs():
            batch.action_start()
            batch.sudo()._make_chunk(10)
            with self.assertRaises(KeyboardInterrupt), self.env.cr.savepoint():
                batch.sudo()._make_sheet(batch.line_ids.ids)
                raise KeyboardInterrupt
            self.env.invalidate_all()
            self.assertRecordValues(batch, [{'done_count': 0, 'state': 'running'}])
            for _attempt in range(2):
                batch.sudo()._make_sheet(batch.line_ids.ids)
        self.assertEqual(batch.state, 'done')
        self.assertEqual(len(batch.sudo().attachment_ids), 1)

    def test_a_sheet_whose_job_was_lost_is_drawn_by_calling_once_more(self):
        batch = self._create_batch()
        with trap_jobs():
            batch.action_start()
            batch.sudo()._make_chunk(5)
            self.assertEqual(batch.state, 'running')
            batch.sudo()._make_chunk(5)
        self.assertEqual(batch.state, 'done')
        self.assertEqual(len(batch.sudo().attachment_ids), 1)

    def test_an_entry_struck_off_meanwhile_is_left_out_and_told(self):
        batch = self._create_batch()
        with trap_jobs():
            batch.action_start()
            self.entries[0].with_user(self.director_16)._change_state('strike_off', "As asked", self.entry.date)
            self._perform(batch, 10)
        self.assertRecordValues(batch, [{'done_count': 4, 'failed_count': 1, 'state': 'done'}])

    def test_a_stopped_batch_makes_no_more(self):
        batch = self._create_batch()
        with trap_jobs():
            batch.action_start()
            self._perform(batch)
            batch.action_cancel()
            self._perform(batch)
        self.assertEqual(len(batch.card_ids), 2)

    def test_a_started_batch_is_fixed(self):
        batch = self._create_batch(self.entries[:2])
        with trap_jobs():
            batch.action_start()
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            batch.line_ids = [Command.create({'entry_id': self.entries[3].id})]
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            batch.line_ids[0].unlink()
        with self.assertRaisesRegex(UserError, "Only a draft"):
            batch.unlink()

    def test_cards_are_not_marked_as_made_by_hand(self):
        batch = self._create_batch()
        with self.assertRaisesRegex(UserError, "by the job only"):
            batch.line_ids[0].state = 'done'
        with self.assertRaisesRegex(UserError, "by its buttons only"):
            batch.state = 'done'

    def test_a_batch_is_of_one_chamber(self):
        foreign = self._create_entries(1, self.chamber_05)
        with self.assertRaises(UserError):
            self._create_batch(foreign)

    def test_an_empty_batch_does_not_start(self):
        batch = self.env['chamber.card.batch'].with_user(self.registrar_16).create({})
        with self.assertRaisesRegex(UserError, "nothing to start"):
            batch.action_start()

    def test_an_agent_makes_no_batch(self):
        with self.assertRaises(AccessError):
            self._create_batch(user=self.agent_16)


@tagged('post_install', '-at_install')
class TestCardPaper(CardCase):

    def test_the_sheet_has_two_sides_a_card_in_the_right_size_with_its_texts_and_code(self):
        second = self._create_entry(partner_id=self._create_registrant(
            nin=self._next_nin(), family_name_ar="زروقي", given_name_ar="فاطمة", family_name_latin="Zerrouki",
            given_name_latin="Fatma").id)
        cards = self._issue(self.entry) | self._issue(second)
        pdf, _kind = self.env['ir.actions.report'].with_user(self.agent_16).with_context(
            force_report_rendering=True)._render_qweb_pdf('chamber_registry.chamber_card_report', cards.ids)
        pages = PdfReader(io.BytesIO(pdf)).pages
        self.assertEqual(len(pages), 4)
        for page in pages:
            self.assertAlmostEqual(float(page.mediabox.width) / 72 * 25.4, 85.6, delta=0.2)
            self.assertAlmostEqual(float(page.mediabox.height) / 72 * 25.4, 54, delta=0.2)
        fronts = [page.extract_text() for page in pages][::2]
        self.assertIn("Benali Karim", fronts[0])
        self.assertIn(self.entry.number, fronts[0])
        self.assertIn("Zerrouki Fatma", fronts[1])
        # the pages of a document share their resources: what counts is what a page draws
        drawn = [re.findall(rb'/(\S+) Do', page.get_contents().get_data()) for page in pages]
        self.assertEqual([len(codes) for codes in drawn], [0, 1, 0, 1], "one code on each back")
        self.assertNotEqual(drawn[1], drawn[3], "each card has its own code")

    def test_the_code_holds_the_address_of_the_verification(self):
        card = self._issue(self.entry)
        uri = qr_image.data_uri(card.verification_url)
        picture = Image.open(io.BytesIO(base64.b64decode(uri.split(',', 1)[1])))
        _version, modules = qr.matrix(card.verification_url)
        side = picture.width // (len(modules) + 2 * qr.QUIET_ZONE)
        read = [
            [picture.getpixel(((column + qr.QUIET_ZONE) * side, (line + qr.QUIET_ZONE) * side)) == 0
             for column in range(len(modules))]
            for line in range(len(modules))
        ]
        self.assertEqual(read, [[bool(dark) for dark in row] for row in modules])
        self.assertIn('/verify#', card.verification_url)
