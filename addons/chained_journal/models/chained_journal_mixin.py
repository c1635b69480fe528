from collections import defaultdict

from psycopg2.errors import RestrictViolation

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import canonical, database

PAYLOAD_TYPES = {
    'boolean', 'char', 'date', 'datetime', 'float', 'html', 'integer', 'json', 'many2one', 'many2one_reference',
    'monetary', 'reference', 'selection', 'text',
}


class ChainedJournalMixin(models.AbstractModel):
    _name = 'chained.journal.mixin'
    _description = "Chained Journal"

    # names of the stored fields that each link's payload holds
    _chain_fields = ()
    # to be raised when the payload's content changes; see _chain_columns_of_payload
    _chain_payload_version = 1
    # names of stored fields outside the payload that may change after creation
    _chain_mutable_fields = ()

    chain_key = fields.Char(required=True, readonly=True, copy=False)
    chain_sequence = fields.Integer(string="Link", required=True, readonly=True, copy=False)
    chain_previous_hash = fields.Char(string="Previous Hash", size=64, required=True, readonly=True, copy=False)
    chain_hash = fields.Char(string="Hash", size=64, required=True, readonly=True, copy=False)
    chain_payload = fields.Text(string="Payload", required=True, readonly=True, copy=False)
    chain_version = fields.Integer(string="Payload Version", required=True, readonly=True, copy=False)
    chain_datetime = fields.Datetime(string="Recorded on", required=True, readonly=True, copy=False)
    chain_user_id = fields.Many2one(
        'res.users', string="Recorded by", required=True, readonly=True, copy=False, ondelete='restrict')

    # the hashes are included so that the order of the links is verified from the index alone
    _chain_link_unique = models.UniqueIndex(
        '(chain_key, chain_sequence) INCLUDE (chain_previous_hash, chain_hash)',
        # as a term of this addon's code: Odoo looks for a plain message among the terms of each addon that has a journal
        lambda env, _diagnostics: env._("Two links cannot have the same place."))

    def init(self):
        """Check the definition of the journal, then have the database refuse updates and deletions."""
        super().init()
        if self._abstract or not self._auto:
            return
        self._check_chain_definition()
        mutable = [name for name in self._chain_mutable_fields if self._fields[name].column_type]
        if mutable:
            mutable += ['write_uid', 'write_date']
        database.protect(self.env.cr, self._table, 'chained_journal_refuse', mutable)

    def _init_column(self, column_name):
        """Leave a column that is added to an existing journal empty on the links that were made without it."""

    def _check_chain_definition(self):
        """Raise ValueError where the class cannot work as a journal; for developers, at installation."""
        for name in self._chain_fields:
            field = self._fields.get(name)
            if not field or not field.store or field.type not in PAYLOAD_TYPES or not field.column_type:
                raise ValueError(f"{self._name}.{name} cannot be in the payload: no stored column of a plain type")
            if field.translate or field.company_dependent:
                raise ValueError(f"{self._name}.{name} cannot be in the payload: its value depends on the reader")
            if name in self._chain_mutable_fields:
                raise ValueError(f"{self._name}.{name} is in the payload and cannot be mutable")
        for name, field in self._fields.items():
            if field.compute and field.store and field.column_type and not field.precompute:
                if name not in self._chain_mutable_fields:
                    raise ValueError(f"{self._name}.{name} would be computed after the link is written: precompute it")

    @api.model
    def _get_chain_key(self, vals):
        """Name of the chain in which the record with these stored values is written. To be overridden."""
        return '1'

    @api.model
    def _get_chain_names(self, keys):
        """Return what readers call some chains of this journal: {key: name}. To be overridden; by default the keys themselves.

        Names are looked up for display only: the keys stay what is chained. They must be fit for every auditor.
        """
        return {key: key for key in keys}

    @api.model
    def _chain_columns_of_payload(self, version):
        """Tell which field holds each name of the payloads of this version: {payload name: field name or None}.

        To be overridden once the version is raised, so that older links stay verifiable: a renamed field gives its
        new name, a field that no longer exists gives None.

        :raise NotImplementedError: for a version that the model does not know
        """
        if version == self._chain_payload_version:
            return {name: name for name in self._chain_fields}
        raise NotImplementedError(f"{self._name} does not know version {version} of its payload")

    def _create(self, data_list):
        self._chain_extend([data['stored'] for data in data_list])
        return super()._create(data_list)

    def _chain_extend(self, stored_list):
        """Put the chain's values in those about to be inserted, in the order given."""
        now = fields.Datetime.now()
        links = defaultdict(list)
        for stored in stored_list:
            links[str(self._get_chain_key(stored))].append(stored)
        heads, overtaken = self._chain_lock(links)
        for key, chain in links.items():
            sequence, previous = heads[key]
            for stored in chain:
                sequence += 1
                previous = self._chain_link(stored, key, sequence, previous, now)
            heads[key] = sequence, previous
        self._chain_advance(heads, overtaken)

    def _chain_link(self, stored, key, sequence, previous, moment):
        """Complete the values of one link and return its hash."""
        data = {name: self._chain_value(name, stored) for name in self._chain_fields}
        payload = canonical.build_payload(
            self._chain_payload_version, self._name, key, sequence, moment, self.env.uid, data)
        stored.update(
            chain_key=key, chain_sequence=sequence, chain_previous_hash=previous, chain_payload=payload,
            chain_hash=canonical.link_hash(previous, payload), chain_version=self._chain_payload_version,
            chain_datetime=moment, chain_user_id=self.env.uid)
        return stored['chain_hash']

    def _chain_value(self, name, stored):
        """JSON value of a field as its column will hold it."""
        if name not in stored:
            return None
        field = self._fields[name]
        if field.type == 'json':
            return field.convert_to_cache(stored[name], self)
        value = field.convert_to_column_insert(stored[name], self, stored)
        if value is None:
            return None
        if field.type in ('float', 'monetary'):
            return canonical.decimal_text(value)
        if field.type in ('date', 'datetime'):
            return canonical.date_text(value)
        return value

    def write(self, vals):
        if self and not set(vals) <= set(self._chain_mutable_fields):
            self.check_access('write')
            raise UserError(self._chain_refusal())
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_except_never(self):
        raise UserError(self._chain_refusal())

    def _chain_refusal(self):
        return self.env._(
            "%(journal)s is an append-only journal: nothing in it is changed or deleted. Record a new entry instead.",
            journal=self.env['ir.model']._get(self._name).name or self._description)

    def _sql_error_to_message(self, exc):
        if isinstance(exc, RestrictViolation) and exc.diag.table_name == self._table:
            return self._chain_refusal()
        return super()._sql_error_to_message(exc)
