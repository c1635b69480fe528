from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import statements


class FinancialStatement(models.Model):
    _name = 'financial.statement'
    _description = "Financial Statement"
    _inherit = ['l10n_dz.dated.setting']
    _order = 'kind, date_start desc'

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [('balance_sheet', "Balance sheet"), ('income_statement', "Income statement")], required=True)
    row_ids = fields.One2many('financial.statement.row', 'statement_id', copy=True)
    rule_ids = fields.One2many('financial.statement.rule', 'statement_id')

    _one_edition = models.UniqueIndex('(kind, date_start)', "Two editions of a statement cannot start on the same day.")

    @api.constrains('row_ids')
    def _check_formulas(self):
        """Each sum names rows of its statement and does not lead back to itself."""
        for statement in self:
            rows = statement.row_ids
            sums = rows.filtered(lambda row: row.kind == 'total')
            values = {row.code: statements.ZERO for row in rows - sums}
            try:
                statements.evaluate({row.code: row.formula or '' for row in sums}, values)
            except statements.BadFormula as error:
                raise ValidationError(self.env._(
                    "In “%(statement)s” this formula or row does not read, is unknown, or leads back to itself: %(formula)s",
                    statement=statement.name, formula=str(error))) from None

    def _get_rules(self):
        """Return the mapping of accounts to rows, for the arithmetic."""
        return [
            statements.Rule(rule.prefix, rule.side, rule.row_id.code, rule.column) for rule in self.rule_ids
        ]
