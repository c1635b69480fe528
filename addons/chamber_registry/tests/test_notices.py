import html

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.queue_job.tests.common import trap_jobs

from .common_request import RequestCase


@tagged('post_install', '-at_install')
class TestNotices(RequestCase):
    """What an applicant who has an address is told by e-mail, by the step itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chamber_16.email = 'alger@chamber.example'

    @classmethod
    def _create_applicant(cls, lang='fr_FR', **values):
        return cls._create_registrant(nin=cls._next_nin(), **{'email': 'karim@applicant.example', 'lang': lang, **values})

    def _mails(self, record):
        """E-mails in the queue about a record, the newest first."""
        return self.env['mail.mail'].sudo().search([('model', '=', record._name), ('res_id', '=', record.id)])

    def _messages(self, record):
        """What the agent reads in the discussion of a record."""
        return record.with_user(self.agent_16).message_ids.filtered(lambda message: message.message_type == 'email_outgoing')

    def test_the_deposit_is_told(self):
        request = self._create_request(partner_id=self._create_applicant().id)
        self.env['chamber.request.document'].create({
            'request_id': request.id, 'document_type_id': self.env.ref('chamber_registry.document_type_residence').id})
        request.action_mark_fee_paid()
        request.action_file()
        mail = self._mails(request)
        self.assertRecordValues(mail, [{
            'state': 'outgoing', 'subject': "Votre demande DT-16-2026-000001 est déposée",
            'email_from': '"غرفة الجزائر للاختبار" <alger@chamber.example>',
            'recipient_ids': request.partner_id.ids,
        }])
        for text in ("Benali Karim", "60 jours", "14/05/2026", "الجمهورية الجزائرية الديمقراطية الشعبية",
                     "Certificat de résidence"):
            self.assertIn(text, mail.body_html)
        self.assertNotIn("Photo", mail.body_html)

    def test_an_arabic_reader_is_told_in_arabic(self):
        request = self._create_filed(partner_id=self._create_applicant('ar_001').id)
        mail = self._mails(request)
        self.assertEqual(mail.subject, "تم إيداع طلبكم DT-16-2026-000001")
        self.assertIn("بن علي كريم", mail.body_html)
        self.assertIn('dir="rtl"', mail.body_html)
        self.assertNotIn("not been handed over", mail.body_html)

    def test_who_has_no_language_is_told_in_arabic(self):
        request = self._create_filed(partner_id=self._create_applicant(lang=False).id)
        self.assertEqual(self._mails(request).subject, "تم إيداع طلبكم DT-16-2026-000001")

    def test_an_english_reader_is_told_in_english(self):
        request = self._create_filed(partner_id=self._create_applicant('en_US').id)
        self.assertEqual(self._mails(request).subject, "Your request DT-16-2026-000001 has been deposited")

    def test_a_chamber_without_address_writes_in_the_name_of_the_national_one(self):
        self.chamber_16.email = False
        self.national_chamber.email = 'cnam@chamber.example'
        request = self._create_filed(partner_id=self._create_applicant().id)
        self.assertRecordValues(self._mails(request), [{
            'email_from': '"الغرفة الوطنية للاختبار" <cnam@chamber.example>',
            'reply_to': '"الغرفة الوطنية للاختبار" <cnam@chamber.example>'}])

    def test_without_an_address_nothing_is_queued(self):
        before = self.env['mail.mail'].sudo().search_count([])
        request = self._create_accepted()
        request.entry_id.with_user(self.registrar_16).action_issue_card()
        self.assertEqual(self.env['mail.mail'].sudo().search_count([]), before)
        self.assertFalse(self._messages(request))

    def test_an_impossible_address_is_none(self):
        request = self._create_filed(partner_id=self._create_applicant(email="ask at the shop").id)
        self.assertFalse(self._mails(request))

    def test_the_acceptance_is_told_with_the_entry_number(self):
        request = self._create_accepted(partner_id=self._create_applicant().id)
        mail = self._mails(request)[0]
        self.assertEqual(mail.subject, "Vous êtes inscrit au registre sous le numéro T-16-2026-000001")
        self.assertIn("Numéro d'inscription", html.unescape(mail.body_html))
        self.assertIn("رقم القيد", mail.body_html)
        self.assertNotIn("Motif de rejet", mail.body_html)
        self.assertEqual(len(self._mails(request)), 2, "the deposit and the decision; no step between is told")

    def test_the_silence_of_the_chamber_is_told_as_an_acceptance(self):
        request = self._create_filed(partner_id=self._create_applicant().id)
        with freeze_time('2026-05-15 04:00:00'), self.enter_registry_test_mode():
            self.env.ref('chamber_registry.ir_cron_tacit_acceptance').method_direct_trigger()
        self.env.invalidate_all()
        self.assertIn("sans réponse de la chambre", self._mails(request)[0].body_html)
        self.assertIn(request.entry_id.number, self._mails(request)[0].body_html)

    def test_the_refusal_is_told_with_its_reason(self):
        request = self._create_in_approval(partner_id=self._create_applicant().id)
        reason = self.env.ref('chamber_registry.refusal_reason_place')
        self.env['chamber.request.refuse'].with_user(self.registrar_16).create({
            'request_id': request.id, 'reason_id': reason.id, 'note': "الوثيقة لا تخص المحل <b>",
        }).action_refuse()
        mail = self._mails(request)[0]
        self.assertEqual(mail.subject, "Décision sur votre demande DT-16-2026-000001")
        for text in (reason.with_context(lang='fr_FR').name, reason.with_context(lang='ar_001').name,
                     "الوثيقة لا تخص المحل <b>", "recours", "سبب الرفض"):
            self.assertIn(text, html.unescape(mail.body_html))
        self.assertIn("الوثيقة لا تخص المحل &lt;b&gt;", mail.body_html)

    def test_the_card_is_told_on_the_entry_once_for_each_card(self):
        entry = self._create_accepted(partner_id=self._create_applicant().id).entry_id
        entry.with_user(self.registrar_16).action_issue_card()
        self.assertEqual(self._mails(entry).subject, "Votre carte professionnelle CT-16-2026-000001 est prête")
        entry.card_ids._notify_ready()
        self.assertEqual(len(self._mails(entry)), 1)
        entry.with_user(self.registrar_16).action_issue_card()
        self.assertEqual(self._mails(entry)[0].subject, "Votre carte professionnelle CT-16-2026-000002 est prête")

    def test_a_batch_tells_each_registrant_once_its_card_is_drawn(self):
        entries = self.env['chamber.entry'].union(*(
            self._create_accepted(partner_id=self._create_applicant(email=email).id).entry_id
            for email in ('one@applicant.example', 'two@applicant.example', False)))
        batch = self.env['chamber.card.batch'].with_user(self.registrar_16).create({
            'company_id': self.chamber_16.id, 'line_ids': [Command.create({'entry_id': entry.id}) for entry in entries]})
        with trap_jobs() as trap:
            batch.action_start()
            trap.perform_enqueued_jobs()
            self.assertFalse(self._mails(entries[0]), "issued, not drawn yet")
            trap.perform_enqueued_jobs()
        self.assertEqual([len(self._mails(entry)) for entry in entries], [1, 1, 0])

    def test_a_second_run_sends_nothing(self):
        request = self._create_filed(partner_id=self._create_applicant().id)
        again = request._send_notice('chamber_registry.mail_template_request_deposit')
        self.assertFalse(again)
        self.assertEqual(len(self._mails(request)), 1)

    def test_it_is_not_sent_again_after_the_queue_was_emptied(self):
        """The sent e-mail leaves the queue; the discussion keeps it, and that is enough."""
        request = self._create_filed(partner_id=self._create_applicant().id)
        self._mails(request)._postprocess_sent_message(success_pids=[request.partner_id], success_emails=[])
        self.assertFalse(self._mails(request))
        self.assertFalse(request._send_notice('chamber_registry.mail_template_request_deposit'))
        self.assertEqual(self._messages(request).sudo().notification_ids.notification_status, 'sent')

    def test_the_agent_sees_in_the_discussion_that_it_went(self):
        request = self._create_filed(partner_id=self._create_applicant().id)
        message = self._messages(request)
        self.assertEqual(message.subject, "Votre demande DT-16-2026-000001 est déposée")
        self.assertEqual(message.author_id, self.agent_16.partner_id)
        self.assertRecordValues(message.sudo().notification_ids, [{
            'res_partner_id': request.partner_id.id, 'notification_status': 'ready', 'notification_type': 'email'}])

    def test_an_archived_template_sends_nothing(self):
        self.env.ref('chamber_registry.mail_template_request_deposit').active = False
        request = self._create_filed(partner_id=self._create_applicant().id)
        self.assertFalse(self._mails(request))

    def test_a_changed_template_is_what_is_sent(self):
        template = self.env.ref('chamber_registry.mail_template_request_deposit')
        template.with_context(lang='fr_FR').subject = "Reçu : {{ object.name }}"
        request = self._create_filed(partner_id=self._create_applicant().id)
        self.assertEqual(self._mails(request).subject, "Reçu : DT-16-2026-000001")

    def test_templates_keep_what_the_chamber_wrote(self):
        """An update of the addon does not bring the first wording back."""
        names = ('request_deposit', 'request_accepted', 'request_refused', 'card_ready')
        data = self.env['ir.model.data'].search([
            ('module', '=', 'chamber_registry'), ('name', 'in', [f'mail_template_{name}' for name in names])])
        self.assertEqual(data.mapped('noupdate'), [True] * 4)
