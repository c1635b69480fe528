"""In a browser: a certificate checked with the network cut, and a juror at his table of marks, in Arabic."""
import json

from odoo.tests import HttpCase, tagged

from odoo.addons.verifiable_document.tests.phone import Network, Phone
from odoo.addons.verifiable_document.tools import base41

from .common_papers import PapersCase


class BrowserCase(PapersCase, HttpCase):

    def _turn_on(self):
        self.env.flush_all()
        phone = Phone(self)
        self.addCleanup(self._wait_remaining_requests)
        self.addCleanup(phone.stop)
        return phone


@tagged('post_install', '-at_install')
class TestCertificateOffLine(BrowserCase):
    browser_size = '360x740'

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for scope in ('page', 'data', 'live', 'check'):
            cls.env['ir.config_parameter'].set_param(f'verifiable_document.limit_{scope}', -1)
        cls.programme.with_context(lang='ar_001').name = "تصميم المنتجات الحرفية"
        cls.enrolments = cls._create_done_course(2)[1]
        cls.enrolments.with_user(cls.training_officer_16).action_make_certificate()
        cls.valid, cls.revoked = cls.enrolments.sudo().certificate_ids.sorted('id')
        cls.revoked.with_user(cls.training_manager_16)._revoke("Attendance was forged")

    def setUp(self):
        super().setUp()
        self.enterContext(self.allow_requests(all_requests=True))
        self.network = Network(self.http_port())
        self.addCleanup(self.network.cut)

    def _check(self, phone, token):
        self.env.flush_all()
        phone.navigate_to('about:blank', wait_stop=True)
        phone.navigate_to(f'http://127.0.0.1:{self.network.port}/verify?lang=ar#{token}', wait_stop=True)
        state = phone.wait_for(
            "document.getElementById('verdict').dataset.state !== 'checking'"
            " && !document.getElementById('verdict').hidden && document.getElementById('verdict').dataset.state")
        phone.settle()
        return state, phone.run("document.getElementById('verdict').dataset.source")

    def test_a_certificate_is_verified_with_the_network_cut(self):
        phone = self._turn_on()
        self.assertEqual(self._check(phone, self.valid.verifiable_id.token), ('valid', 'live'))
        self.network.cut()
        self.assertEqual(self._check(phone, self.valid.verifiable_id.token), ('valid', 'list'))
        text = phone.run("document.body.innerText")
        for shown in (self.valid.number, self.valid.partner_id.name, "تصميم المنتجات الحرفية", "شهادة مشاركة", "25/03/2026",
                      "شهادة تكوين", "غرفة الجزائر للاختبار"):
            self.assertIn(shown, text)
        phone.photograph('training_certificate_offline')
        self.assertEqual(self._check(phone, self.revoked.verifiable_id.token), ('revoked', 'list'))
        altered = bytearray(base41.decode(self.valid.verifiable_id.token))
        altered[40] ^= 1
        self.assertEqual(self._check(phone, base41.encode(bytes(altered)))[0], 'forged')


@tagged('post_install', '-at_install')
class TestMarksTable(BrowserCase):
    browser_size = '1024x768'

    def setUp(self):
        super().setUp()
        self.enterContext(self.allow_requests(all_requests=True))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exam, cls.jury, cls.candidates = cls._create_test(3)
        cls.criteria = cls.exam.sudo().programme_id.criterion_ids
        cls.jury.user_id.write({'lang': 'ar_001'})
        for user in cls.jury.user_id:
            user.password = user.login

    def _box(self, candidate, criterion):
        return f'.o_training_mark[data-candidate="{candidate.id}"][data-criterion="{criterion.id}"]'

    def _type(self, phone, candidate, criterion, text):
        phone.run(
            f"""(() => {{ const box = document.querySelector({json.dumps(self._box(candidate, criterion))});
            box.focus(); box.value = {json.dumps(text)}; box.dispatchEvent(new Event('change', {{bubbles: true}})); }})()""")

    def _open(self, user):
        phone = self._turn_on()
        self.authenticate(user.login, user.login, browser=phone)
        phone.navigate_to(f'{self.base_url()}/odoo/training-tests', wait_stop=True)
        phone.wait_for("!!document.querySelector('.o_data_row button[name=action_mark]')")
        phone.run("document.querySelector('.o_data_row button[name=action_mark]').click()")
        phone.wait_for("document.querySelectorAll('.o_training_mark').length === 6")
        return phone

    def test_a_juror_fills_his_table_and_the_president_notes_who_is_absent(self):
        phone = self._open(self.jury[0].user_id)
        self.assertEqual(phone.run("getComputedStyle(document.querySelector('.o_training_marks')).direction"), 'rtl')
        first, second, absent = self.candidates
        phone.run("document.querySelectorAll('.o_training_absent')[2].click()")
        phone.wait_for("document.querySelectorAll('.o_training_mark:disabled').length === 2")
        self._type(phone, first, self.criteria[0], "12,5")
        phone.wait_for(f"document.querySelector({json.dumps(self._box(first, self.criteria[0]))}).matches('.is-valid')")
        self._type(phone, first, self.criteria[1], "١٥")
        phone.wait_for(f"document.querySelector({json.dumps(self._box(first, self.criteria[1]))}).matches('.is-valid')")
        self._type(phone, second, self.criteria[0], "25")
        phone.wait_for(f"document.querySelector({json.dumps(self._box(second, self.criteria[0]))}).matches('.is-invalid')")
        phone.wait_for("!!document.querySelector('.o_notification')")
        phone.photograph('training_marks')
        self.assertEqual(phone.run("document.querySelector('.o_training_marks_missing').textContent"), "علامات لم تمنح بعد: 2")
        self._wait_remaining_requests()
        self.env.invalidate_all()
        self.assertEqual(
            [(mark.enrolment_id, mark.criterion_id, mark.value) for mark in self.exam.sudo().mark_ids],
            [(first, self.criteria[0], 12.5), (first, self.criteria[1], 15)])
        self.assertEqual(self.exam.sudo().deliberation_ids.absent_ids, absent)
        phone.check_console()
