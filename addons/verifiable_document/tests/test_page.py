import gzip
import json
import re
from datetime import date
from http import HTTPStatus

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..controllers.page_files import page_files
from ..tools import status_list
from .common import VerifiableCommon

FRENCH = {'Accept-Language': 'fr'}


@tagged('post_install', '-at_install')
class TestPage(VerifiableCommon, HttpCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['res.lang']._activate_lang('fr_FR')

    def _payload(self, response):
        self.assertEqual(response.status_code, HTTPStatus.OK)
        return json.loads(response.json()['payload'])

    def test_the_page_is_public_strict_and_leaves_no_cookie(self):
        response = self.url_open('/verify')
        self.assertEqual(response.status_code, HTTPStatus.OK)
        self.assertIn('dir="rtl"', response.text)
        policy = response.headers['Content-Security-Policy']
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn('unsafe', policy)
        self.assertNotIn('Set-Cookie', response.headers)
        self.assertNotRegex(response.text, r'(?:src|href)="(?:https?:)?//')

    def test_each_file_that_the_page_and_the_worker_name_is_served(self):
        worker = self.url_open('/verify/sw.js')
        self.assertEqual(worker.headers['Service-Worker-Allowed'], '/verify')
        named = set(re.findall(r'"(/verify[^"]*)"', worker.text))
        named |= set(re.findall(r'"(/verify/a/[^"]*)"', self.url_open('/verify').text))
        self.assertGreater(len(named), 18)
        for url in named:
            with self.subTest(url=url):
                self.assertEqual(self.url_open(url).status_code, HTTPStatus.OK)

    def test_modules_import_only_files_that_are_cached(self):
        for name, content in page_files().items():
            if not name.startswith('src/') or not name.endswith('.js'):
                continue
            for target in re.findall(r'(?:from|import|import\()\s*"(\.[^"]+)"', content.decode()):
                parts = name.split('/')[:-1]
                for step in target.split('/'):
                    parts = parts[:-1] if step == '..' else parts if step == '.' else [*parts, step]
                with self.subTest(name=name, target=target):
                    self.assertIn('/'.join(parts), page_files())

    def test_the_three_languages_have_the_same_texts(self):
        keys, holes = {}, {}
        for lang in ('ar', 'fr', 'en'):
            text = page_files()[f'src/verify/lang/{lang}.js'].decode()
            entries = re.findall(r'^    (\w+): "(.+)",$', text, re.M)
            keys[lang] = [name for name, _text in entries]
            holes[lang] = {name: sorted(re.findall(r'\{\w+\}', text)) for name, text in entries}
        self.assertEqual(keys['ar'], keys['en'])
        self.assertEqual(keys['fr'], keys['en'])
        self.assertEqual(holes['ar'], holes['en'])
        self.assertEqual(holes['fr'], holes['en'])
        self.assertGreater(len(keys['en']), 60)

    def test_vendored_libraries_keep_their_licences(self):
        lib = 'verifiable_document/static/lib/%s/LICENSE'
        for name in ('tweetnacl', 'jsqr'):
            self.assertEqual(self.url_open('/' + lib % name).status_code, HTTPStatus.OK)

    @mute_logger('odoo.http')
    def test_no_other_file_is_served(self):
        version = re.search(r'/verify/a/(\w+)/', self.url_open('/verify').text)[1]
        for path in (f'{version}/../../__manifest__.py', f'{version}/src/verify/sw.js', f'{version}/x.js',
                     'other/src/verify/app.js'):
            with self.subTest(path=path):
                self.assertEqual(self.url_open(f'/verify/a/{path}').status_code, HTTPStatus.NOT_FOUND)

    def test_the_live_state_follows_at_once(self):
        document = self._issue()
        url = f'/verify/live/{document.serial}'
        self.assertEqual(self._payload(self.url_open(url))['state'], 'valid')
        document._set_state('revoked')
        response = self.url_open(url)
        self.assertEqual(self._payload(response)['state'], 'revoked')
        self.assertEqual(response.headers['Cache-Control'], 'no-store')

    def test_the_last_day_ends_at_midnight_where_the_visitors_live(self):
        """At 23:30 in Greenwich the next day has begun in Algiers."""
        self.env.ref('base.public_user').tz = 'Africa/Algiers'
        with freeze_time('2026-03-15 09:00:00'):
            document = self._issue(expires_on=date(2026, 4, 30))
        for moment, state in (('2026-04-30 22:30:00', 'valid'), ('2026-04-30 23:30:00', 'expired')):
            with self.subTest(moment=moment), freeze_time(moment):
                self.assertEqual(self._payload(self.url_open(f'/verify/live/{document.serial}'))['state'], state)
                answer = self.url_open('/verify/check', data={'token': document.token})
                self.assertEqual(answer.json()['state'], state)

    def test_a_bad_or_oversized_serial_is_refused_with_a_message(self):
        for serial in ('x', "7KQM-2XRA-9VT'", 'A' * 20000, 'A/B'):
            with self.subTest(serial=serial[:20]):
                response = self.url_open(f'/verify/live/{serial}', headers=FRENCH)
                self.assertEqual(response.status_code, HTTPStatus.BAD_REQUEST)
                self.assertEqual(response.json()['message'], "Ce n'est pas le numéro de série d'un document.")

    def test_the_list_comes_once_and_again_when_it_changed(self):
        document = self._issue()
        first = self.url_open('/verify/status')
        self.assertEqual(first.status_code, HTTPStatus.OK)
        again = self.url_open('/verify/status', headers={'If-None-Match': first.headers['ETag']})
        self.assertEqual((again.status_code, again.content), (HTTPStatus.NOT_MODIFIED, b''))
        document._set_state('revoked')
        changed = self.url_open('/verify/status', headers={'If-None-Match': first.headers['ETag']})
        self.assertEqual(changed.status_code, HTTPStatus.OK)
        _signatures, _payload, body = status_list.read(changed.content)
        self.assertEqual(status_list.state_at(body[status_list.BITS], document.status_index), 'revoked')

    def test_the_list_is_compressed_on_the_way_for_those_who_can(self):
        self.assertEqual(self.url_open('/verify/status').headers['Content-Encoding'], 'gzip')
        plain = self.url_open('/verify/status', headers={'Accept-Encoding': 'identity'})
        self.assertNotIn('Content-Encoding', plain.headers)
        self.assertNotEqual(plain.content[:2], gzip.compress(b'')[:2])

    def test_another_system_has_a_token_checked(self):
        document = self._issue()
        verdict = self.url_open('/verify/check', data={'token': document.token}).json()
        self.assertEqual((verdict['state'], verdict['serial']), ('valid', document.serial))
        self.assertEqual(self.url_open('/verify/check', data={'token': ''}).json()['state'], 'empty')

    def test_oversized_bodies_are_refused_with_a_message(self):
        for size in (3000, 100_000):
            with self.subTest(size=size):
                response = self.url_open('/verify/check', data={'token': 'A' * size}, headers=FRENCH)
                self.assertEqual(response.status_code, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                self.assertEqual(response.json()['message'], "Le jeton est trop long pour être l'un des nôtres.")
