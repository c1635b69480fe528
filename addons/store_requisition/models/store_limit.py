from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools.allowance import period_bounds


class StoreLimit(models.Model):
    """How much of an article, or of a category, a person or a service may ask for in a period; dated."""
    _name = 'store.limit'
    _description = "Allowance"
    _order = 'date_start desc, id'

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one('res.company', index=True, default=lambda self: self.env.company,
                                 help="Leave empty for all companies.")
    category_id = fields.Many2one('product.category', index='btree_not_null', ondelete='restrict')
    product_id = fields.Many2one('product.product', "Article", index='btree_not_null', ondelete='restrict')
    department_id = fields.Many2one('hr.department', "Only for the Service", index='btree_not_null', ondelete='restrict')
    holder = fields.Selection([('employee', "Each employee"), ('service', "Each service")], required=True, default='employee')
    quantity = fields.Float(digits='Product Unit', required=True, help="In the unit of the article.")
    period = fields.Selection([('month', "Month"), ('quarter', "Quarter"), ('year', "Year")], required=True, default='month')
    date_start = fields.Date("From", required=True, default=fields.Date.context_today)
    date_end = fields.Date("To")
    excess = fields.Selection(
        [('refuse', "Refuse"), ('approve', "Ask the manager of stores too")], "Beyond It", required=True, default='refuse')
    source = fields.Char(help="The decision that fixes it, with its number and date.")

    _quantity_positive = models.Constraint('CHECK (quantity >= 0)', "An allowance is not below zero.")
    _date_order = models.Constraint('CHECK (date_end >= date_start)', "An allowance cannot end before it starts.")
    _one_subject = models.Constraint(
        'CHECK ((category_id IS NULL) <> (product_id IS NULL))', "Choose either a category or an article.")

    @api.constrains('department_id', 'company_id')
    def _check_department(self):
        for limit in self:
            company = limit.department_id.company_id
            if company and limit.company_id != company:
                raise ValidationError(self.env._("The service belongs to another company."))

    @api.model
    def _get_in_force(self, company, department, day):
        """Allowances that bind a service of ``company`` on ``day``."""
        # who may not read the settings is bound by them
        return self.sudo().search(
            Domain('company_id', 'in', [False, company.id]) & Domain('department_id', 'in', [False, department.id])
            & Domain('date_start', '<=', day) & (Domain('date_end', '=', False) | Domain('date_end', '>=', day)))

    def _get_product_domain(self):
        self.ensure_one()
        if self.product_id:
            return Domain('product_id', '=', self.product_id.id)
        return Domain('product_id.categ_id', 'child_of', self.category_id.id)

    def _get_used(self, requisition, day):
        """What the holder has taken in the period of ``day``, other requisitions only."""
        self.ensure_one()
        start, end = period_bounds(day, self.period)
        # only what was taken since the allowance holds; of others too, where the service shares it
        holder = (Domain('employee_id', '=', requisition.employee_id.id) if self.holder == 'employee'
                  else Domain('department_id', '=', requisition.department_id.id))
        [[used]] = self.env['store.requisition.line'].sudo()._read_group(
            self._get_product_domain() & holder & Domain('requisition_id', '!=', requisition.id)
            & Domain('company_id', '=', requisition.company_id.id)
            & Domain('state', 'not in', ('draft', 'refused', 'cancel'))
            & Domain('date_requested', '>=', max(start, self.date_start)) & Domain('date_requested', '<=', end),
            [], ['quantity_counted:sum'])
        return used or 0.0

    def _get_asked(self, requisition):
        """What the requisition asks for under the allowance."""
        self.ensure_one()
        lines = requisition.line_ids.filtered_domain(self._get_product_domain())
        return sum(lines.mapped('quantity'))
