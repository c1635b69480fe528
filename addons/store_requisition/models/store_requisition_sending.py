from odoo import fields, models
from odoo.exceptions import UserError


class StoreRequisition(models.Model):
    """How a requisition is sent: number, allowances, who approves."""
    _inherit = 'store.requisition'

    def action_send(self):
        """Ask: draw the number, judge the allowances, ask for the approvals; without any defined it goes on at once.

        :raise UserError: not a draft, empty, an article is not of the store, or an allowance is exceeded
        """
        self.check_access('write')
        for requisition in self:
            requisition._check_draft()
            requisition._check_asker()
            requisition._check_lines()
            requisition._send()

    def _check_lines(self):
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("Say what you need: the requisition has no article."))
        self.line_ids._check_product()

    def _send(self):
        # drawing the number locks the store: of two requests at once the second counts the first
        number = self.store_id._next_number('requisition')
        day = fields.Date.context_today(self)
        over = self._judge_limits(day)
        self._write_step({
            'name': number, 'date_requested': day, 'state': 'requested', 'approver_id': self._find_head().id,
            'is_over_limit': bool(over), 'over_limit_note': "\n".join(over)})
        if self.need_validation:
            self.request_validation()
        elif not self._get_reviews():
            self._approve()

    def _find_head(self):
        """The head of the service of the asker, or of the one above where he is the head himself."""
        # who heads a service is known to the house
        department = self.department_id.sudo()
        while department:
            user = department.manager_id.user_id
            if user.active and user != self.user_id and self.company_id in user.company_ids:
                return user
            department = department.parent_id
        return self.env['res.users']

    def _judge_limits(self, day):
        """Sentences on the allowances that are exceeded and that a manager may still grant.

        :raise UserError: an allowance is exceeded that nobody may exceed
        """
        granted, refused = [], []
        for limit in self.env['store.limit']._get_in_force(self.company_id, self.department_id, day):
            asked = limit._get_asked(self)
            left = max(limit.quantity - limit._get_used(self, day), 0.0)
            if asked and asked > left + 1e-6:
                note = self.env._("%(allowance)s: %(asked)s asked, %(left)s left of %(quantity)s.", allowance=limit.name,
                                  asked=f'{asked:g}', left=f'{left:g}', quantity=f'{limit.quantity:g}')
                (refused if limit.excess == 'refuse' else granted).append(note)
        if refused:
            raise UserError("\n".join(refused))
        return granted
