from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import SQL

from ..tools import engine
from .dz_mission import OFFICER


class DzMissionOrder(models.Model):
    """The way of an order; the only writer of its state."""
    _inherit = 'dz.mission.order'

    TRANSITIONS = {
        'draft': {'asked', 'cancelled'},
        'asked': {'draft', 'approved', 'refused', 'cancelled'},
        'approved': {'ordered', 'cancelled'},
        'ordered': {'progress', 'cancelled'},
        'progress': {'reported'},
        'reported': {'progress', 'settled'},
        'settled': {'closed'},
        'closed': set(), 'refused': set(), 'cancelled': set(),
    }

    def _set_state(self, state, **values):
        """Move orders to a state, with what is noted of that step.

        :raises UserError: where the step does not exist, or another user has just taken one
        """
        self.lock_for_update(allow_referencing=True)
        self.invalidate_recordset(['state'])
        labels = dict(self._fields['state']._description_selection(self.env))
        for order in self:
            if state not in self.TRANSITIONS[order.state]:
                raise UserError(self.env._(
                    "%(order)s: what is “%(old)s” cannot become “%(new)s”.",
                    order=order.display_name, old=labels[order.state], new=labels[state]))
        self._write_step({'state': state, **values})
        # overlaps and taken vehicles are refused here and not at the end of the request
        self.env.flush_all()

    def _check_officer(self):
        """Let pass mission officers.

        :raises AccessError: for anyone else
        """
        self.check_access('write')
        if not (self.env.su or self.env.user.has_group(OFFICER)):
            raise AccessError(self.env._("This is done by the mission officer."))

    def _check_traveller(self):
        """Let pass the traveller, his superiors and mission officers: who may write the order, but finance.

        :raises AccessError: for anyone else
        """
        self.check_access('write')
        self._refuse_finance()

    def action_prepare_fellows(self):
        """Prepare drafts for the other travellers who have no order of the mission yet.

        :raises AccessError: for who may not ask for the mission
        :raises UserError: the mission has been asked for
        """
        self._check_traveller()
        self.mission_id._check_open({'order_ids'})
        self._prepare_fellows()

    def _prepare_fellows(self):
        """The orders of the other travellers that were missing."""
        made = self.browse()
        for mission in self.mission_id:
            # fellows are named by who asks; their superiors approve each order
            having = mission.sudo().order_ids.filtered(lambda order: order.state not in ('refused', 'cancelled')).employee_id
            missing = set(mission.sudo().fellow_ids.ids) - set(having.ids)
            if missing:
                with engine.step():
                    made |= self.sudo().create([
                        {'mission_id': mission.id, 'employee_id': employee_id} for employee_id in sorted(missing)])
        return made

    def action_ask(self):
        """Ask for the approval of missions and of their advances, for the other travellers as well.

        :raises AccessError: for who may not write the order
        :raises UserError: no scale or rules at the date, an advance over the share or beside an unsettled one, leave
        """
        self._check_traveller()
        for order in self | self._prepare_fellows().with_env(self.env):
            # the asker may not read the orders that are prepared for his fellows
            order.sudo()._ask()

    def _ask(self):
        self.ensure_one()
        self._recount_days(strict=True)
        self._check_advance()
        self._set_state('asked', asked_by_id=self.env.uid, date_asked=fields.Datetime.now(),
                        advance_state='asked' if self.advance_asked else 'none')
        if not self._request_approval():
            raise UserError(self.env._("No approval is set up for missions."))

    def action_withdraw(self):
        """Take missions back from approval, to change them.

        :raises AccessError: for who may not write the order
        :raises UserError: they are not in approval
        """
        self._check_traveller()
        self._set_state('draft', advance_state='none')

    def action_order(self):
        """Give approved missions their number and have them ready to be signed.

        :raises AccessError: for anyone but mission officers
        :raises UserError: not approved, or a service vehicle or its driver is missing
        """
        self._check_officer()
        for order in self:
            order._check_means()
            order._set_state('ordered', date_ordered=fields.Date.context_today(self), ordered_by_id=self.env.uid,
                             name=order._draw_number(), date_report_due=order._get_report_due())
            order._prepare_visas()

    def _check_means(self):
        if self.state != 'approved':
            raise UserError(self.env._("%(order)s is not approved.", order=self.display_name))
        if self.transport == 'service' and not (self.vehicle_id and self.driver_id):
            raise UserError(self.env._("Choose the service vehicle and its driver first."))

    def _draw_number(self):
        # users may not draw numbers themselves
        sequence, today = self.company_id.sudo()._get_mission_sequence(), fields.Date.context_today(self)
        if not sequence.date_range_ids.filtered(lambda part: part.date_from <= today <= part.date_to):
            # two first orders of a year at once would each begin the year: the later one is told to look again
            self.env.cr.execute(SQL("UPDATE ir_sequence SET write_date = write_date WHERE id = %s", sequence.id),
                                log_exceptions=False)
        return sequence.next_by_id(sequence_date=today)

    def _get_report_due(self):
        rule = self.env['dz.mission.rule']._of_day(self.company_id, self._get_local_days()[0])
        return self._get_local_days()[1] + relativedelta(days=rule.report_days)

    def _prepare_visas(self):
        """A line for the visas of each host, where there is none yet."""
        for order in self.filtered(lambda order: not order.visa_ids):
            home = self.env.ref('base.dz')
            places = [order.mission_id, *order.mission_id.stop_ids]
            with engine.step():
                order.visa_ids = [Command.create({
                    'sequence': number, 'place': self.env['dz.mission']._name_place(place, home), 'host': place.host,
                }) for number, place in enumerate(places)]

    def action_start(self):
        """Note that the traveller has left.

        :raises UserError: the mission is not ordered, or its day has not come
        """
        self._check_traveller()
        for order in self:
            if order.date_from > fields.Datetime.now() + relativedelta(days=1):
                raise UserError(self.env._("%(order)s begins later.", order=order.display_name))
        self._set_state('progress')

    def action_report(self):
        """Hand in the report with its tickets and visas.

        :raises AccessError: for who may not write the order
        :raises UserError: not back yet; report, ticket or visa missing; no rate at a day
        """
        self._check_traveller()
        for order in self:
            order._check_report()
            # allowances follow from what was told, whoever tells it
            order.sudo()._recount_days(strict=True)
            order._set_state('reported', date_reported=fields.Datetime.now())

    def _check_report(self):
        if self.state != 'progress':
            raise UserError(self.env._("%(order)s is not in progress.", order=self.display_name))
        if not (self.report or '').strip():
            raise UserError(self.env._("Write the report of the mission first."))
        if self.date_to > fields.Datetime.now():
            raise UserError(self.env._("The report comes after the return."))
        rule = self._get_rule()
        bare = self.expense_ids.filtered(lambda expense: expense.amount > rule.ticket_from and not expense.ticket)
        if bare:
            raise UserError(self.env._("Attach the ticket of “%(expense)s”.", expense=bare[0].name))
        if rule.is_visa_required and (not self.visa_ids or any(not (visa.arrived and visa.left) for visa in self.visa_ids)):
            raise UserError(self.env._("Fill in the visas of arrival and departure at each host."))

    def action_send_back(self):
        """Return reports to their travellers, to be completed.

        :raises AccessError: for anyone but finance
        """
        self._check_finance()
        self._set_state('progress', date_reported=False)

    def action_cancel(self):
        """Give missions up: travellers until they are approved, mission officers until departure.

        :raises AccessError: a traveller cancels what was approved
        :raises UserError: the mission has begun, or its advance was not given back
        """
        self._check_traveller()
        if any(order.state not in ('draft', 'asked') for order in self):
            self._check_officer()
        for order in self:
            if order.advance_state == 'paid':
                raise UserError(self.env._("The advance of %(order)s must be given back first.", order=order.display_name))
        self.filtered(lambda order: order.advance_state != 'returned')._set_state('cancelled', advance_state='none')
        self.filtered(lambda order: order.advance_state == 'returned')._set_state('cancelled')

    def action_print(self):
        """Print mission orders.

        :raises UserError: one has no number yet
        """
        self.check_access('read')
        if not all(order.name for order in self):
            raise UserError(self.env._("An order is printed once it has its number."))
        # whoever reads an order may print it, but only administrators read the list of reports
        return self.env.ref('l10n_dz_mission_order.dz_mission_order_report').sudo().report_action(self, config=False)
