import io

from pypdf import PdfReader

from odoo.tests import tagged

from .common_request import RequestCase


@tagged('post_install', '-at_install')
class TestInscriptionStory(RequestCase):

    def test_from_the_counter_to_a_revoked_card(self):
        """One artisan, end to end, each step by the person whose step it is."""
        # the agent enters the request: the checklist of the day and the fee come by themselves
        request = self._create_request()
        self.assertEqual(request.document_ids.document_type_id.mapped('code'), ['photo', 'qualification', 'place', 'identity'])
        self.assertRecordValues(request, [{'state': 'draft', 'fee_amount': 500.0, 'fee_state': 'due'}])

        # the fee, then the deposit: number, receipt, 60 days
        request.action_mark_fee_paid()
        request.action_file()
        self.assertRecordValues(request, [{
            'state': 'filed', 'fee_state': 'paid', 'name': 'DT-16-2026-000001', 'fee_receipt_number': 'RT-16-2026-000001',
            'remaining_days': 60, 'filed_by_id': self.agent_16.id,
        }])
        self.assertEqual(str(request.deadline), '2026-05-14')
        self.assertEqual(str(request.receipt_valid_until), '2026-05-14')

        # the registrar studies and submits, then approves; the director approves last
        request = request.with_user(self.registrar_16)
        request.action_start_study()
        request.document_ids.is_checked = True
        request.action_submit()
        self.assertEqual(request.review_ids.sudo().mapped('name'), ["Registrar of the chamber", "Director of the chamber"])
        request.validate_tier()
        self.assertEqual(request.state, 'approval', "the director has not decided yet")
        request.with_user(self.director_16).validate_tier()

        # the entry: number, act, chain
        self.assertEqual(request.state, 'accepted')
        entry = request.entry_id
        self.assertRecordValues(entry, [{
            'number': 'T-16-2026-000001', 'state': 'registered', 'company_id': self.chamber_16.id,
            'main_activity_id': self.craft_activity.id, 'place_of_exercise': 'workshop',
        }])
        self.assertRecordValues(entry.act_ids, [{
            'kind': 'inscription', 'chain_key': f'company:{self.chamber_16.id}', 'chain_sequence': 1,
            'chain_user_id': self.director_16.id, 'number': 'T-16-2026-000001',
        }])
        self.assertRecordValues(request.decision_ids, [{'kind': 'accepted', 'request_number': 'DT-16-2026-000001'}])
        self.assertFalse(entry._find_differences())

        # the card: signed, verified by its token, printed on two sides
        entry.with_user(self.registrar_16).action_issue_card()
        card = entry.card_ids
        self.assertRecordValues(card, [{'number': 'CT-16-2026-000001', 'verifiable_state': 'valid'}])
        token = card.sudo().verifiable_id.token
        checked = self.env['verifiable.document']._verify_token(token)
        self.assertTrue(checked['valid'])

        # revoked: the same token is refused
        self.env['chamber.card.revoke'].with_user(self.director_16).create(
            {'card_id': card.id, 'reason': "Obtained by false papers"}).action_revoke()
        self.assertEqual(card.verifiable_state, 'revoked')
        checked = self.env['verifiable.document']._verify_token(token)
        self.assertFalse(checked['valid'])
        self.assertEqual(checked['state'], 'revoked')
        self.assertEqual(entry.act_ids.sorted('chain_sequence').mapped('kind'), ['inscription', 'card_issue', 'card_revocation'])
        self.assertFalse(self.env['chamber.act']._verify_chains([f'company:{self.chamber_16.id}']))

    def test_documents_are_printed(self):
        """Receipt, card and certificate are PDF files with the numbers on them."""
        entry = self._create_entry()
        entry.with_user(self.registrar_16).action_issue_card()
        entry.with_user(self.agent_16).action_issue_certificate()
        request = entry.act_ids.request_id
        printed = {
            'chamber_registry.chamber_request_report_receipt': (request.with_user(self.agent_16), 1),
            'chamber_registry.chamber_card_report': (entry.card_ids.with_user(self.agent_16), 2),
            'chamber_registry.chamber_certificate_report': (entry.certificate_ids.with_user(self.agent_16), 1),
        }
        for report, (record, pages) in printed.items():
            with self.subTest(report=report):
                text, count = self._print(report, record)
                self.assertEqual(count, pages)
                self.assertIn(record.display_name.split(' — ')[0], text)

    def _print(self, report, record):
        pdf, kind = record.env['ir.actions.report'].with_context(force_report_rendering=True)._render_qweb_pdf(report, record.ids)
        self.assertEqual(kind, 'pdf')
        reader = PdfReader(io.BytesIO(pdf))
        return '\n'.join(page.extract_text() for page in reader.pages), len(reader.pages)
