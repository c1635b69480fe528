from lxml.builder import E

from odoo import api, models

from .chamber_fee_mixin import FINANCE_READERS


class ChamberOwedMixin(models.AbstractModel):
    """Shows on the form of every document that owes money what finance does with it."""
    _inherit = 'chamber.owed.mixin'

    @api.model
    def _get_view(self, view_id=None, view_type='form', **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == 'form':
            for node in arch.xpath("//field[@name='owed_asked_date'][not(ancestor::field)]")[:1]:
                node.addprevious(E.field(name='is_owed_booked', invisible='1'))
                node.addprevious(E.field(
                    name='owed_payee_account', readonly="owed_state in ('asked', 'paid')", invisible='not is_owed_booked',
                    **{'class': 'o_force_ltr'}))
            for button in arch.xpath("//button[@name='action_mark_owed_paid']"):
                button.set('invisible', f"is_owed_booked or ({button.get('invisible', '0')})")
            for field in arch.xpath("//field[@name='owed_payment_reference']"):
                field.set('readonly', f"is_owed_booked or ({field.get('readonly', '0')})")
            for box in arch.xpath("//sheet/div[@name='button_box']")[:1]:
                self._add_owed_buttons(box)
        return arch, view

    @api.model
    def _add_owed_buttons(self, box):
        box.append(E.button(
            E.div(E.span(self.env._("Bill"), **{'class': 'o_stat_text'}), **{'class': 'o_stat_info'}),
            name='action_view_owed_bill', type='object', icon='fa-file-text-o', groups=FINANCE_READERS,
            invisible="not is_owed_booked or owed_state not in ('asked', 'paid')", **{'class': 'oe_stat_button'}))
        box.append(E.button(
            E.field(name='budget_commitment_count', widget='statinfo', string=self.env._("Commitments")),
            name='action_view_budget_commitments', type='object', icon='fa-bar-chart', invisible='not budget_commitment_count',
            groups='budget_commitment.budget_commitment_group_user', **{'class': 'oe_stat_button'}))
