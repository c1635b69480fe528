import threading
import time
from http import HTTPStatus
from unittest.mock import patch

import requests
from requests.adapters import HTTPAdapter

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL, config

from .common import VerifiableCommon


class FromAddress(HTTPAdapter):
    """Another machine: requests leave from another loopback address."""

    def __init__(self, address):
        self.address = address
        super().__init__()

    def init_poolmanager(self, *args, **kwargs):
        return super().init_poolmanager(*args, source_address=(self.address, 0), **kwargs)


@tagged('post_install', '-at_install')
class TestFlood(VerifiableCommon, HttpCase):

    def setUp(self):
        super().setUp()
        self.addCleanup(self._forget_counts)
        self._forget_counts()
        self._wait_for_a_fresh_minute()
        self.env['ir.config_parameter'].set_param('verifiable_document.limit_live', 5)

    def _forget_counts(self):
        """Counts are committed by connections of their own."""
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute(SQL("DELETE FROM verifiable_rate_counter"))

    def _wait_for_a_fresh_minute(self):
        """Counts start anew each minute: no test may run across that."""
        left = 60 - time.time() % 60
        if left < 15:
            time.sleep(left)

    def _client(self, address):
        session = requests.Session()
        session.mount('http://', FromAddress(address))
        self.addCleanup(session.close)
        return session

    def _get(self, client, path='/verify/live/0000-0000-0000', **headers):
        return client.get(self.base_url() + path, headers=headers, timeout=20)

    def test_a_flood_is_told_to_wait_and_others_are_served(self):
        flooder, other = self._client('127.0.0.2'), self._client('127.0.0.3')
        with self.allow_requests(all_requests=True):
            statuses = [self._get(flooder).status_code for _turn in range(8)]
            refused = self._get(flooder, **{'Accept-Language': 'fr'})
            served = self._get(other)
        self.assertEqual(statuses, [HTTPStatus.OK] * 5 + [HTTPStatus.TOO_MANY_REQUESTS] * 3)
        self.assertEqual(served.status_code, HTTPStatus.OK)
        self.assertEqual(refused.status_code, HTTPStatus.TOO_MANY_REQUESTS)
        self.assertEqual(refused.headers['Retry-After'], '60')
        self.assertEqual(refused.json()['message'], "Trop de demandes depuis votre adresse. Réessayez dans une minute.")

    def test_behind_a_proxy_the_client_counts_and_not_the_proxy(self):
        proxy = self._client('127.0.0.6')

        def ask(client):
            return self._get(proxy, **{'X-Forwarded-For': client, 'X-Forwarded-Host': 'verify.example.dz'}).status_code

        with self.allow_requests(all_requests=True):
            with patch.dict(config.options, {'proxy_mode': True}):
                self.assertEqual([ask('192.0.2.10') for _turn in range(6)][-1], HTTPStatus.TOO_MANY_REQUESTS)
                self.assertEqual(ask('192.0.2.11'), HTTPStatus.OK)
            # Without a proxy anybody could write that header: it counts for nothing.
            statuses = [ask(f'192.0.2.{number}') for number in range(20, 26)]
        self.assertEqual(statuses[-1], HTTPStatus.TOO_MANY_REQUESTS)

    def test_one_kind_of_page_does_not_use_up_another(self):
        client = self._client('127.0.0.4')
        with self.allow_requests(all_requests=True):
            for _turn in range(12):
                self._get(client)
            self.assertEqual(self._get(client).status_code, HTTPStatus.TOO_MANY_REQUESTS)
            self.assertEqual(self._get(client, '/verify/status').status_code, HTTPStatus.OK)

    def test_a_reader_of_pages_is_told_in_a_page(self):
        self.env['ir.config_parameter'].set_param('verifiable_document.limit_page', 0)
        with self.allow_requests(all_requests=True):
            response = self._get(self._client('127.0.0.5'), '/verify', Accept='text/html')
        self.assertEqual(response.status_code, HTTPStatus.TOO_MANY_REQUESTS)
        self.assertIn("طلبات كثيرة جدا", response.text)

    def test_a_negative_limit_is_none(self):
        self.env['ir.config_parameter'].set_param('verifiable_document.limit_live', -1)
        counter = self.env['verifiable.rate.counter']
        self.assertFalse(any(counter._is_exceeded('live', '192.0.2.1') for _turn in range(20)))

    def test_all_workers_count_together_and_no_hit_is_lost(self):
        counter = self.env['verifiable.rate.counter']
        bucket = counter._get_bucket('live', '192.0.2.2')
        failures = []

        def hit():
            try:
                for _turn in range(25):
                    counter._count_bucket(bucket)
            except Exception as error:  # noqa: BLE001  (told below)
                failures.append(error)

        threads = [threading.Thread(target=hit) for _thread in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute(SQL("SELECT sum(hits) FROM verifiable_rate_counter WHERE bucket = %s", bucket))
            self.assertEqual((cr.fetchone()[0], failures), (200, []))

    def test_addresses_are_kept_as_hashes_and_forgotten(self):
        counter = self.env['verifiable.rate.counter']
        counter._is_exceeded('live', '192.0.2.3')
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute(SQL("SELECT bucket FROM verifiable_rate_counter"))
            [(bucket,)] = cr.fetchall()
            self.assertRegex(bucket, r'^[0-9a-f]{32}$')
            cr.execute(SQL("UPDATE verifiable_rate_counter SET minute = minute - 5"))
        with db_connect(self.env.cr.dbname).cursor() as cr:
            counter = api.Environment(cr, SUPERUSER_ID, {})['verifiable.rate.counter']
            counter._gc_counters()
            self.assertFalse(counter.search([]))

    def test_the_free_half_of_an_ipv6_address_does_not_help(self):
        counter = self.env['verifiable.rate.counter']
        first = counter._get_bucket('live', '2001:db8:1:2::1')
        self.assertEqual(first, counter._get_bucket('live', '2001:db8:1:2:ffff::9'))
        self.assertNotEqual(first, counter._get_bucket('live', '2001:db8:1:3::1'))

    def test_the_table_is_unlogged(self):
        self.env.cr.execute(SQL("SELECT relpersistence FROM pg_class WHERE relname = 'verifiable_rate_counter'"))
        self.assertEqual(self.env.cr.fetchone(), ('u',))
