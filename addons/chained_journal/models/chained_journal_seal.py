import base64
import json
import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL, email_split

from odoo.addons.signing_key.tools.cipher import from_base64url, is_signature, to_base64url

from ..tools import canonical
from ..tools import findings as faults

_logger = logging.getLogger(__name__)

PURPOSE = 'journal-seal'
FORMAT = 'chained-journal-seal'
RECIPIENTS_PARAMETER = 'chained_journal.seal_recipients'


class ChainedJournalSeal(models.Model):
    """A signed statement of where every chain stood, to be kept elsewhere: what is cut off later is missed."""
    _name = 'chained.journal.seal'
    _description = "Journal Seal"
    _inherit = 'chained.journal.mixin'
    _order = 'chain_sequence desc'
    _rec_name = 'filename'

    _chain_fields = ('statement', 'signature', 'kid', 'head_count')

    statement = fields.Text(required=True, readonly=True)
    signature = fields.Char(required=True, readonly=True)
    kid = fields.Char(string="Key ID", required=True, readonly=True)
    head_count = fields.Integer(string="Chains", readonly=True)
    filename = fields.Char(compute='_compute_file')
    file = fields.Binary(compute='_compute_file', attachment=False)

    @api.depends('statement', 'signature', 'kid', 'chain_sequence')
    def _compute_file(self):
        for seal in self:
            seal.filename = f'journal-seal-{seal.chain_sequence:06d}.json'
            seal.file = base64.b64encode(seal._get_copy())

    def _get_copy(self):
        """Bytes of the file that is kept elsewhere: statement, signature, and the public key that checks it."""
        self.ensure_one()
        public, _state = self.env['signing.key']._public_part(self.kid)
        content = {
            'format': FORMAT, 'number': self.chain_sequence, 'statement': self.statement,
            'signature': self.signature, 'kid': self.kid, 'public_key': to_base64url(public),
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode()

    def action_download(self):
        """Send the file to be kept elsewhere."""
        self.ensure_one()
        self.check_access('read')
        return {
            'type': 'ir.actions.act_url', 'target': 'self',
            'url': f'/web/content/chained.journal.seal/{self.id}/file/{self.filename}?download=true',
        }

    @api.model
    def action_seal_now(self):
        """Seal all chains at once instead of waiting for the day's seal, and show it.

        :raise AccessError: for anyone but system administrators
        """
        if not (self.env.su or self.env.user._is_system()):
            raise AccessError(self.env._("Only a system administrator may seal journals."))
        # seals are read-only records: the check above is the right to add one
        return self.sudo()._seal()._get_records_action(name=self.env._("Journal Seal"))

    @api.model
    def _cron_seal(self):
        """Seal all chains and send the seal to the addresses that keep a copy."""
        self._seal()._send_copy()

    @api.model
    def _seal(self):
        """Create and return the next seal: the statement says where every chain stands now."""
        heads, _overtaken = self._chain_lock(['1'])
        number, previous = heads['1']
        heads = self._get_current_heads()
        statement = canonical.canonical_json({
            'format': FORMAT, 'version': 1, 'number': number + 1, 'previous': previous,
            'database': self.env['ir.config_parameter'].sudo().get_param('database.uuid'),
            'date': canonical.date_text(fields.Datetime.now()), 'heads': heads,
        })
        key = self.env['signing.key']._get_active(PURPOSE)
        return self.create({
            'statement': statement, 'head_count': len(heads), 'kid': key.kid,
            'signature': to_base64url(key._sign(statement.encode())),
        })

    def _get_current_heads(self):
        """Every head, or the last link where it is further: a cut chain stays missed in the seals to come."""
        heads = []
        Head = self.env['chained.journal.head'].sudo()  # the seal covers every journal, whoever makes it
        for model, records in Head.search([('id', '!=', False)], order='model, chain_key').grouped('model').items():
            ends = {head.chain_key: (head.sequence, head.hash) for head in records}
            if model in self.env and 'chain_sequence' in self.env[model]._fields:
                rows = self.env.execute_query(self.env[model]._chain_last_query(list(ends)))
                for key, sequence, last_hash, _is_head in rows:
                    ends[key] = max(ends[key], (sequence, last_hash))
            heads += [
                {'model': model, 'key': key, 'sequence': sequence, 'hash': last_hash}
                for key, (sequence, last_hash) in sorted(ends.items())
            ]
        return heads

    def _send_copy(self):
        """Queue an e-mail with the file to the addresses of the parameter `chained_journal.seal_recipients`."""
        parameter = self.env['ir.config_parameter'].sudo().get_param(RECIPIENTS_PARAMETER, '')
        recipients = email_split(parameter)
        if not recipients:
            return
        # those who keep the copies read the organisation's language, whoever runs the seal
        for seal in self.with_context(lang=self.env.company.partner_id.lang or self.env.lang):
            # the copy must leave even when the sealing user may not send e-mail
            self.env['mail.mail'].sudo().create({
                'subject': seal.env._("Journal seal no. %(number)s", number=seal.chain_sequence),
                'body_html': seal.env._(
                    "Keep the attached file apart from the server: with it, anyone can tell whether a record was"
                    " changed or cut off since."),
                'email_to': ', '.join(recipients),
                'attachment_ids': [(0, 0, {'name': seal.filename, 'raw': seal._get_copy()})],
            })

    @api.model
    def _find_contradicted(self, journal, keys):
        """Compare the chains of a journal with what every seal said of them."""
        if not self.env.execute_query(SQL("SELECT 1 FROM chained_journal_seal LIMIT 1")):
            return
        query = SQL(
            """
            SELECT DISTINCT ON (sealed.key) sealed.key, sealed.sequence, sealed.number, link.id IS NULL,
                   (SELECT COALESCE(max(chain_sequence), 0) FROM %(table)s WHERE chain_key = sealed.key)
              FROM (SELECT head.key, head.sequence, head.hash, min(seal.chain_sequence) AS number
                      FROM chained_journal_seal AS seal,
                           json_to_recordset(chained_journal_read(seal.statement) -> 'heads')
                                AS head(model text, key text, sequence integer, hash text)
                     WHERE head.model = %(model)s
                     GROUP BY head.key, head.sequence, head.hash) AS sealed
              LEFT JOIN %(table)s AS link
                     ON link.chain_key = sealed.key AND link.chain_sequence = sealed.sequence
             WHERE link.chain_hash IS DISTINCT FROM sealed.hash
             ORDER BY sealed.key, sealed.sequence
            """, model=journal._name, table=SQL.identifier(journal._table))
        for key, sequence, number, is_gone, last_sequence in self.env.execute_query(query):
            if keys is not None and key not in keys:
                continue
            yield self._contradiction(journal._name, key, sequence, number, is_gone, last_sequence)

    @api.model
    def _contradiction(self, model, key, sequence, number, is_gone, last_sequence):
        if is_gone and last_sequence < sequence:
            return faults.finding(model, key, last_sequence + 1, faults.CUT, last=sequence, seal=number)
        if is_gone:
            return faults.finding(model, key, sequence, faults.DELETED, last=sequence, seal=number)
        return faults.finding(model, key, sequence, faults.EDITED, columns=[], seal=number)

    @api.model
    def _find_missing_journals(self):
        """Journals that some seal names and that are no longer installed."""
        rows = self.env.execute_query(SQL(
            """
            SELECT head.model, min(seal.chain_sequence)
              FROM chained_journal_seal AS seal,
                   json_to_recordset(chained_journal_read(seal.statement) -> 'heads') AS head(model text)
             GROUP BY head.model ORDER BY head.model"""))
        installed = set(self._get_journal_models())
        return [faults.finding(model, None, 0, faults.MISSING, seal=number)
                for model, number in rows if model not in installed]

    @api.model
    def _verify_chains(self, chain_keys=None, since=None):
        """Verify the seals' own chain, then every signature."""
        found = super()._verify_chains(chain_keys, since)
        for seal in self.sudo().search([('id', '!=', False)], order='chain_sequence'):  # signatures are public evidence
            if not self.env['signing.key']._verify(seal.kid, seal.statement.encode(), _bytes(seal.signature)):
                found += self._tell([faults.finding(self._name, '1', seal.chain_sequence, faults.SEAL)])
                break
        return found

    @api.model
    def _verify_copy(self, content):
        """Compare a kept copy of a seal (bytes of its file) with this database.

        :return: findings as of `_verify_chains`
        """
        copy = _read_copy(content)
        if copy is None:
            return self._tell([faults.finding(self._name, None, 0, faults.SEAL, unreadable=True)])
        statement = json.loads(copy['statement'])
        found = []
        if not self._is_genuine(copy):
            found.append(faults.finding(self._name, '1', statement['number'], faults.SEAL))
        seal = self.sudo().search([('chain_key', '=', '1'), ('chain_sequence', '=', statement['number'])])
        if not seal or seal.statement != copy['statement']:
            found.append(faults.finding(
                self._name, '1', statement['number'], faults.EDITED if seal else faults.CUT,
                last=statement['number'], columns=[]))
        for model, heads in _group_by_model(statement.get('heads') or []).items():
            found += self._compare_heads(model, heads, statement['number'])
        return self._tell(faults.first_by_chain(found))

    @api.model
    def _is_genuine(self, copy):
        """Whether the copy is signed by a key that this database knows under the same name."""
        try:
            known, state = self.env['signing.key']._public_part(copy['kid'])
        except KeyError:
            return False
        return state != 'revoked' and known == _bytes(copy['public_key']) and is_signature(
            known, copy['statement'].encode(), _bytes(copy['signature']))

    @api.model
    def _compare_heads(self, model, heads, number):
        """Findings where a journal does not hold the links that the heads of seal ``number`` name."""
        if model not in self._get_journal_models():
            return [faults.finding(model, None, 0, faults.MISSING, seal=number)]
        rows = self.env.execute_query(SQL(
            """
            SELECT head.key, head.sequence, link.id IS NULL,
                   (SELECT COALESCE(max(chain_sequence), 0) FROM %(table)s WHERE chain_key = head.key)
              FROM jsonb_to_recordset(%(heads)s::jsonb) AS head(key text, sequence integer, hash text)
              LEFT JOIN %(table)s AS link ON link.chain_key = head.key AND link.chain_sequence = head.sequence
             WHERE link.chain_hash IS DISTINCT FROM head.hash
            """, table=SQL.identifier(self.env[model]._table), heads=json.dumps(heads)))
        return [self._contradiction(model, key, sequence, number, is_gone, last)
                for key, sequence, is_gone, last in rows]


def _bytes(text):
    try:
        return from_base64url(text)
    except ValueError:
        return b''


def _read_copy(content):
    """The copy as a dict, or None when the file is not one."""
    try:
        copy = json.loads(content)
        statement = json.loads(copy['statement'])
    except (ValueError, TypeError, KeyError):
        return None
    if not isinstance(statement, dict) or copy.get('format') != FORMAT or statement.get('format') != FORMAT:
        return None
    texts = [copy.get(name) for name in ('kid', 'signature', 'public_key')]
    numbers = [statement.get('number')]
    for head in statement.get('heads') or []:
        if not isinstance(head, dict):
            return None
        texts += [head.get(name) for name in ('model', 'key', 'hash')]
        numbers.append(head.get('sequence'))
    is_whole = all(isinstance(text, str) for text in texts) and all(type(number) is int for number in numbers)
    return copy if is_whole else None


def _group_by_model(heads):
    groups = {}
    for head in heads:
        groups.setdefault(head['model'], []).append(head)
    return groups
