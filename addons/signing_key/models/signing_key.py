import logging

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.sql_db import db_connect
from odoo.tools import SQL

from ..tools import cipher
from ..tools.server_secret import ENVIRONMENT_NAME, MINIMUM_LENGTH, read_server_secret

_logger = logging.getLogger(__name__)

# (database, kid) → private key: decrypting once per process keeps signing fast
_private_keys = {}


class SigningKey(models.Model):
    _name = 'signing.key'
    _description = "Signing Key"
    _order = 'purpose, date_start desc, id desc'
    _rec_names_search = ['purpose', 'kid']

    purpose = fields.Char(required=True, readonly=True)
    kid = fields.Char(string="Key ID", required=True, readonly=True)
    public_key = fields.Char(required=True, readonly=True, help="Raw Ed25519 public key, 32 bytes in base64url.")
    state = fields.Selection([
        ('active', "Active"), ('retired', "Retired"), ('revoked', "Revoked"),
    ], required=True, default='active', readonly=True,
        help="Active: signs and verifies. Retired: still verifies. Revoked: what it signed is no longer accepted.")
    date_start = fields.Datetime(required=True, readonly=True, default=lambda self: fields.Datetime.now())
    date_end = fields.Datetime(readonly=True)

    _kid_unique = models.Constraint('UNIQUE (kid)', "Two keys cannot have the same ID.")
    _one_active = models.UniqueIndex("(purpose) WHERE state = 'active'", "This purpose already has an active key.")

    def init(self):
        """Create the table of the encrypted private parts, out of reach of the ORM."""
        self.env.cr.execute(SQL(
            "CREATE TABLE IF NOT EXISTS signing_key_secret ("
            " key_id integer PRIMARY KEY REFERENCES signing_key ON DELETE CASCADE, sealed bytea NOT NULL)"))

    @api.depends('purpose', 'kid')
    def _compute_display_name(self):
        for key in self:
            key.display_name = f'{key.purpose} ({key.kid})'

    def action_rotate(self):
        """Retire the key and put a new one in its place; what the old one signed still verifies.

        :raise AccessError: for anyone but a system administrator
        :raise UserError: when the key is not active
        """
        self.ensure_one()
        self._check_administrator()
        # keys are read-only for everyone: the check above is the right to change them
        self.sudo()._end('retired')
        return self._get_active(self.purpose)._get_records_action(name=self.env._("Signing Key"))

    def action_revoke(self):
        """End the key because its private part may be known: what it signed is refused from now on.

        :raise AccessError: for anyone but a system administrator
        :raise UserError: when the key is already revoked
        """
        self.ensure_one()
        self._check_administrator()
        # keys are read-only for everyone: the check above is the right to change them
        self.sudo()._end('revoked')

    def _check_administrator(self):
        if not (self.env.su or self.env.user._is_system()):
            raise AccessError(self.env._("Only a system administrator may change signing keys."))

    def _end(self, state):
        self.lock_for_update()
        self.invalidate_recordset(['state'])
        for key in self:
            if key.state == 'revoked' or (state == 'retired' and key.state != 'active'):
                raise UserError(self.env._("The key %(key)s is no longer active.", key=key.display_name))
            key.write({'state': state, 'date_end': key.date_end or fields.Datetime.now()})
            _logger.info("Signing key %s of %s is now %s, by user %s.", key.kid, key.purpose, state, self.env.uid)
        self.env.registry.clear_cache()

    @api.model
    def _get_active(self, purpose):
        """Return the active key of the purpose, made on first use; in sudo, since only its public part is readable.

        :raise ConcurrencyError: when another transaction made it meanwhile; the request is then retried by Odoo
        """
        # any process of the server may have something signed, whoever its user is
        keys = self.sudo()
        return keys._search_active(purpose) or keys._make(purpose)

    @api.model
    def _search_active(self, purpose):
        return self.search([('purpose', '=', purpose), ('state', '=', 'active')], limit=1)

    def _make(self, purpose):
        """Create the active key of a purpose, one maker at a time."""
        self.env.cr.execute(SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", f'signing.key:{purpose}'))
        if self._committed_elsewhere(purpose):
            raise ConcurrencyError(f"The signing key of {purpose} was made by another transaction.")
        secret = self._server_secret()
        private, public = cipher.new_pair()
        while self.search_count([('kid', '=', cipher.key_id(public))], limit=1):
            private, public = cipher.new_pair()
        key = self.create({
            'purpose': purpose, 'kid': cipher.key_id(public), 'public_key': cipher.to_base64url(public)})
        self.env.cr.execute(SQL(
            "INSERT INTO signing_key_secret (key_id, sealed) VALUES (%s, %s)",
            key.id, cipher.seal(secret, key._seal_label(), private)))
        return key

    def _committed_elsewhere(self, purpose):
        """Whether an active key exists that this transaction cannot see yet."""
        query = SQL("SELECT id FROM signing_key WHERE purpose = %s AND state = 'active'", purpose)
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute(query)
            committed = {key_id for key_id, in cr.fetchall()}
        # a key that this transaction has just ended is still active for the others
        known = self.search([('id', 'in', list(committed))])
        return bool(committed - set(known.ids))

    def _sign(self, payload):
        """Return the 64 bytes of the Ed25519 signature over ``payload`` (bytes).

        :raise UserError: when the key is not active, or the server's secret does not open it
        """
        self.ensure_one()
        if self.state != 'active':
            raise UserError(self.env._("The key %(key)s is no longer active.", key=self.display_name))
        private = _private_keys.get((self.env.cr.dbname, self.kid)) or self._load_private()
        return private.sign(payload)

    def _load_private(self):
        self.flush_recordset()
        rows = self.env.execute_query(SQL("SELECT sealed FROM signing_key_secret WHERE key_id = %s", self.id))
        try:
            raw = cipher.unseal(self._server_secret(), self._seal_label(), bytes(rows[0][0]) if rows else b'')
        except (cipher.WrongSecret, ValueError) as error:
            raise UserError(self.env._(
                "The secret of this server does not open the key %(key)s. Put the right secret back, or rotate the key.",
                key=self.display_name)) from error
        private = _private_keys[self.env.cr.dbname, self.kid] = cipher.load_private(raw)
        return private

    @api.model
    def _server_secret(self):
        secret = read_server_secret()
        if len(secret) < MINIMUM_LENGTH:
            raise UserError(self.env._(
                "The signing secret of this server (%(name)s) must have at least %(count)s characters.",
                name=ENVIRONMENT_NAME, count=MINIMUM_LENGTH))
        return secret

    def _seal_label(self):
        return f'{self.purpose}:{self.kid}'

    @api.model
    def _verify(self, kid, payload, signature):
        """Whether the key ``kid`` made ``signature`` over ``payload`` (both bytes) and is not revoked."""
        try:
            public, state = self._public_part(kid)
        except KeyError:
            return False
        return state != 'revoked' and cipher.is_signature(public, payload, signature)

    @api.model
    @tools.ormcache('kid')
    def _public_part(self, kid):
        """Return (public key bytes, state). Raise KeyError when unknown, so that absence is never cached."""
        # verifying is open to everyone: it uses public parts only
        key = self.sudo().search([('kid', '=', kid)])
        if not key:
            raise KeyError(kid)
        return cipher.from_base64url(key.public_key), key.state

    @api.model
    def _public_keys(self, purpose):
        """Return what a verifier needs to know: a list of dicts, oldest key first, dates as datetimes or False."""
        # public parts are meant for everyone
        keys = self.sudo().search([('purpose', '=', purpose)], order='id')
        return [
            {name: key[name] for name in ('kid', 'public_key', 'state', 'date_start', 'date_end')}
            for key in keys
        ]
