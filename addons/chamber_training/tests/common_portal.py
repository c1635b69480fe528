import re
import time
from datetime import datetime

from odoo.fields import Command
from odoo.sql_db import db_connect
from odoo.tests import HttpCase, new_test_user
from odoo.tools import SQL, mute_logger

from .common_enrol import EnrolCase

HIDDEN = re.compile(r'name="(csrf_token|token)" value="([^"]*)"')


class PortalCase(EnrolCase, HttpCase):
    """Visitors of the public pages: the programme of the tests is published; Algiers has an open session of five seats."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ('ar_001', 'fr_FR'):
            cls.env['res.lang']._activate_lang(code)
        cls.programme.write({'summary': "Learn the craft of the tests"})
        cls.programme.action_publish()
        cls._set_price(4000)
        cls.course = cls._create_open_session(needs_approval=False)
        cls.artisan = cls._create_artisan(birth_date='1984-05-12')
        cls.card = cls.env['chamber.card'].with_user(cls.registrar_16)._issue(cls._get_entry(cls.artisan))
        quiet = mute_logger('odoo.http')
        quiet.__enter__()
        cls.addClassCleanup(quiet.__exit__, None, None, None)

    @classmethod
    def _create_other_session(cls, **values):
        """A draft without half-days, in May."""
        return cls.env['chamber.training.session'].with_user(cls.training_officer_16).create({
            'programme_id': cls.programme.id, 'date_begin': datetime(2026, 5, 3, 8),
            'date_end': datetime(2026, 5, 4, 16), **values})

    def setUp(self):
        super().setUp()
        self._forget_counts()
        self.addCleanup(self._forget_counts)

    def _forget_counts(self):
        """Counts are committed by connections of their own."""
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute(SQL("DELETE FROM verifiable_rate_counter"))

    def _wait_for_a_fresh_minute(self):
        """Counts start anew each minute of the database: no test of them may run across that."""
        self.env.cr.execute(SQL("SELECT 60 - extract(second FROM clock_timestamp())"))
        left = float(self.env.cr.fetchone()[0])
        if left < 15:
            time.sleep(left)

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def _create_portal_user(cls, partner, login):
        user = new_test_user(
            cls.env, login=login, groups='base.group_portal', partner_id=partner.id, company_id=cls.national_chamber.id,
            company_ids=[Command.set(cls.national_chamber.ids)])
        user.partner_id.lang = 'en_US'
        return user

    def _post(self, url, page=None, **values):
        """Send a form as the page that holds it does."""
        page = page or self.url_open(f'/training/session/{self.course.id}/ask')
        hidden = dict(HIDDEN.findall(page.text))
        return self.url_open(url, data={'csrf_token': hidden['csrf_token'], **values})

    def _identify(self, card_number=None, birth_date='1984-05-12'):
        return self._post(
            f'/training/session/{self.course.id}/identify', card_number=card_number or self.card.number, birth_date=birth_date)

    def _confirm(self, page):
        hidden = dict(HIDDEN.findall(page.text))
        return self._post(f'/training/session/{self.course.id}/confirm', page=page, token=hidden.get('token', ''))
