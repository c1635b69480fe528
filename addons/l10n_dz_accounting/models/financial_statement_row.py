from odoo import api, fields, models
from odoo.exceptions import ValidationError


class FinancialStatementRow(models.Model):
    _name = 'financial.statement.row'
    _description = "Row of a Financial Statement"
    _order = 'statement_id, sequence, id'

    statement_id = fields.Many2one('financial.statement', required=True, index=True, ondelete='cascade')
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    section = fields.Selection(
        [('assets', "Assets"), ('liabilities', "Liabilities"), ('result', "Result")], required=True)
    kind = fields.Selection([
        ('title', "Title"), ('accounts', "Accounts"), ('total', "Sum of rows"), ('result', "Result of the year"),
        ('retained', "Accounts and earlier results"), ('unmapped', "Accounts without a row"),
    ], default='accounts', required=True)
    level = fields.Integer(help="0: a main row, 1 and 2: rows below it.")
    mark = fields.Char(help="Number printed before the name, such as III.")
    formula = fields.Char(help="Sum of other rows by their codes, such as T_I - T_II.")
    sense = fields.Selection(
        [('debit', "Debit"), ('credit', "Credit")], default='debit', required=True,
        help="Side of the balance that is shown without a minus.")
    rule_ids = fields.One2many('financial.statement.rule', 'row_id', copy=True)

    _one_code = models.UniqueIndex('(statement_id, code)', "Two rows of a statement cannot have the same code.")

    @api.constrains('formula', 'code', 'kind')
    def _check_formula(self):
        self.statement_id._check_formulas()


class FinancialStatementRule(models.Model):
    _name = 'financial.statement.rule'
    _description = "Accounts of a Row"
    _order = 'prefix, side'
    _rec_name = 'prefix'

    row_id = fields.Many2one('financial.statement.row', required=True, index=True, ondelete='cascade')
    statement_id = fields.Many2one(related='row_id.statement_id', store=True, index=True, precompute=True)
    prefix = fields.Char(required=True, help="Beginning of the account codes. The longest prefix wins.")
    side = fields.Selection(
        [('any', "Any balance"), ('debit', "Debit balance"), ('credit', "Credit balance")], default='any', required=True)
    column = fields.Selection(
        [('amount', "Amount"), ('contra', "Depreciation and losses")], default='amount', required=True)

    _one_row = models.UniqueIndex(
        '(statement_id, prefix, side)', "Accounts of the same prefix and side can go to one row only.")

    @api.constrains('prefix', 'side', 'row_id')
    def _check_sides(self):
        """A prefix goes to one row whatever its balance, or has its sides told apart; not both."""
        for rule in self:
            others = self.search([
                ('statement_id', '=', rule.statement_id.id), ('prefix', '=', rule.prefix), ('id', '!=', rule.id)])
            if others and 'any' in [rule.side, *others.mapped('side')]:
                raise ValidationError(self.env._(
                    "Prefix %s goes to a row whatever its balance: it cannot have another row as well.", rule.prefix))
