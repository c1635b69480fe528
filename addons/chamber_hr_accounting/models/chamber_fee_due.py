import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

# ids of the documents of all models, side by side
MODELS_LIMIT = 64
TOKEN = re.compile(r'/verify#(\S+)')


class ChamberFeeDue(models.Model):
    """What is due at the cash desk, of whatever document: read from the documents themselves."""
    _name = 'chamber.fee.due'
    _description = "Fee to Receive"
    _auto = False
    _order = 'date, id'
    _rec_name = 'reference'
    _rec_names_search = ['reference', 'partner_id.name']

    company_id = fields.Many2one('res.company', string="Chamber", readonly=True)
    partner_id = fields.Many2one('res.partner', string="Payer", readonly=True)
    reference = fields.Char(string="Number", readonly=True)
    res_model = fields.Selection(selection='_selection_res_model', string="Document", readonly=True)
    res_id = fields.Many2oneReference(string="Document ID", model_field='res_model', readonly=True)
    date = fields.Date(string="Since", readonly=True)
    amount = fields.Monetary(readonly=True, aggregator='sum')
    currency_id = fields.Many2one('res.currency', readonly=True)
    scan = fields.Char(string="Scanned or Typed", compute='_compute_scan', search='_search_scan')

    @api.model
    def _get_fee_models(self):
        """Names of the models whose documents have a fee, in one order."""
        return sorted(
            name for name, model in self.env.registry.items()
            if 'fee_receipt_number' in model._fields and model._auto and not model._abstract and not model._transient)

    @api.model
    def _selection_res_model(self):
        return [(name, self.env['ir.model']._get(name).name) for name in self._get_fee_models()]

    @property
    def _table_query(self):
        """The documents whose fee can be received; who may see which is said by the rules of this model."""
        parts = []
        for rank, name in enumerate(self._get_fee_models()):
            # the documents belong to other rooms, of which the cashier sees no more than what is due
            Model = self.env[name].sudo().with_context(active_test=False)
            query = Model._search(Model._get_fee_due_domain(), order='id')
            query.order = None

            def column(field, Model=Model, query=query):
                return Model._field_to_sql(query.table, field, query)

            rec_name = Model._rec_name if Model._rec_name and Model._fields[Model._rec_name].store else 'id'
            parts.append(query.select(
                SQL("%s * %s + %s AS id", SQL.identifier(query.table, 'id'), MODELS_LIMIT, rank),
                SQL("%s AS company_id", column('company_id')), SQL("%s AS partner_id", column('partner_id')),
                SQL("%s::varchar AS reference", column(rec_name)), SQL("%s::varchar AS res_model", name),
                SQL("%s AS res_id", SQL.identifier(query.table, 'id')),
                SQL("%s::date AS date", SQL.identifier(query.table, 'create_date')),
                SQL("%s AS amount", column('fee_amount')), SQL("%s AS currency_id", column('fee_currency_id')),
            ))
        return SQL(" UNION ALL ").join(SQL("(%s)", part) for part in parts)

    def _compute_scan(self):
        self.scan = False

    @api.model
    def _search_scan(self, operator, value):
        """What a scanner types, or a person: the number of a document, entry or card, a name, or a verifiable code."""
        if operator not in ('ilike', 'in'):
            return NotImplemented
        texts = [value] if isinstance(value, str) else [text for text in value if text]
        return Domain.OR(self._get_scan_domain(text.strip()) for text in texts)

    @api.model
    def _get_scan_domain(self, text):
        domain = Domain('reference', 'ilike', text) | Domain('partner_id.name', 'ilike', text)
        found = TOKEN.search(text)
        documents = self.env['verifiable.document'].sudo()  # which paper a code is of is on the paper itself
        if found:
            documents = documents.search([('token', '=', found[1])])
            domain = Domain.FALSE
        partner_ids = set()
        for document in documents:
            record = self.env[document.res_model].sudo().browse(document.res_id).exists()
            partner_ids |= set(record.partner_id.ids) if 'partner_id' in record._fields else set()
        if not found:
            # numbers of entries and cards are no secret of other rooms: only the payer's dues are shown
            for model in ('chamber.entry', 'chamber.card'):
                partner_ids |= set(self.env[model].sudo().search([('number', '=', text)]).partner_id.ids)
        return domain | Domain('partner_id', 'in', list(partner_ids)) if partner_ids else domain

    def _get_documents(self):
        """The documents, grouped by model: ``{model name: records}``, for the engine."""
        # rights on what is due were checked on these rows
        return {
            model: self.env[model].sudo().browse(rows.mapped('res_id')) for model, rows in self.grouped('res_model').items()}

    def action_receive(self):
        """Ask how what is selected is paid.

        :raises AccessError: for anyone but a cashier
        :raises UserError: for several payers or chambers
        """
        self.env['chamber.receipt']._check_cashier()
        self.check_access('read')
        if not self:
            raise UserError(self.env._("Select what is paid."))
        if len(self.partner_id) > 1 or len(self.company_id) > 1:
            raise UserError(self.env._("One receipt is for one payer: select what one person pays."))
        wizard = self.env['chamber.fee.receive'].create({
            'company_id': self.company_id.id, 'partner_id': self.partner_id.id,
            'line_ids': [(0, 0, {
                'res_model': row.res_model, 'res_id': row.res_id, 'amount': row.amount, 'reference': row.reference,
            }) for row in self],
        })
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Receive"), 'res_model': 'chamber.fee.receive',
            'res_id': wizard.id, 'views': [(False, 'form')], 'target': 'new',
        }

    def action_open_document(self):
        """Open the document that is due.

        :raises AccessError: where the user may not read it
        """
        self.ensure_one()
        record = self.env[self.res_model].browse(self.res_id)
        if not record.has_access('read'):
            raise AccessError(self.env._("This document belongs to another room: only what is due is shown here."))
        return {
            'type': 'ir.actions.act_window', 'res_model': self.res_model, 'res_id': self.res_id, 'views': [(False, 'form')]}
