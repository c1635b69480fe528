import gzip
import json
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from ..controllers import page_files
from ..tools import base41, status_list
from .common import NAME_AR, NAME_FR, NUMBER, VerifiableCommon
from .phone import Network, Phone, draw_code, save_video

SIGNATURE_SPEED = """(async () => {
    const root = document.querySelector('script[type=module]').src.replace(/app\\.js$/, '');
    const { verifyNative, verifyPortable } = await import(root + 'signature.js');
    const { parseToken } = await import(root + 'token.js');
    const { fromBase64url } = await import(root + 'bytes.js');
    const key = fromBase64url(%(key)s);
    const token = parseToken(%(token)s);
    const altered = token.signed.slice();
    altered[altered.length - 1] ^= 1;
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const second = token.signature.slice();
    let scalar = order + [...token.signature.slice(32)].reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
    for (let index = 32; index < 64; index++) { second[index] = Number(scalar & 255n); scalar >>= 8n; }
    const results = {};
    for (const [name, verify] of [['native', verifyNative], ['portable', verifyPortable]]) {
        const answers = [await verify(key, token.signed, token.signature), await verify(key, altered, token.signature),
            await verify(key, token.signed, second)];
        const start = performance.now();
        for (let turn = 0; turn < 200; turn++) { await verify(key, token.signed, token.signature); }
        results[name] = { answers, rate: Math.round(200000 / (performance.now() - start)) };
    }
    return results;
})()"""


@tagged('post_install', '-at_install')
class TestBrowser(VerifiableCommon, HttpCase):
    browser_size = '360x740'

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ('ar_001', 'fr_FR', 'en_US'):
            cls.env['res.lang']._activate_lang(lang)
        cls.document_type.with_context(lang='ar_001').name = "البطاقة المهنية للحرفي"
        for line, label in zip(cls.document_type.line_ids, (
                "الاسم واللقب", "الاسم بالحروف اللاتينية", "رقم القيد", "النشاط", "تاريخ القيد", "الصنف"), strict=True):
            line.with_context(lang='ar_001').label = label
        cls.env['ir.config_parameter'].set_param('verifiable_document.issuer_name_ar', "الجهة المصدرة التجريبية")
        for scope in ('page', 'data', 'live', 'check'):
            cls.env['ir.config_parameter'].set_param(f'verifiable_document.limit_{scope}', -1)

    def setUp(self):
        super().setUp()
        self.enterContext(self.allow_requests(all_requests=True))
        self.network = Network(self.http_port())
        self.addCleanup(self.network.cut)
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def _turn_on(self, camera=None):
        self.env.flush_all()
        phone = Phone(self, camera)
        self.addCleanup(self._wait_remaining_requests)
        self.addCleanup(phone.stop)
        return phone

    def _open(self, phone, token=None, lang='ar'):
        url = f'http://127.0.0.1:{self.network.port}/verify?lang={lang}'
        self.env.flush_all()
        # Another fragment alone would not load the page again.
        phone.navigate_to('about:blank', wait_stop=True)
        phone.navigate_to(f'{url}#{token}' if token is not None else url, wait_stop=True)

    def _verdict(self, phone):
        """(state, where it comes from) that the page shows."""
        state = phone.wait_for(
            "document.getElementById('verdict').dataset.state !== 'checking'"
            " && !document.getElementById('verdict').hidden && document.getElementById('verdict').dataset.state")
        phone.settle()
        return state, phone.run("document.getElementById('verdict').dataset.source")

    def _check(self, phone, token, lang='ar'):
        self._open(phone, token, lang)
        return self._verdict(phone)

    def _visit(self, phone):
        """A first visit: the phone has everything for later."""
        self._open(phone)
        phone.settle()
        self.assertTrue(phone.run("document.getElementById('offline').textContent"))

    def _text(self, phone):
        return phone.run("document.body.innerText")

    def test_a_valid_document_in_arabic(self):
        document = self._issue()
        phone = self._turn_on()
        self.assertEqual(self._check(phone, document.token), ('valid', 'live'))
        text = self._text(phone)
        for shown in ("وثيقة صالحة", NAME_AR, NAME_FR, NUMBER, "15/03/2026", "31/12/2099", "رقم القيد",
                      "البطاقة المهنية للحرفي", "الجهة المصدرة التجريبية", document.serial):
            self.assertIn(shown, text)
        self.assertEqual(phone.run("document.documentElement.dir + document.documentElement.lang"), 'rtlar')
        self.assertFalse(phone.run("document.documentElement.scrollWidth > innerWidth"))
        phone.photograph('valid_ar')
        phone.check_console()

    def test_the_three_languages(self):
        token = self._issue().token
        phone = self._turn_on()
        self.assertEqual(self._check(phone, token, 'fr'), ('valid', 'live'))
        self.assertIn("Document valide", self._text(phone))
        self.assertEqual(phone.run("document.documentElement.dir"), 'ltr')
        phone.run("document.querySelector('[data-lang=en]').click()")
        self.assertIn("Valid document", self._text(phone))
        phone.run("document.querySelector('[data-lang=ar]').click()")
        self.assertIn("وثيقة صالحة", self._text(phone))
        phone.check_console()

    def test_an_altered_token_is_forged(self):
        data = bytearray(base41.decode(self._issue().token))
        data[-1] ^= 1
        phone = self._turn_on()
        self.assertEqual(self._check(phone, base41.encode(bytes(data))), ('forged', ''))
        self.assertNotIn(NAME_AR, self._text(phone))
        phone.photograph('forged_ar')
        phone.check_console()

    def test_a_token_altered_in_any_byte_is_refused_by_the_page(self):
        data = base41.decode(self._issue().token)
        tokens = []
        for position in range(len(data)):
            altered = bytearray(data)
            altered[position] ^= 1
            tokens.append(base41.encode(bytes(altered)))
        phone = self._turn_on()
        self._visit(phone)
        check = """(async (tokens) => {
            const root = document.querySelector('script[type=module]').src.replace(/app\\.js$/, '');
            const { judgeToken } = await import(root + 'verdict.js');
            return Promise.all(tokens.map(async (token) => (await judgeToken(token)).state));
        })"""
        states = phone.run(f'{check}({json.dumps(tokens)})')
        self.assertEqual(len(states), len(data))
        self.assertLessEqual(set(states), {'forged', 'malformed', 'unknown_key'})
        phone.check_console()

    def test_what_is_no_token_is_named(self):
        phone = self._turn_on()
        for token, state in (('A' * 3000, 'oversized'), ('0' * 300, 'malformed'), ('<img>', 'malformed')):
            with self.subTest(state=state):
                self.assertEqual(self._check(phone, token), (state, ''))
        phone.check_console()

    def test_a_revoked_document_on_line(self):
        document = self._issue()
        phone = self._turn_on()
        self.assertEqual(self._check(phone, document.token), ('valid', 'live'))
        document._set_state('revoked')
        self.assertEqual(self._check(phone, document.token), ('revoked', 'live'))
        phone.photograph('revoked_ar')
        for state in ('suspended', 'replaced'):
            other = self._issue()
            other._set_state(state)
            self.assertEqual(self._check(phone, other.token), (state, 'live'))
        phone.check_console()

    def test_off_line_after_one_visit(self):
        valid, revoked = self._issue(count=2)
        expired = self._issue(expires_on=valid.issued_on.replace(year=valid.issued_on.year - 1))
        revoked._set_state('revoked')
        phone = self._turn_on()
        self._visit(phone)
        newer = self._issue()
        self.network.cut()
        self.assertEqual(self._check(phone, valid.token), ('valid', 'list'))
        self.assertIn(NAME_AR, self._text(phone))
        self.assertIn("رقم القيد", self._text(phone))
        self.assertIn("الحالة حسب قائمة", self._text(phone))
        phone.photograph('offline_valid_ar')
        self.assertEqual(self._check(phone, revoked.token), ('revoked', 'list'))
        phone.photograph('offline_revoked_ar')
        self.assertEqual(self._check(phone, expired.token), ('expired', 'list'))
        self.assertEqual(self._check(phone, newer.token), ('valid', 'signature'))
        altered = bytearray(base41.decode(valid.token))
        altered[40] ^= 1
        self.assertEqual(self._check(phone, base41.encode(bytes(altered))), ('forged', ''))

    def test_off_line_with_an_old_list(self):
        document = self._issue()
        phone = self._turn_on()
        self._visit(phone)
        self.network.cut()
        phone.run("{ const now = Date.now() + 9 * 86400000; Date.now = () => now; }")
        phone.run(f"location.hash = {json.dumps(document.token)}")
        self.assertEqual(self._verdict(phone), ('valid', 'list'))
        self.assertIn("تجاوز عمر القائمة 7 أيام", self._text(phone))
        self.assertEqual(phone.run("document.getElementById('verdict').dataset.tone"), 'wait')
        phone.photograph('old_list_ar')

    def test_the_code_on_a_picture(self):
        document = self._issue()
        url = f'http://127.0.0.1:{self.network.port}/verify#{document.token}'
        phone = self._turn_on()
        self._visit(phone)
        phone.photograph('start_ar')
        for angle in (0, 7):
            path = self.folder / f'code{angle}.png'
            draw_code(url, angle=angle).save(path)
            phone.run("document.getElementById('verdict').hidden = true")
            phone.upload('#picture', path)
            self.assertEqual(self._verdict(phone), ('valid', 'live'))
        draw_code("https://example.com/").save(self.folder / 'foreign.png')
        phone.upload('#picture', self.folder / 'foreign.png')
        phone.wait_for("document.getElementById('notice').innerText.includes('هذا ليس من رموزنا')")
        phone.check_console()

    def test_the_code_before_the_camera(self):
        document = self._issue()
        video = self.folder / 'camera.mjpeg'
        save_video(draw_code(f'http://127.0.0.1:{self.network.port}/verify#{document.token}'), video)
        phone = self._turn_on(camera=video)
        self._visit(phone)
        phone.run("document.getElementById('scan').click()")
        self.assertEqual(self._verdict(phone), ('valid', 'live'))
        self.assertTrue(phone.run("document.getElementById('camera').hidden"))
        phone.check_console()

    def test_without_a_camera_the_page_says_what_else_to_do(self):
        phone = self._turn_on()
        self._visit(phone)
        phone.run("document.getElementById('scan').click()")
        phone.wait_for("document.getElementById('notice').innerText.includes('لا يمكن استعمال الكاميرا')")
        phone.check_console()

    def test_a_serial_typed_by_hand(self):
        document = self._issue()
        document._set_state('suspended')
        phone = self._turn_on()
        self._visit(phone)
        for typed, state in ((document.serial.lower().replace('-', ' '), 'suspended'), ('0000-0000-0000', 'unknown')):
            phone.run("document.getElementById('verdict').hidden = true")
            phone.run(f"document.getElementById('typed-text').value = {json.dumps(typed)}")
            phone.run("document.querySelector('#typed button').click()")
            self.assertEqual(self._verdict(phone), (state, 'live'))
            self.assertNotIn(NAME_AR, self._text(phone))
        self.network.cut()
        phone.run("document.getElementById('verdict').hidden = true")
        phone.run("document.querySelector('#typed button').click()")
        self.assertEqual(self._verdict(phone), ('unreachable', ''))

    def test_a_revoked_key_condemns_its_documents(self):
        document = self._issue()
        phone = self._turn_on()
        self.assertEqual(self._check(phone, document.token), ('valid', 'live'))
        self.env['signing.key'].sudo()._get_active('verifiable-document').action_revoke()
        self._visit(phone)
        self.assertEqual(self._check(phone, document.token), ('revoked_key', ''))
        self.assertEqual(self._check(phone, self._issue().token), ('valid', 'live'))
        phone.check_console()

    def test_the_phone_follows_a_root_that_was_vouched_for(self):
        document = self._issue()
        phone = self._turn_on()
        self._visit(phone)
        root = self.env['signing.key'].sudo()._get_active('verifiable-root')
        root.action_rotate()
        self._visit(phone)
        self.assertEqual(self._check(phone, document.token), ('valid', 'live'))
        self.assertTrue(phone.run("document.getElementById('notice').hidden"))
        phone.check_console()

    def test_a_root_that_nobody_vouched_for_is_not_followed_by_itself(self):
        document = self._issue()
        phone = self._turn_on()
        self._visit(phone)
        self.env['signing.key'].sudo()._get_active('verifiable-root').action_revoke()
        document._set_state('revoked')
        self.assertEqual(self._check(phone, document.token), ('valid', 'list'))
        self.assertIn("لم يؤخذ به", self._text(phone))
        phone.wait_for("!!document.querySelector('#notice button')")
        self.assertIn("تغيرت مفاتيح الجهة المصدرة", self._text(phone))
        phone.photograph('roots_changed_ar')
        phone.run("document.querySelector('#notice button').click()")
        phone.wait_for("document.getElementById('verdict').dataset.state === 'revoked'")
        phone.check_console()

    def test_an_older_list_played_again_is_ignored(self):
        document = self._issue()
        phone = self._turn_on()
        self._visit(phone)
        document._set_state('revoked')
        self._visit(phone)
        _version, compressed = self.env['verifiable.status.list']._get_current()
        _signatures, _payload, body = status_list.read(gzip.decompress(compressed))
        bits = status_list.pack(body[status_list.SIZE], [])
        older = status_list.body(1, body[status_list.MADE_AT] - 3600, body[status_list.SIZE], bits)
        signed = status_list.envelope(self.env['verifiable.statement']._sign('status', older), older)
        StatusList = self.env.registry['verifiable.status.list']
        with patch.object(StatusList, '_get_current', lambda self: (999999, gzip.compress(signed))):
            self._visit(phone)
            phone.wait_for("!document.getElementById('notice').hidden")
        self.network.cut()
        self.assertEqual(self._check(phone, document.token), ('revoked', 'list'))

    def test_an_unsigned_live_answer_is_not_believed(self):
        document = self._issue()
        document._set_state('revoked')
        phone = self._turn_on()
        self._visit(phone)
        Statement = self.env.registry['verifiable.statement']
        genuine = Statement._get_live_statement

        def tampered(self, serial):
            return genuine(self, serial).replace('revoked', 'valid')

        with patch.object(Statement, '_get_live_statement', tampered):
            self.assertEqual(self._check(phone, document.token), ('revoked', 'list'))
        self.assertIn("لم يؤخذ به", self._text(phone))
        phone.check_console()

    def test_when_the_server_refuses_a_flood_the_list_answers(self):
        document = self._issue()
        document._set_state('revoked')
        phone = self._turn_on()
        self._visit(phone)
        self.env['ir.config_parameter'].set_param('verifiable_document.limit_live', '0')
        self.assertEqual(self._check(phone, document.token), ('revoked', 'list'))
        self.assertIn("طلبات كثيرة جدا من هذا العنوان", self._text(phone))
        phone.check_console()

    def test_a_newer_page_takes_over_from_the_kept_one(self):
        phone = self._turn_on()
        self._visit(phone)
        newer = self.folder / 'static'
        shutil.copytree(page_files.STATIC, newer)
        text = newer / 'src/verify/lang/ar.js'
        text.write_text(text.read_text('utf-8').replace("امسحوا الرمز المطبوع", "الصفحة الجديدة"), 'utf-8')
        cached = (page_files.page_files, page_files.page_version, page_files.render)
        self.addCleanup(lambda: [function.cache_clear() for function in cached])
        with patch.object(page_files, 'STATIC', newer):
            for function in cached:
                function.cache_clear()
            self._visit(phone)
            phone.wait_for("document.getElementById('lead').innerText.includes('الصفحة الجديدة')")
            phone.settle()
        self.network.cut()
        self._open(phone)
        phone.wait_for("document.getElementById('offline').textContent")
        self.assertIn("الصفحة الجديدة", self._text(phone))

    def test_both_checkers_agree_and_are_quick(self):
        document = self._issue()
        phone = self._turn_on()
        self._visit(phone)
        key = self.env['signing.key'].search([('kid', '=', document.kid)]).public_key
        results = phone.run(SIGNATURE_SPEED % {'key': json.dumps(key), 'token': json.dumps(document.token)})
        self._logger.info("signatures checked a second in the browser: %s", results)
        for name in ('native', 'portable'):
            self.assertEqual(results[name]['answers'], [True, False, False], name)
            self.assertGreater(results[name]['rate'], 5)
        phone.check_console()
