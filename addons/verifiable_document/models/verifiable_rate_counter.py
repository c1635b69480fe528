import hashlib
from ipaddress import ip_address

from odoo import api, fields, models
from odoo.sql_db import db_connect
from odoo.tools import SQL

WINDOW_SECONDS = 60
# Many phones of one mobile operator share an address: generous, and yet far below what a flood needs.
DEFAULT_LIMIT = 60
DEFAULT_LIMITS = {'page': 1200, 'data': 300, 'live': 300, 'check': 120}


class VerifiableRateCounter(models.Model):
    """How often a client asked for a kind of page in the current minute.

    In the database, so that all workers count together; unlogged, because nothing is lost when it is lost. Clients are
    kept as keyed hashes of their address.
    """
    _name = 'verifiable.rate.counter'
    _description = "Requests of a Client in a Minute"
    _log_access = False
    _rec_name = 'bucket'

    bucket = fields.Char(required=True)
    minute = fields.Integer(required=True)
    hits = fields.Integer(required=True)

    _bucket_unique = models.UniqueIndex('(bucket, minute)')

    def init(self):
        """A counter need not survive a crash: spare the write-ahead log."""
        self.env.cr.execute(SQL("SELECT relpersistence FROM pg_class WHERE oid = 'verifiable_rate_counter'::regclass"))
        if self.env.cr.fetchone() == ('p',):
            self.env.cr.execute(SQL("ALTER TABLE verifiable_rate_counter SET UNLOGGED"))

    @api.model
    def _is_exceeded(self, scope, address):
        """Count one request; whether it is one too many.

        :param str scope: kind of page; the parameter ``verifiable_document.limit_<scope>`` sets its limit (negative:
            none), else DEFAULT_LIMITS
        :param str address: IP address of the client
        """
        limit = self._get_limit(scope)
        return limit >= 0 and self._count_bucket(self._get_bucket(scope, address)) > limit

    def _get_limit(self, scope):
        # A setting of the public pages, needed by whoever asks for one.
        value = self.env['ir.config_parameter'].sudo().get_param(f'verifiable_document.limit_{scope}')
        return int(value or DEFAULT_LIMITS.get(scope, DEFAULT_LIMIT))

    def _count_bucket(self, bucket):
        """Hits so far in this minute, this one included.

        Own connection and read committed: parallel hits queue for the row a moment and none fails to serialise, and
        the count stays when the request is rolled back.
        """
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute(SQL("SET TRANSACTION ISOLATION LEVEL READ COMMITTED"))
            cr.execute(SQL(
                "INSERT INTO verifiable_rate_counter AS counter (bucket, minute, hits)"
                " VALUES (%s, extract(epoch FROM now())::int / %s, 1)"
                " ON CONFLICT (bucket, minute) DO UPDATE SET hits = counter.hits + 1 RETURNING hits",
                bucket, WINDOW_SECONDS))
            return cr.fetchone()[0]

    def _get_bucket(self, scope, address):
        # The key that makes the hash useless elsewhere.
        secret = self.env['ir.config_parameter'].sudo().get_param('database.secret')
        text = f'{scope}:{_network(address)}'
        return hashlib.blake2b(text.encode(), key=secret.encode()[:64], digest_size=16).hexdigest()

    @api.autovacuum
    def _gc_counters(self):
        self.env.cr.execute(SQL(
            "DELETE FROM verifiable_rate_counter WHERE minute < extract(epoch FROM now())::int / %s - 1",
            WINDOW_SECONDS))


def _network(address):
    """The address of a client; of IPv6 only the half that names the network, the other is free to choose."""
    try:
        parsed = ip_address(address or '')
    except ValueError:
        return 'unknown'
    return str(parsed) if parsed.version == 4 else parsed.exploded[:19]
