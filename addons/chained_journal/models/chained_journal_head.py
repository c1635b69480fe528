from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..tools import database


class ChainedJournalHead(models.Model):
    _name = 'chained.journal.head'
    _description = "Journal Head"
    _order = 'model, chain_key'
    _rec_names_search = ['model', 'chain', 'chain_key']

    model = fields.Char(string="Technical Name", required=True, readonly=True)
    journal = fields.Char(compute='_compute_journal')
    chain_key = fields.Char(required=True, readonly=True)
    chain = fields.Char(compute='_compute_chain', search='_search_chain')
    sequence = fields.Integer(string="Links", required=True, readonly=True)
    hash = fields.Char(string="Last Hash", size=64, required=True, readonly=True)
    write_date = fields.Datetime(string="Last Link on")

    _chain_unique = models.UniqueIndex('(model, chain_key)', "A chain has one head.")

    def init(self):  # pylint: disable=missing-return  # nothing to return
        """Have the database let heads move forward only."""
        super().init()
        database.protect(self.env.cr, self._table, 'chained_journal_head_guard')

    @api.depends('model')
    @api.depends_context('lang')
    def _compute_journal(self):
        for head in self:
            # the name of a model is no secret, but not every auditor may read ir.model
            head.journal = self.env['ir.model'].sudo()._get(head.model).name or head.model

    @api.depends('model', 'chain_key')
    @api.depends_context('lang')
    def _compute_chain(self):
        for model, heads in self.grouped('model').items():
            names = self._get_chain_names(model, heads.mapped('chain_key'))
            for head in heads:
                head.chain = names[head.chain_key]

    @api.model
    def _get_chain_names(self, model, keys):
        """Return {key: name} for chains of a journal, which may have been uninstalled since."""
        is_journal = model in self.env['chained.journal.mixin']._get_journal_models()
        names = self.env[model]._get_chain_names(keys) if is_journal else {}
        return {key: names.get(key) or key for key in keys}

    def _search_chain(self, operator, value):
        if operator not in ('ilike', 'in'):
            return NotImplemented
        # names are computed, and chains are few: some for each journal and company
        heads = self.search([('id', '!=', False)])
        if operator == 'in':
            return [('id', 'in', heads.filtered(lambda head: head.chain in value).ids)]
        return [('id', 'in', heads.filtered(lambda head: value.casefold() in head.chain.casefold()).ids)]

    @api.depends('journal', 'chain')
    @api.depends_context('lang')
    def _compute_display_name(self):
        for head in self:
            head.display_name = f'{head.journal} / {head.chain}'

    def action_verify(self):
        """Verify the chains of these heads, or every journal when none is given, and show the result.

        :raise AccessError: for anyone but auditors and system administrators
        """
        self._check_auditor()
        wanted = {}
        for head in self:
            wanted.setdefault(head.model, []).append(head.chain_key)
        # the auditor reads through the verification what he may not read as records, and changes nothing
        return self.env['chained.journal.verification'].sudo()._run(wanted or None)._action_open()

    @api.model
    def _check_auditor(self):
        user = self.env.user
        if not (self.env.su or user._is_system() or user.has_group('chained_journal.chained_journal_group_auditor')):
            raise AccessError(self.env._("Only journal auditors may verify journals."))
