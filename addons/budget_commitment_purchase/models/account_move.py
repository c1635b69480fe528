from odoo import models


class AccountMoveLine(models.Model):
    _inherit = 'account.move.line'

    def _get_budget_article(self):
        return self.purchase_line_id.budget_article_id or super()._get_budget_article()

    def _get_budget_document(self):
        """A bill of an order settles what the order has reserved."""
        # accountants need not be allowed to read all orders
        return self.sudo().purchase_line_id.order_id or super()._get_budget_document()


class AccountMove(models.Model):
    _inherit = 'account.move'

    def _get_budget_duty_users(self):
        users = super()._get_budget_duty_users()
        # steps of others count, whoever may read them
        orders = self.sudo().invoice_line_ids.purchase_line_id.order_id
        requests = orders._get_budget_requests()
        users['request'] |= requests.create_uid | requests.requested_by
        for documents in (orders, requests):
            users['approve'] |= documents._get_reviews().filtered(lambda review: review.status == 'approved').done_by
        return users
