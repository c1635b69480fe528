import base64
import csv
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tests import HttpCase, get_db_name
from odoo.tests.common import _registry_test_lock
from odoo.tools.misc import file_open

from odoo.addons.chamber_registry.tests.common import ChamberCase
from odoo.addons.verifiable_document.tests.phone import PATIENCE, Network, Phone

from .album import Album
from .desk import Desk

CHAMBER_NAME_AR = "غرفة الصناعة التقليدية والحرف لولاية الجزائر"
CHAMBER_NAME_FR = "Chambre de l'artisanat et des métiers de la wilaya d'Alger"
ISSUER_AR = "الغرفة الوطنية للصناعة التقليدية والحرف"
REPUBLIC_AR = "الجمهورية الجزائرية الديمقراطية الشعبية"
REPUBLIC_FR = "République algérienne démocratique et populaire"
# name and portrait of those who work there
PEOPLE = {
    'agent_16': ("سليمة حداد", 'female', 1), 'registrar_16': ("رشيد منصوري", 'male', 3),
    'director_16': ("نادية بلقاسم", 'female', 5),
}
PORTRAIT = 'chamber_registry/demo/portraits/%s_%d.jpg'
# how far each neighbour's request has come, and how old it is
STEPS = (
    ('accepted', 0), ('accepted', 0), ('director', 12), ('approval', 31), ('study', 54), ('filed', 3), ('draft', 0),
)


def bundle_web_client():
    """Make the web client's files once, as the first person to come makes them: what a test makes is undone after it."""
    with db_connect(get_db_name()).cursor() as cr:
        View = api.Environment(cr, SUPERUSER_ID, {})['ir.qweb']
        View._get_asset_bundle('web.assets_web', css=False).js()
        for name in ('web.assets_web', 'web.assets_web_print'):
            View._get_asset_bundle(name, js=False, rtl=True).css()


class WalkCase(ChamberCase, HttpCase):
    """The chamber of Algiers with its three people, in Arabic, and some artisans who came before."""

    # a page asks while another one is still printed, and all share the test's cursor
    test_cursor_lock_timeout = PATIENCE

    @classmethod
    def setUpClass(cls):
        bundle_web_client()
        super().setUpClass()
        for lang in ('ar_001', 'fr_FR'):
            cls.env['res.lang']._activate_lang(lang)
        is_free = not cls.env['res.company'].search_count([('chamber_code', '=', '16')])
        cls.chamber_16.write({
            'name': CHAMBER_NAME_AR, 'name_ar': CHAMBER_NAME_AR, 'name_fr': CHAMBER_NAME_FR, 'logo': False,
            'official_header_ar': f"{REPUBLIC_AR}\n{CHAMBER_NAME_AR}",
            'official_header_fr': f"{REPUBLIC_FR}\n{CHAMBER_NAME_FR}",
            **({'chamber_code': '16'} if is_free else {}),
        })
        cls.city_name = cls.city_16.with_context(lang='ar_001').name
        for login, (name, sex, number) in PEOPLE.items():
            getattr(cls, login).write({
                'name': name, 'lang': 'ar_001', 'tz': 'Africa/Algiers', 'image_1920': cls._read_portrait(sex, number)})
        cls.chamber_16.director_id = cls.director_16
        cls.env['ir.config_parameter'].set_param('verifiable_document.issuer_name_ar', ISSUER_AR)
        for scope in ('page', 'data', 'live', 'check'):
            cls.env['ir.config_parameter'].set_param(f'verifiable_document.limit_{scope}', -1)
        cls._create_neighbours()

    @classmethod
    def _create_neighbours(cls):
        with file_open('chamber_registry/demo/registrants.tsv') as handle:
            table = csv.DictReader(handle, dialect='excel-tab')
            rows = [row for row in table if row['chamber'] == '16' and row['type'] == 'artisan']
        for number, (row, (step, days)) in enumerate(zip(rows[:len(STEPS)], STEPS, strict=True)):
            craft = cls.env['chamber.craft.activity'].search([('local_key', '=', row['activity'])], limit=1)
            partner = cls._create_registrant(
                **{f'{part}_{script}': row[f'{part.split("_")[0]}_{script}']
                   for part in ('family_name', 'given_name') for script in ('ar', 'latin')},
                nin=row['nin'], sex=row['sex'], birth_date=row['birth_date'], phone=row['phone'],
                image_1920=cls._read_portrait(row['sex'], number))
            request = cls.env['chamber.request'].with_user(cls.agent_16).with_context(lang='ar_001').create({
                'partner_id': partner.id, 'main_activity_id': craft.id, 'place_of_exercise': row['place'],
                'exercise_city_id': cls.city_16.id, 'qualification_kind': 'diploma', 'fee_payment_method': 'cash',
            })
            cls._advance(request, step)
            if days:
                cls.env['chamber.demo']._age(request, days)
        cls.env.invalidate_all()

    @classmethod
    def _advance(cls, request, step):
        request.document_ids.is_received = True
        if step == 'draft':
            return
        request.action_mark_fee_paid()
        request.action_file()
        request = request.with_user(cls.registrar_16)
        if step != 'filed':
            request.action_start_study()
        if step in ('approval', 'director', 'accepted'):
            request.document_ids.is_checked = True
            request.action_submit()
        if step in ('director', 'accepted'):
            request.validate_tier()
        if step == 'accepted':
            request.with_user(cls.director_16).validate_tier()

    @classmethod
    def _read_portrait(cls, sex, number):
        with file_open(PORTRAIT % (sex, number % 6), 'rb') as handle:
            return base64.b64encode(handle.read())

    def setUp(self):
        super().setUp()
        # PDF as outside of tests, where Odoo gives HTML instead
        Report = self.env.registry['ir.actions.report']
        prepare = Report._pre_render_qweb_pdf
        self.startPatcher(patch.object(
            Report, '_pre_render_qweb_pdf',
            lambda report, *args, **kwargs: prepare(
                report.with_context(force_report_rendering=True), *args, **kwargs)))
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(self.allow_requests(all_requests=True))
        self.network = Network(self.http_port())
        self.addCleanup(self.network.cut)
        self.env['ir.config_parameter'].set_param(
            'verifiable_document.base_url', f'http://127.0.0.1:{self.network.port}')
        self.env.flush_all()
        self.album = Album()

    def _wait_remaining_requests(self, timeout=PATIENCE):
        """Wait until the server has answered; a page's socket for news, open as long as the page, is no question."""
        limit = time.monotonic() + timeout
        for thread in threading.enumerate():
            is_request = thread.name.startswith('odoo.service.http.request.')
            if is_request and '/websocket' not in getattr(thread, 'url', ''):
                thread.join(max(0, limit - time.monotonic()))

    def _sit_down(self):
        downloads = self.folder / 'downloads'
        downloads.mkdir()
        desk = Desk(self, downloads)
        self.addCleanup(self._wait_remaining_requests)
        self.addCleanup(desk.stop)
        return desk

    def _turn_on(self):
        self.browser_size = '390x800'
        phone = Phone(self)
        self.addCleanup(self._wait_remaining_requests)
        self.addCleanup(phone.stop)
        return phone

    @contextmanager
    def _apart(self):
        """The database for the test alone, between two requests, which use the same cursor."""
        with _registry_test_lock:
            self.env.invalidate_all()
            yield
            self.env.flush_all()

    def _file(self, name, source):
        """A copy on disk of a file of the addons, for a person to pick."""
        path = self.folder / name
        with file_open(source, 'rb') as handle:
            path.write_bytes(handle.read())
        return path
