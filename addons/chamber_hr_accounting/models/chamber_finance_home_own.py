from odoo import api, models
from odoo.fields import Domain

MISSIONS_OPEN = ('asked', 'approved', 'ordered', 'progress', 'reported')
REQUESTS_OPEN = ('to_approve', 'approved', 'in_progress')
LEAVE_ASKED = ('confirm', 'validate1')
CLOSED_REQUISITIONS = ('draft', 'received', 'refused', 'cancel')


class ChamberFinanceHome(models.AbstractModel):
    """What every employee sees of himself."""
    _inherit = 'chamber.finance.home'

    @api.model
    def _get_subjects(self):
        return [*self._get_approval_subjects(), *super()._get_subjects(), *self._get_own_subjects()]

    @api.model
    def _get_shortcuts(self):
        return [
            *super()._get_shortcuts(),
            {'key': 'ask_leave', 'name': self.env._("Ask for Leave"), 'icon': 'fa-sun-o',
             'action': 'l10n_dz_hr_file.hr_leave_action_ask'},
            self._prepare_new('ask_mission', self.env._("Ask for a Mission"), 'fa-car', 'dz.mission.order'),
            self._prepare_new('ask_purchase', self.env._("Ask for a Purchase"), 'fa-shopping-cart', 'purchase.request'),
            {'key': 'ask_store', 'name': self.env._("Ask the Store"), 'icon': 'fa-archive',
             'action': 'store_requisition.store_item_action_catalogue'},
        ]

    @api.model
    def _prepare_new(self, key, name, icon, model):
        return {'key': key, 'name': name, 'icon': icon, 'action': {
            'type': 'ir.actions.act_window', 'name': name, 'res_model': model, 'views': [(False, 'form')]}}

    @api.model
    def _get_approval_subjects(self):
        return [{
            'key': 'approvals', 'name': self.env._("To approve"), 'model': 'tier.review', 'level': 'danger',
            'domain': self.env['tier.review']._get_waiting_domain(),
            'action': 'tier_validation_guard.tier_review_inbox_action', 'order': 'date_due',
            'deadline': lambda review: review.record_deadline or (review.date_due.date() if review.date_due else False),
        }]

    @api.model
    def _prepare_line(self, subject, record, today):
        line = super()._prepare_line(subject, record, today)
        if record._name != 'tier.review':
            return line
        # the line says what there is to decide on, and opens it
        company = record._get_event_company(record._get_document())
        return {
            **line, 'what': record.model_label, 'model': record.model, 'id': record.res_id, 'number': record.record_name,
            'chamber': company._get_chamber_name(self.env.lang) if company else '',
            'person': record.requested_by.name or '', 'amount': record.record_amount or ''}

    @api.model
    def _get_own_subjects(self):
        mine = Domain('employee_id.user_id', '=', self.env.uid)
        return [
            *self._get_own_leave_subjects(mine),
            {'key': 'my_missions', 'name': self.env._("My missions under way"), 'model': 'dz.mission.order', 'level': 'info',
             'domain': Domain('user_id', '=', self.env.uid) & Domain('state', 'in', MISSIONS_OPEN)},
            {'key': 'my_reports', 'name': self.env._("My mission reports to hand in"), 'model': 'dz.mission.order',
             'level': 'danger', 'domain': Domain('user_id', '=', self.env.uid) & Domain('is_report_late', '=', True)},
            {'key': 'my_requests', 'name': self.env._("My purchase requests"), 'model': 'purchase.request', 'level': 'info',
             'domain': Domain('requested_by', '=', self.env.uid) & Domain('state', 'in', REQUESTS_OPEN)},
            {'key': 'my_requisitions', 'name': self.env._("My requisitions"), 'model': 'store.requisition', 'level': 'info',
             'domain': Domain('user_id', '=', self.env.uid) & Domain('state', 'not in', CLOSED_REQUISITIONS)},
            self._get_own_payslip_subject(mine),
        ]

    @api.model
    def _get_own_leave_subjects(self, mine):
        person = self.env['hr.employee.public'].search([('user_id', '=', self.env.uid)], limit=1)
        balance = {
            'key': 'my_balance', 'name': self.env._("Days of leave left"), 'model': 'hr.leave', 'level': 'success',
            'domain': mine & Domain('state', '=', 'validate'), 'text': f'{person.dz_own_leave_left:g}' if person else '—',
            'action': 'hr_holidays.hr_leave_action_my',
        }
        asked = {
            'key': 'my_leave', 'name': self.env._("My leave waiting"), 'model': 'hr.leave', 'level': 'info',
            'domain': mine & Domain('state', 'in', LEAVE_ASKED),
        }
        return [balance, asked]

    @api.model
    def _get_own_payslip_subject(self, mine):
        """The month of the last payslip: the amount is for who opens it, not for who passes by."""
        domain = mine & Domain('is_dz', '=', True) & Domain('state', '=', 'done')
        last = self.env['hr.payslip'].search(domain, order='date_from desc, id desc', limit=1)
        return {
            'key': 'my_payslip', 'name': self.env._("My last payslip"), 'model': 'hr.payslip', 'level': 'success',
            'domain': domain, 'text': f'{last.date_from:%m/%Y}' if last else '—',
            'action': 'l10n_dz_payroll.hr_payslip_action_own',
        }
