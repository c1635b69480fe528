from datetime import date

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common_papers import PapersCase


@tagged('post_install', '-at_install')
class TestQualification(PapersCase):
    """From the minutes to the certificate, and from there to the register."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session, cls.jury, cls.candidates = cls._create_test(2)
        cls.good, cls.weak = cls.candidates

    def _finish(self):
        self._give_marks(self.session, self.jury, self.good, 15, 15)
        self._give_marks(self.session, self.jury, self.weak, 9, 9)
        minutes = self._sign(self.session, self.jury)
        self.session.sudo()._set_state('done')
        return minutes

    def _issue(self, enrolment):
        enrolment.with_user(self.training_officer_16).action_make_certificate()
        return enrolment.sudo().certificate_id

    def test_the_rule_waits_for_the_minutes_and_follows_them(self):
        lines = {line['rule']: line for line in self.good._explain_certificate()[self.good]}
        self.assertEqual((lines['jury']['ok'], lines['jury']['text']), (False, "Minutes of the jury: not signed yet"))
        self._finish()
        lines = {line['rule']: line for line in self.good._explain_certificate()[self.good]}
        self.assertEqual(lines['jury']['text'], "Minutes PT-16-2026-000001 of the jury: Admitted")
        self.assertEqual(lines['mark']['text'], "Mark: 15 of 20, minimum 10")
        self.assertTrue(all(line['ok'] for line in lines.values()))
        self.assertNotIn('hours', lines)
        lines = {line['rule']: line for line in self.weak._explain_certificate()[self.weak]}
        self.assertEqual((lines['jury']['ok'], lines['mark']['ok']), (False, False))

    def test_a_later_pass_mark_does_not_touch_signed_results(self):
        self._finish()
        self.session.sudo().programme_id.pass_mark = 18
        lines = {line['rule']: line for line in self.good._explain_certificate()[self.good]}
        self.assertEqual((lines['mark']['ok'], lines['mark']['text']), (True, "Mark: 15 of 20, minimum 10"))

    def test_who_is_not_admitted_gets_no_certificate(self):
        self._finish()
        with self.assertRaisesRegex(UserError, "Not admitted"):
            self._issue(self.weak)

    def test_the_certificate_becomes_the_proof_of_qualification_by_an_act(self):
        self._finish()
        certificate = self._issue(self.good)
        entry = self._get_entry(self.good.partner_id)
        self.assertRecordValues(certificate, [{
            'kind': 'qualification', 'mark': 15, 'is_of_test': True, 'number': 'TT-16-2026-000001'}])
        self.assertRecordValues(entry, [{
            'qualification_kind': 'qualification', 'qualification_document': 'TT-16-2026-000001',
            'qualification_date': date(2026, 3, 15), 'qualification_issuer': "غرفة الجزائر للاختبار",
        }])
        self.assertRecordValues(certificate.act_id, [{
            'kind': 'modification', 'entry_id': entry.id, 'reason': "Qualification test, certificate TT-16-2026-000001"}])
        self.assertFalse(entry._find_differences(), "the entry is what its acts say")

    def test_a_revoked_certificate_gives_the_entry_its_former_proof_back(self):
        entry = self._get_entry(self.good.partner_id)
        self.env['chamber.act']._record('modification', entry, {
            'qualification_kind': 'diploma', 'qualification_document': 'D-7', 'qualification_date': '2020-06-30',
            'qualification_issuer': "Institute"})
        self._finish()
        certificate = self._issue(self.good)
        certificate.with_user(self.training_manager_16)._revoke("Exchanged papers")
        self.assertRecordValues(entry, [{
            'qualification_kind': 'diploma', 'qualification_document': 'D-7', 'qualification_issuer': "Institute"}])
        self.assertEqual(
            entry.act_ids[0].reason, "Certificate TT-16-2026-000001 revoked: Exchanged papers")
        self.assertFalse(entry._find_differences())

    def test_who_has_no_entry_gets_the_certificate_and_its_proposal_on_his_request(self):
        person = self._create_registrant(nin='109841199900000001', chamber_id=self.chamber_16.id)
        session, jury, candidate = self._create_test(
            0, day='2026-06-05', programme=self._create_test_programme(code='Q-05'))
        candidate = self._enrol(session, person)
        self._give_marks(session, jury, candidate, 12, 12)
        self._sign(session, jury)
        session.sudo()._set_state('done')
        certificate = self._issue(candidate)
        self.assertFalse(certificate.act_id)
        request = self.env['chamber.request'].with_user(self.agent_16).create({'partner_id': person.id})
        self.assertRecordValues(request, [{
            'proposes_training_certificate': True, 'training_certificate_number': certificate.number}])
        request.action_use_training_certificate()
        self.assertRecordValues(request, [{
            'qualification_kind': 'qualification', 'qualification_document': certificate.number,
            'qualification_date': date(2026, 3, 15), 'qualification_issuer': "غرفة الجزائر للاختبار",
            'proposes_training_certificate': False,
        }])

    def test_a_revoked_certificate_is_not_proposed(self):
        self._finish()
        certificate = self._issue(self.good)
        request = self.env['chamber.request'].new({'partner_id': self.good.partner_id.id, 'state': 'draft'})
        self.assertEqual(request.training_certificate_number, certificate.number)
        certificate.with_user(self.training_manager_16)._revoke("Exchanged papers")
        request = self.env['chamber.request'].new({'partner_id': self.good.partner_id.id, 'state': 'draft'})
        self.assertFalse(request.training_certificate_number)

    def test_a_request_of_somebody_without_certificate(self):
        request = self.env['chamber.request'].with_user(self.agent_16).create(
            {'partner_id': self._create_registrant(nin='109841199900000002').id})
        self.assertFalse(request.proposes_training_certificate)
        with self.assertRaisesRegex(UserError, "no valid certificate of qualification"):
            request.action_use_training_certificate()

    def test_who_was_struck_off_meanwhile_gets_the_certificate_without_an_act(self):
        self._finish()
        entry = self._get_entry(self.good.partner_id)
        self.env['chamber.act']._record('strike_off', entry)
        certificate = self._issue(self.good)
        self.assertFalse(certificate.act_id)
        self.assertEqual(certificate.verifiable_state, 'valid')

    def test_a_programme_without_a_grid(self):
        session, jury, _candidates = self._create_test(
            1, day='2026-06-06', programme=self._create_test_programme(code='Q-06', criterion_ids=[Command.clear()]))
        with self.assertRaisesRegex(UserError, "no grid"):
            self._sign(session, jury)
