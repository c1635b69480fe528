from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

# ids of the documents of all models, side by side
MODELS_LIMIT = 64


class ChamberOwedDue(models.Model):
    """What the chamber owes, for whatever document: read from the documents themselves."""
    _name = 'chamber.owed.due'
    _description = "Owed by the Chamber"
    _auto = False
    _order = 'date desc, id desc'
    _rec_name = 'partner_id'

    company_id = fields.Many2one('res.company', string="Chamber", readonly=True)
    partner_id = fields.Many2one('res.partner', string="Owed To", readonly=True)
    res_model = fields.Selection(selection='_selection_res_model', string="For", readonly=True)
    res_id = fields.Many2oneReference(string="Document ID", model_field='res_model', readonly=True)
    reason = fields.Char(compute='_compute_reason')
    date = fields.Date(string="Asked On", readonly=True)
    amount = fields.Monetary(readonly=True, aggregator='sum')
    currency_id = fields.Many2one('res.currency', readonly=True)
    state = fields.Selection(
        lambda self: self.env['chamber.owed.mixin']._fields['owed_state']._description_selection(self.env),
        string="Status", readonly=True)

    @api.model
    def _get_owed_models(self):
        """Names of the models whose documents the chamber may owe money for, in one order."""
        return sorted(
            name for name, model in self.env.registry.items()
            if 'owed_state' in model._fields and model._auto and not model._abstract and not model._transient)

    @api.model
    def _selection_res_model(self):
        return [(name, self.env['ir.model']._get(name).name) for name in self._get_owed_models()]

    @property
    def _table_query(self):
        """What is owed, asked for or settled; who may see which is said by the rules of this model."""
        parts = [self._get_part(rank, name) for rank, name in enumerate(self._get_owed_models())]
        return SQL(" UNION ALL ").join(SQL("(%s)", part) for part in parts) if parts else self._get_nothing()

    @api.model
    def _get_part(self, rank, name):
        # the documents belong to other rooms, of which finance sees no more than what is owed
        Model = self.env[name].sudo().with_context(active_test=False)
        query = Model._search([('owed_state', '!=', 'none')], order='id')
        query.order = None

        def column(field):
            return Model._field_to_sql(query.table, field, query)

        return query.select(
            SQL("%s * %s + %s AS id", SQL.identifier(query.table, 'id'), MODELS_LIMIT, rank),
            SQL("%s AS company_id", column('company_id')), SQL("%s AS partner_id", column('owed_partner_id')),
            SQL("%s::varchar AS res_model", name), SQL("%s AS res_id", SQL.identifier(query.table, 'id')),
            SQL("%s AS date", column('owed_asked_date')), SQL("%s AS amount", column('owed_amount')),
            SQL("%s AS currency_id", column('owed_currency_id')), SQL("%s AS state", column('owed_state')))

    @api.model
    def _get_nothing(self):
        """No row, with the columns all the same: where no room owes anything yet."""
        return SQL(
            "SELECT 0 AS id, 0 AS company_id, 0 AS partner_id, ''::varchar AS res_model, 0 AS res_id, NULL::date AS date,"
            " 0::numeric AS amount, 0 AS currency_id, ''::varchar AS state WHERE FALSE")

    @api.depends('res_model', 'res_id')
    def _compute_reason(self):
        for due in self:
            # why money is owed is on the bill that finance pays
            due.reason = due._get_document().sudo()._get_owed_reason()

    def _get_document(self):
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)

    def action_open_document(self):
        """Open the document for which money is owed, else its bill where the document is another room's.

        :raises AccessError: where the user may read neither
        :raises UserError: where the document is another room's and has no bill
        """
        self.ensure_one()
        self.check_access('read')
        document = self._get_document()
        if document.has_access('read'):
            return {
                'type': 'ir.actions.act_window', 'res_model': self.res_model, 'res_id': self.res_id,
                'views': [(False, 'form')]}
        return self.action_view_bill()

    def action_view_bill(self):
        """Open the bill of what is owed.

        :raises AccessError: for those who read no bills
        :raises UserError: where there is none
        """
        self.ensure_one()
        self.check_access('read')
        # the bill is of a document that the rules of this list let the user see
        bill = self._get_document().sudo()._get_owed_bill().with_env(self.env)
        if not bill:
            raise UserError(self.env._("There is no bill: the payment was not asked for, or it was given up."))
        bill.check_access('read')
        return bill._get_records_action()
