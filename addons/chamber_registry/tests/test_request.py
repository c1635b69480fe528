import base64

from psycopg2.errors import ExclusionViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_request import RequestCase

PNG = base64.b64decode(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
PDF = b'%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'


@tagged('post_install', '-at_install')
class TestRequestFiling(RequestCase):

    def test_all_that_is_missing_is_named_at_once(self):
        partner = self._create_registrant(family_name_latin=False, given_name_latin=False)
        request = self.env['chamber.request'].with_user(self.agent_16).create({'partner_id': partner.id})
        with self.assertRaises(UserError) as refusal:
            request.action_file()
        for words in (
            "Main Activity", "Place of Exercise", "Family name (Latin)", "missing document: Photo", "the fee has not been paid",
        ):
            self.assertIn(words, str(refusal.exception))
        self.assertEqual(request.state, 'draft')

    def test_the_commune_of_exercise_is_at_first_where_the_registrant_lives(self):
        request = self.env['chamber.request'].with_user(self.agent_16).create({
            'partner_id': self._create_registrant(city_id=self.city_16.id).id})
        self.assertEqual(request.exercise_city_id, self.city_16)
        elsewhere = self.env['res.city'].search([('state_id', '=', self.state_16.id), ('id', '!=', self.city_16.id)], limit=1)
        request.exercise_city_id = elsewhere
        request.partner_id = self._create_registrant(city_id=self.city_16.id, nin=self._next_nin())
        self.assertEqual(request.exercise_city_id, elsewhere, "what the agent chose stays")

    def test_a_refused_filing_takes_no_number(self):
        incomplete = self.env['chamber.request'].with_user(self.agent_16).create(
            {'partner_id': self._create_registrant(nin=self._next_nin()).id})
        with self.assertRaises(UserError):
            incomplete.action_file()
        self.assertEqual(self._create_filed().name, 'DT-16-2026-000001')

    def test_all_papers_are_received_and_checked_at_once(self):
        request = self._create_request()
        request.document_ids.is_received = False
        request.action_receive_documents()
        self.assertEqual(request.document_ids.mapped('is_received'), [True] * len(request.document_ids))
        request.action_mark_fee_paid()
        request.action_file()
        studied = request.with_user(self.registrar_16)
        studied.action_start_study()
        studied.action_check_documents()
        self.assertEqual(request.document_ids.checked_by_id, self.registrar_16)
        self.assertTrue(all(request.document_ids.mapped('is_checked')))

    def test_a_paper_that_nobody_brought_is_not_checked(self):
        request = self._create_filed()
        optional = request.document_ids[-1]
        optional.is_received = False
        studied = request.with_user(self.registrar_16)
        studied.action_start_study()
        studied.action_check_documents()
        self.assertFalse(optional.is_checked)

    def test_the_agent_does_not_check_papers(self):
        with self.assertRaisesRegex(AccessError, "another role"):
            self._create_filed().action_check_documents()

    def test_the_director_receives_no_papers(self):
        with self.assertRaisesRegex(AccessError, "another role"):
            self._create_request().with_user(self.director_16).action_receive_documents()

    def test_a_new_tariff_applies_at_once(self):
        partner = self._create_registrant(nin=self._next_nin())
        before = self._create_request(partner_id=partner.id).fee_amount
        tariff = self.env['chamber.fee.tariff']._get_on(
            self.env['chamber.request'].new({}).request_date, kind='inscription', registrant_type='artisan')
        tariff.amount = before + 100
        other = self._create_registrant(nin=self._next_nin())
        self.assertEqual(self._create_request(partner_id=other.id).fee_amount, before + 100)
        tariff.unlink()
        third = self._create_registrant(nin=self._next_nin())
        self.assertEqual(self._create_request(partner_id=third.id).fee_amount, 0)

    def test_a_mandatory_document_must_be_there(self):
        request = self._create_request()
        request.action_mark_fee_paid()
        request.document_ids[0].is_received = False
        with self.assertRaisesRegex(UserError, "missing document: Photo"):
            request.action_file()

    def test_the_fee_must_be_paid(self):
        request = self._create_request()
        with self.assertRaisesRegex(UserError, "the fee has not been paid"):
            request.action_file()

    def test_the_fee_is_paid_once_by_a_chosen_means(self):
        request = self._create_request(fee_payment_method=False)
        with self.assertRaisesRegex(UserError, "Choose how the fee"):
            request.action_mark_fee_paid()
        request.fee_payment_method = 'postal'
        request.action_mark_fee_paid()
        with self.assertRaisesRegex(UserError, "Nothing is due"):
            request.action_mark_fee_paid()

    def test_a_withdrawn_request_owes_nothing_back_of_itself(self):
        request = self._create_request()
        request.action_mark_fee_paid()
        request.action_cancel()
        self.assertFalse(request._owe_fees_back('cancelled'))

    def test_what_is_due_is_what_can_be_received(self):
        request = self._create_request()
        domain = [*request._get_fee_due_domain(), ('id', '=', request.id)]
        self.assertEqual(request.search(domain), request)
        request.action_cancel()
        self.assertFalse(request.search(domain))
        self.assertEqual((request._get_fee_partner(), request._get_fee_kind()), (request.partner_id, 'chamber.request'))

    def test_the_director_receives_no_money(self):
        with self.assertRaisesRegex(AccessError, "another role"):
            self._create_request().with_user(self.director_16).action_mark_fee_paid()

    def test_a_copy_is_a_new_draft(self):
        request = self._create_filed()
        copy = request.copy()
        self.assertRecordValues(copy, [{'state': 'draft', 'name': "New", 'fee_state': 'due', 'deadline': False}])
        self.assertFalse(copy.document_ids.filtered('is_received'))

    def test_the_fee_is_that_of_the_day_and_of_the_kind_of_registrant(self):
        self.env['chamber.fee.tariff'].search([('registrant_type', '=', 'cooperative')]).date_end = '2026-03-01'
        self.env.flush_all()
        self.env['chamber.fee.tariff'].create({
            'kind': 'inscription', 'registrant_type': 'cooperative', 'amount': 1800, 'date_start': '2026-03-02'})
        partner = self._create_registrant(
            registrant_type='cooperative', legal_name_ar="تعاونية", legal_name_latin="Coop")
        before = self._create_request(partner_id=partner.id, request_date='2026-03-01')
        self.assertEqual(before.fee_amount, 1500)
        self.assertEqual(self._create_request(partner_id=partner.id).fee_amount, 1800)

    def test_a_later_tariff_does_not_change_what_was_paid(self):
        request = self._create_request()
        request.action_mark_fee_paid()
        self.env['chamber.fee.tariff'].search([('registrant_type', '=', 'artisan')]).amount = 900
        self.env.add_to_compute(request._fields['fee_amount'], request)
        self.assertEqual(request.fee_amount, 500)

    def test_two_tariffs_of_one_day_are_refused(self):
        with mute_logger('odoo.sql_db'), self.assertRaises(ExclusionViolation):
            self.env['chamber.fee.tariff'].create({
                'kind': 'inscription', 'registrant_type': 'artisan', 'amount': 1, 'date_start': '2026-01-01'})

    def test_the_old_checklist_applies_to_its_days(self):
        request = self._create_request(request_date='2023-11-08')
        self.assertEqual(len(request.document_ids), 7)
        request.request_date = '2023-11-09'
        self.assertFalse(request.document_ids.filtered(lambda document: not document.is_received))

    def test_an_expired_activity_is_refused(self):
        self.other_activity.date_end = '2026-03-14'
        with self.assertRaisesRegex(UserError, "not in force"):
            self._create_request(main_activity_id=self.other_activity.id)

    def test_a_heading_is_not_an_activity(self):
        with self.assertRaises(UserError):
            self._create_request(main_activity_id=self.craft_activity.parent_id.id)

    def test_the_main_activity_is_not_secondary_too(self):
        with self.assertRaisesRegex(ValidationError, "cannot be a secondary one too"):
            self._create_request(secondary_activity_ids=[Command.set(self.craft_activity.ids)])

    def test_a_qualification_of_tomorrow_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "cannot be in the future"):
            self._create_request(qualification_date='2026-04-15')

    def test_a_registrant_has_one_open_request(self):
        request = self._create_filed()
        second = self._create_request(partner_id=request.partner_id.id)
        second.action_mark_fee_paid()
        with mute_logger('odoo.sql_db'), self.assertRaises(UniqueViolation):
            second.action_file()
            second.flush_recordset()

    def test_a_registrant_with_a_live_entry_cannot_file(self):
        entry = self._create_entry()
        request = self._create_request(partner_id=entry.partner_id.id)
        request.action_mark_fee_paid()
        with self.assertRaisesRegex(UserError, "already has a live entry, number T-16-2026-000001"):
            request.action_file()

    def test_a_registrant_of_another_chamber_is_refused(self):
        partner = self._create_registrant(nin=self._next_nin(), chamber_id=self.chamber_05.id)
        with self.assertRaises(UserError):
            self._create_request(partner_id=partner.id)

    def test_steps_are_not_written_by_hand(self):
        request = self._create_request()
        for values in (
            {'state': 'accepted'}, {'state': 'filed'}, {'name': 'D-1'}, {'fee_amount': 1}, {'fee_state': 'paid'},
            {'fee_paid_date': '2026-03-15'}, {'deadline': '2027-01-01'}, {'filed_by_id': self.registrar_16.id},
            {'company_id': self.chamber_05.id}, {'kind': 'inscription'}, {'entry_id': 1},
        ):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "by the steps of the request only"):
                request.write(values)

    def test_a_context_sent_by_a_client_does_not_open_the_steps(self):
        request = self._create_request()
        for key in (True, 1, 'engine', {}):
            with self.subTest(key=key), self.assertRaises(UserError):
                request.with_context(chamber_registry_engine=key, skip_validation_check=True).write({'state': 'accepted'})

    def test_a_request_is_not_born_filed(self):
        partner = self._create_registrant(nin=self._next_nin())
        with self.assertRaisesRegex(UserError, "by the steps of the request only"):
            self.env['chamber.request'].with_user(self.agent_16).create({'partner_id': partner.id, 'state': 'accepted'})

    def test_the_director_does_not_file(self):
        request = self._create_request()
        request.action_mark_fee_paid()
        with self.assertRaisesRegex(AccessError, "belongs to another role"):
            request.with_user(self.director_16).action_file()

    def test_a_filed_request_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, "Only a draft"):
            self._create_filed().unlink()

    def test_a_draft_whose_fee_was_paid_is_not_deleted(self):
        request = self._create_request()
        request.action_mark_fee_paid()
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            request.unlink()

    def test_a_receipt_is_not_printed_for_a_draft(self):
        with self.assertRaisesRegex(UserError, "for a filed request"):
            self._create_request().action_print_receipt()

    def test_a_cancelled_request_is_journalled_and_over(self):
        request = self._create_filed()
        request.action_cancel()
        self.assertRecordValues(request.decision_ids, [{'kind': 'cancelled', 'chain_user_id': self.agent_16.id}])
        with self.assertRaisesRegex(UserError, "cannot become"):
            request.with_user(self.registrar_16).action_start_study()


@tagged('post_install', '-at_install')
class TestRequestDocument(RequestCase):

    def _attach(self, content, name='photo.png'):
        document = self._create_request().document_ids[0]
        document.write({'file': base64.b64encode(content), 'file_name': name})
        return document

    def test_a_png_a_jpeg_and_a_pdf_are_accepted(self):
        for content in (PNG, PDF, b'\xff\xd8\xff\xe0' + b'\0' * 64):
            with self.subTest(content=content[:4]):
                self.assertTrue(self._attach(content).is_received)

    def test_a_false_type_is_refused_whatever_its_name(self):
        for content in (b'<script>alert(1)</script>', b'MZ\x90\x00', b'PK\x03\x04'):
            with self.subTest(content=content[:4]), self.assertRaisesRegex(UserError, "Only PDF, JPEG and PNG"):
                self._attach(content, 'photo.png')

    def test_a_file_that_is_too_big_is_refused(self):
        self.env['ir.config_parameter'].set_param('chamber_registry.max_document_bytes', '1000')
        with self.assertRaisesRegex(UserError, "too big"):
            self._attach(PDF + b'0' * 1000)

    def test_the_attachment_behind_a_document_is_checked_too(self):
        document = self._attach(PNG)
        attachment = self.env['ir.attachment'].sudo().search(
            [('res_model', '=', document._name), ('res_field', '=', 'file'), ('res_id', '=', document.id)])
        with self.assertRaisesRegex(UserError, "Only PDF, JPEG and PNG"):
            attachment.with_user(self.agent_16).write({'raw': b'MZ'})

    def test_only_a_registrar_checks_a_document(self):
        document = self._create_filed().document_ids[0]
        with self.assertRaisesRegex(AccessError, "another role"):
            document.with_user(self.agent_16).is_checked = True
        document.with_user(self.registrar_16).is_checked = True
        self.assertEqual(document.checked_by_id, self.registrar_16)

    def test_another_paper_must_be_checked_again(self):
        document = self._create_filed().document_ids[0]
        document.with_user(self.registrar_16).is_checked = True
        document.with_user(self.agent_16).file = base64.b64encode(PNG)
        self.assertFalse(document.is_checked)

    def test_a_checklist_is_fixed_once_filed(self):
        document = self._create_filed().document_ids[0]
        with self.assertRaisesRegex(UserError, "checklist cannot be changed"):
            document.is_mandatory = False

    def test_documents_are_fixed_once_in_approval(self):
        document = self._create_in_approval().document_ids[0]
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            document.is_received = False
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            document.unlink()
