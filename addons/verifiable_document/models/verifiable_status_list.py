import base64
import gzip
import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import status_list

REFRESH_MINUTES = 15


class VerifiableStatusList(models.Model):
    """One record: the list as last signed. A pending change makes it stale at once, time makes it stale slowly."""
    _name = 'verifiable.status.list'
    _description = "Signed Status List"
    _rec_name = 'version'

    version = fields.Integer(required=True, readonly=True)
    made_at = fields.Datetime(readonly=True)
    size = fields.Integer(readonly=True, help="Number of indexes that the list covers.")
    body = fields.Binary(attachment=False, readonly=True, help="The signed list, compressed by gzip.")

    @api.model
    def _get_current(self):
        """The signed list with every committed change in it; signed anew when it is old.

        :return: (version, gzip-compressed bytes); version None when another request is storing a newer list at this
            moment, so that this one was made for its asker alone
        """
        current = self.search([], limit=1)
        if not current._is_stale():
            return current.version, base64.b64decode(current.body)
        if not current.try_lock_for_update():
            return None, current._make(current.version + 1)[1]
        return current._store()

    def _is_stale(self):
        limit = fields.Datetime.now() - timedelta(minutes=REFRESH_MINUTES)
        if not self.body or self.made_at < limit:
            return True
        return bool(self.env['verifiable.document.event'].search_count([('is_pending', '=', True)], limit=1))

    def _store(self):
        version = self.version + 1
        size, compressed = self._make(version)
        events = self.env['verifiable.document.event'].search([('is_pending', '=', True)])
        events.write({'is_pending': False, 'list_version': version})
        self.write({'version': version, 'made_at': fields.Datetime.now(), 'size': size,
                    'body': base64.b64encode(compressed)})
        return version, compressed

    def _make(self, version):
        """(number of indexes, the signed and compressed list)."""
        size, rows = self._read_states()
        payload = status_list.body(version, int(time.time()), size, status_list.pack(size, rows))
        signatures = self.env['verifiable.statement']._sign('status', payload)
        return size, gzip.compress(status_list.envelope(signatures, payload), 9, mtime=0)

    def _read_states(self):
        """(number of indexes, [(index, state)]); what a phone sees by the date alone is left out."""
        self.env['verifiable.document'].flush_model()
        today = fields.Date.context_today(self)
        [(size,)] = self.env.execute_query(SQL("SELECT coalesce(max(status_index) + 1, 0) FROM verifiable_document"))
        rows = self.env.execute_query(SQL(
            "SELECT status_index, state FROM verifiable_document"
            " WHERE state IN ('suspended', 'revoked')"
            " OR state IN ('expired', 'replaced') AND (expires_on IS NULL OR expires_on >= %s)", today))
        return size, rows
