from odoo import api, fields, models

from ..tools import engine

SIGNATORY = 'l10n_dz_mission_order.l10n_dz_mission_order_group_signatory'


class DzMissionOrder(models.Model):
    """Who approves, and what follows from it."""
    _inherit = 'dz.mission.order'

    @api.depends('employee_id', 'department_id', 'company_id')
    def _compute_approver_ids(self):
        signatories = self._get_signatories()
        for order in self:
            # the hierarchy is read in full, whoever looks
            employee, department = order.employee_id.sudo(), order.department_id.sudo()
            superiors = [employee.parent_id.user_id]
            while department:
                superiors.append(department.manager_id.user_id)
                department = department.parent_id
            superior = next((user for user in superiors if user and user.active and user != employee.user_id),
                            self.env['res.users'])
            order.approver_ids = superior or signatories.filtered(
                lambda user, order=order: order.company_id in user.company_ids) - employee.user_id

    @api.model
    def _get_signatories(self):
        group_id = self.env['ir.model.data']._xmlid_to_res_id(SIGNATORY)
        # who signs is asked for, whoever may read users
        return self.env['res.users'].sudo().search([('all_group_ids', 'in', group_id), ('share', '=', False)], order='id')

    def _tier_requesters(self):
        """Who travels or asked never approves."""
        # whatever files the reader sees
        orders = self.sudo()
        return super()._tier_requesters() | orders.user_id | orders.employee_id.user_id | orders.asked_by_id

    def _on_tier_validated(self):  # pylint: disable=missing-return  # nothing to return
        super()._on_tier_validated()
        # the approvals were checked one by one
        for order in self.sudo():
            advance = order.currency_id.round(order.advance_asked)
            order._set_state(
                'approved', date_approved=fields.Datetime.now(), advance_granted=advance,
                advance_state='granted' if advance else 'none')

    def _on_tier_rejected(self, comment):  # pylint: disable=missing-return  # nothing to return
        super()._on_tier_rejected(comment)
        # the refusal was checked
        self.sudo()._set_state('refused', advance_state='none')

    def _prepare_tier_review_vals(self, definition, sequence):
        values = super()._prepare_tier_review_vals(definition, sequence)
        values['requested_by'] = self.asked_by_id.id or self.env.uid
        return values

    def action_send_refusal(self):
        """Ask the approver for the reason, then refuse the mission."""
        self.ensure_one()
        return self.review_ids.filtered('is_waiting_for_me').action_reject()

    def _request_approval(self):
        """Ask for the approval; returns the reviews that were made."""
        self.ensure_one()
        # it was computed while the order was a draft
        self.invalidate_recordset(['need_validation'])
        with engine.step():
            return self.request_validation()
