from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class DatedValueMixin(models.AbstractModel):
    """What holds for a period in every company, or in one company and its branches.

    Of what is in force on a day, that of the company itself goes before that of its parent company, and so on upwards;
    that without company comes last.
    """
    _name = 'dated.value.mixin'
    _description = "Value of a Company for a Period"
    _inherit = ['dated.period.mixin']

    company_id = fields.Many2one(
        'res.company', index=True,
        help="Empty: holds for every company. That of a company goes before it, and holds for its branches, too.")

    def write(self, vals):
        """As in Odoo; a value is not handed over to a company whose values the writer may not write."""
        result = super().write(vals)
        if 'company_id' in vals:
            self.check_access('write')
        return result

    @api.model
    def _get_company_domain(self, companies):
        """Domain of what holds in companies: their own, that of their parents, the general."""
        # a branch has the values of parents that its people cannot see
        return Domain('company_id', 'in', [False, *companies.sudo().parent_ids.ids])

    @api.model
    def _get_in_force(self, company, first, last=None, domain=Domain.TRUE):
        """What is in force in a company on a day, or on days from the first to the last: the general first, the nearest last.

        Of one owner, in the order of the model. Several companies: what is in force in any of them.
        """
        # a value holds for those who cannot read it
        found = self.sudo().search(domain & self._get_period_domain(first, last) & self._get_company_domain(company))
        return found.sorted(lambda value: value._get_nearness())

    def _get_nearness(self):
        """0 for what holds in every company, 1 for that of an uppermost company, one more for each branch below."""
        self.ensure_one()
        # the place of a company among the others is no secret
        return len(self.company_id.sudo().parent_ids)

    @api.model
    def _get_in_force_sql(self, alias, company, day):
        """SQL condition on rows of a table: in force in a company on a day, as `_get_in_force` finds them.

        :param alias: the name that the table has in the query
        :param company: SQL of the id of the company
        :param day: SQL of the day
        """
        return SQL(
            """(%(value)s.date_from <= %(day)s AND (%(value)s.date_to IS NULL OR %(value)s.date_to >= %(day)s)
                AND (%(value)s.company_id IS NULL OR EXISTS (
                     SELECT 1 FROM res_company owner JOIN res_company branch ON starts_with(branch.parent_path, owner.parent_path)
                      WHERE owner.id = %(value)s.company_id AND branch.id = %(company)s)))""",
            value=SQL.identifier(alias), company=company, day=day)

    @api.model
    def _get_nearest_sql(self, alias):
        """SQL order of rows that are in force in a company: the nearest first, the general last."""
        return SQL(
            "(SELECT length(owner.parent_path) FROM res_company owner WHERE owner.id = %s.company_id) DESC NULLS LAST",
            SQL.identifier(alias))
