from odoo import models


class AccountChartTemplate(models.AbstractModel):
    _inherit = 'account.chart.template'

    def _load(self, template_code, company, install_demo, force_create=True):
        """Load the chart on the national chamber alone where its branches are set up one by one, later."""
        if company.parent_id and self.env.context.get('chamber_branches_later'):
            return None
        # core notes the chart of a new branch's root when it is created, and loads it at the end of the transaction
        template_code = company.sudo().root_id.chart_template or template_code if company.parent_id else template_code
        return super()._load(template_code, company, install_demo, force_create)
