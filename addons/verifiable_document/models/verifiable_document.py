from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import serial as serials
from ..tools import token as tokens

BATCH = 1000
STATES = [
    ('valid', "Valid"), ('suspended', "Suspended"), ('revoked', "Revoked"), ('expired', "Expired"),
    ('replaced', "Replaced"),
]


class VerifiableDocument(models.Model):
    _name = 'verifiable.document'
    _description = "Verifiable Document"
    _order = 'id desc'
    _rec_name = 'serial'

    KEY_PURPOSE = 'verifiable-document'
    TRANSITIONS = {
        'valid': {'suspended', 'revoked', 'expired', 'replaced'},
        'suspended': {'valid', 'revoked', 'expired', 'replaced'},
        'expired': {'revoked', 'replaced'},
        'replaced': {'revoked'},
        'revoked': set(),
    }
    MUTABLE = {'state', 'replaced_by_id', 'event_ids'}

    serial = fields.Char(required=True, readonly=True)
    status_index = fields.Integer(required=True, readonly=True, aggregator=None)
    type_id = fields.Many2one('verifiable.type', required=True, readonly=True, index=True, ondelete='restrict')
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(string="Record", model_field='res_model', required=True, readonly=True)
    company_id = fields.Many2one('res.company', readonly=True, index='btree_not_null')
    state = fields.Selection(STATES, string="Recorded State", required=True, default='valid', readonly=True)
    current_state = fields.Selection(
        STATES, string="State", compute='_compute_current_state', search='_search_current_state')
    issued_on = fields.Date(required=True, readonly=True)
    expires_on = fields.Date(string="Valid Until", readonly=True)
    kid = fields.Char(string="Key", required=True, readonly=True)
    token = fields.Text(required=True, readonly=True, groups='verifiable_document.verifiable_document_group_user')
    replaced_by_id = fields.Many2one('verifiable.document', readonly=True, index='btree_not_null')
    event_ids = fields.One2many('verifiable.document.event', 'document_id', string="History", readonly=True)

    _serial_unique = models.UniqueIndex('(serial)', "Another document has this serial.")
    _status_index_unique = models.UniqueIndex('(status_index)', "Another document has this index.")
    _record_idx = models.Index('(res_model, res_id)')
    _not_valid_idx = models.Index("(status_index, state) WHERE state <> 'valid'")
    _open_idx = models.Index("(expires_on) WHERE state IN ('valid', 'suspended')")

    def init(self):
        """The counter of status indexes: each index is given once, also by parallel transactions."""
        self.env.cr.execute(SQL("CREATE SEQUENCE IF NOT EXISTS verifiable_document_status_index_seq MINVALUE 0"))

    @api.depends('state', 'expires_on')
    def _compute_current_state(self):
        today = fields.Date.context_today(self)
        for document in self:
            is_past = document.expires_on and document.expires_on < today
            is_open = document.state in ('valid', 'suspended')
            document.current_state = 'expired' if is_open and is_past else document.state

    def _search_current_state(self, operator, value):
        if operator != 'in':
            return NotImplemented
        is_past = Domain('expires_on', '<', fields.Date.context_today(self))
        is_open = Domain('state', 'in', ('valid', 'suspended'))
        domain = Domain('state', 'in', list(value)) & ~(is_open & is_past)
        return domain | (is_open & is_past) if 'expired' in value else domain

    def write(self, vals):
        if not self.MUTABLE.issuperset(vals):
            raise UserError(self.env._("An issued document cannot be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        raise UserError(self.env._("An issued document cannot be deleted, only revoked: its QR code is already out."))

    def action_open_record(self):
        """Open the record that the document was issued for."""
        self.ensure_one()
        return {'type': 'ir.actions.act_window', 'res_model': self.res_model, 'res_id': self.res_id,
                'view_mode': 'form', 'views': [(False, 'form')]}

    @api.model
    def _issue(self, document_type, requests):
        """Sign and record documents, in one batch.

        :param document_type: ``verifiable.type``
        :param requests: list of dicts with res_model, res_id, company_id, expires_on (date or False) and
            claims (integer → str, int or date)
        :return: the new documents, in the order of the requests
        :raises ValueError: on claims that the type does not declare, or a token too long for a QR code
        """
        # Whoever may issue the paper may have it signed; the keys themselves stay out of reach.
        key = self.env['signing.key'].sudo()._get_active(self.KEY_PURPOSE)
        today = fields.Date.context_today(self)
        vals_list = [
            self._prepare_issue_values(document_type, request, key, index, today)
            for request, index in zip(requests, self._next_indexes(len(requests)), strict=True)
        ]
        return self.create(vals_list)

    def _prepare_issue_values(self, document_type, request, key, index, today):
        document_type._check_claims(request['claims'])
        number = serials.new_number()
        claims = {tokens.SERIAL: number, tokens.TYPE: document_type.number, tokens.ISSUED: today,
                  tokens.INDEX: index, **request['claims']}
        if request['expires_on']:
            claims[tokens.EXPIRES] = request['expires_on']
        header, body = tokens.to_sign(key.kid, claims)
        token = tokens.assemble(header, key._sign(tokens.signed_bytes(header, body)), body)
        if len(token) > tokens.MAX_LENGTH:
            raise ValueError(f"token of {len(token)} characters: too long for a QR code")
        return {
            'serial': serials.to_text(number), 'status_index': index, 'type_id': document_type.id,
            'res_model': request['res_model'], 'res_id': request['res_id'], 'company_id': request['company_id'],
            'issued_on': today, 'expires_on': request['expires_on'], 'kid': key.kid, 'token': token,
        }

    def _next_indexes(self, count):
        rows = self.env.execute_query(SQL(
            "SELECT nextval('verifiable_document_status_index_seq') FROM generate_series(1, %s)", count))
        return [index for index, in rows]

    def _set_state(self, state, reason=None):
        """Move documents to a state; the status list shows it from the next download on.

        :raises UserError: on a move that TRANSITIONS does not allow
        :raises LockError: when somebody else is moving one of them at this moment
        """
        self.lock_for_update()
        documents = self.filtered(lambda document: document.state != state)
        labels = dict(self._fields['state']._description_selection(self.env))
        for document in documents:
            if state not in self.TRANSITIONS[document.state]:
                raise UserError(self.env._(
                    "Document %(serial)s cannot go from %(old)s to %(new)s.",
                    serial=document.serial, old=labels[document.state], new=labels[state]))
        self.env['verifiable.document.event'].create([
            {'document_id': document.id, 'previous_state': document.state, 'state': state, 'reason': reason}
            for document in documents
        ])
        documents.write({'state': state})

    def _replace_by(self, successors):
        """Mark as replaced what was not revoked or replaced before.

        :param dict successors: id → the document that takes its place, where it is known
        """
        documents = self.filtered(lambda document: 'replaced' in self.TRANSITIONS[document.state])
        documents._set_state('replaced')
        for document in documents:
            document.replaced_by_id = successors.get(document.id)

    @api.model
    def _cron_expire(self):
        """Record as expired what is past its day. Nothing waits for it: everybody compares the dates."""
        domain = Domain('state', 'in', ('valid', 'suspended')) & Domain('expires_on', '<', 'today')
        while documents := self.search(domain, limit=BATCH).try_lock_for_update():
            documents._set_state('expired')
            if not self.env['ir.cron']._commit_progress(len(documents), remaining=self.search_count(domain)):
                break
