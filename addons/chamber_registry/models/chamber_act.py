from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .engine import as_engine, is_engine


class ChamberAct(models.Model):
    _name = 'chamber.act'
    _description = "Act of the Register"
    _inherit = ['chamber.journal.mixin']
    _order = 'chain_sequence desc, id desc'

    _chain_fields = (
        'company_id', 'entry_id', 'number', 'kind', 'date', 'request_id', 'partner_id', 'values', 'reason',
        'legal_text_id',
    )
    # entries go from state to state by these acts: kind -> (states before, state after)
    TRANSITIONS = {
        'inscription': ((), 'registered'),
        'modification': (('registered', 'suspended'), None),
        'suspension': (('registered',), 'suspended'),
        'reinstatement': (('suspended',), 'registered'),
        'strike_off': (('registered', 'suspended'), 'struck_off'),
        'card_issue': (('registered',), None),
        'card_revocation': (('registered', 'suspended', 'struck_off'), None),
    }

    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, index=True, ondelete='restrict')
    entry_id = fields.Many2one('chamber.entry', required=True, readonly=True, index=True, ondelete='restrict')
    number = fields.Char(string="Entry Number", required=True, readonly=True)
    partner_id = fields.Many2one(
        'res.partner', string="Registrant", required=True, readonly=True, index=True, ondelete='restrict')
    kind = fields.Selection([
        ('inscription', "Registration"), ('modification', "Modification"), ('suspension', "Suspension"),
        ('reinstatement', "Reinstatement"), ('strike_off', "Strike-off"), ('card_issue', "Card issued"),
        ('card_revocation', "Card revoked"),
    ], required=True, readonly=True, index=True)
    date = fields.Date(required=True, readonly=True, index=True)
    request_id = fields.Many2one('chamber.request', readonly=True, index='btree_not_null', ondelete='restrict')
    values = fields.Json(readonly=True, help="What the entry becomes.")
    values_text = fields.Text(string="What It Becomes", compute='_compute_values_text')
    reason = fields.Text(readonly=True)
    legal_text_id = fields.Many2one('chamber.legal.text', readonly=True, ondelete='restrict')

    @api.depends('kind', 'number', 'date')
    def _compute_display_name(self):
        labels = dict(self._fields['kind']._description_selection(self.env))
        for act in self:
            act.display_name = f"{labels.get(act.kind, '')} {act.number or ''}".strip()

    @api.depends('values')
    @api.depends_context('lang')
    def _compute_values_text(self):
        for act in self:
            act.values_text = '\n'.join(
                f'{label}: {value}' for label, value in self.env['chamber.entry']._describe_values(act.values or {}))

    @api.model_create_multi
    def create(self, vals_list):
        if not is_engine(self):
            raise UserError(self.env._("Acts are recorded by the steps of the register only."))
        return super().create(vals_list)

    @api.model
    def _record(self, kind, entry, values=None, **details):
        """Record one act on an entry; see :meth:`_record_batch`."""
        return self._record_batch([{'kind': kind, 'entry': entry, 'values': values or {}, **details}])

    @api.model
    def _record_batch(self, orders):
        """Record acts and make the entries what they say. Nothing else writes an entry.

        Locks are taken in one order, whatever the orders: numbers, chamber by chamber, then the heads of the
        chains. Rights are checked by the caller.

        :param orders: list of dicts: ``kind``; ``entry``, or ``company`` and ``partner`` for a registration;
            ``values`` (what the entry becomes, JSON values); optional ``date``, ``request``, ``reason``,
            ``legal_text``
        :return: the acts, in the order of the orders
        :raises UserError: for a step that the state of the entry does not allow, or a date out of order
        """
        today = today_in_algeria()
        orders = [{'date': today, 'values': {}, 'entry': self.env['chamber.entry'], **order} for order in orders]
        self._check_orders(orders, today)
        self._create_entries([order for order in orders if order['kind'] == 'inscription'])
        acts = as_engine(self).sudo().create([  # the journal is written by this method only
            self._prepare_act(order) for order in orders
        ])
        for order in orders:
            if order['kind'] != 'inscription':
                order['entry'].sudo()._apply_values(order['values'], order['date'])  # the act says so
        return acts.with_env(self.env)

    @api.model
    def _check_orders(self, orders, today):
        labels = dict(self._fields['kind']._description_selection(self.env))
        entries = self.env['chamber.entry'].union(*(order['entry'] for order in orders)).sudo()
        entries.lock_for_update(allow_referencing=True)
        entries.invalidate_recordset(['state'])
        last_dates = dict(self.sudo()._read_group(  # order of dates matters whoever may read the acts
            [('entry_id', 'in', entries.ids)], ['entry_id'], ['date:max']))
        for order in orders:
            before, after = self.TRANSITIONS[order['kind']]
            if order['date'] > today:
                raise UserError(self.env._("An act cannot be dated in the future."))
            if order['kind'] == 'inscription':
                order['values'] = {**order['values'], 'state': after}
                continue
            entry = order['entry'].sudo()
            if entry.state not in before:
                states = dict(entry._fields['state']._description_selection(self.env))
                raise UserError(self.env._(
                    "%(act)s: not possible for entry %(number)s, which is “%(state)s”.", act=labels[order['kind']],
                    number=entry.number, state=states[entry.state]))
            if last_dates.get(entry) and order['date'] < last_dates[entry]:
                raise UserError(self.env._(
                    "An act cannot be dated before the last one of entry %(number)s, on %(date)s.",
                    number=entry.number, date=last_dates[entry]))
            if after:
                order['values'] = {**order['values'], 'state': after}

    @api.model
    def _create_entries(self, orders):
        """Number and create the entries of registrations, in one batch for each chamber."""
        by_company = {}
        for order in orders:
            by_company.setdefault(order['company'], []).append(order)
        Entry = as_engine(self.env['chamber.entry']).sudo()  # entries are created by this method only
        for company in sorted(by_company, key=lambda company: company.id):
            company_orders = by_company[company]
            by_year = {}
            for order in company_orders:
                by_year.setdefault(order['date'].year, []).append(order)
            for year in sorted(by_year):
                numbers = self.env['chamber.numbering']._take(
                    company, 'entry', len(by_year[year]), by_year[year][0]['date'])
                for order, number in zip(by_year[year], numbers, strict=True):
                    order['values'] = {**order['values'], 'number': number, 'partner_id': order['partner'].id}
            entries = Entry.create([self._prepare_entry(order) for order in company_orders])
            lines = []
            for order, entry in zip(company_orders, entries, strict=True):
                order['entry'] = entry
                pairs = [('main', order['values']['main_activity_id'])]
                pairs += [('secondary', id_) for id_ in order['values'].get('secondary_activity_ids') or []]
                lines += entry._prepare_activity_lines(entry, pairs, order['date'])
            as_engine(self.env['chamber.entry.activity']).sudo().create(lines)  # part of the same act

    @api.model
    def _prepare_entry(self, order):
        values = order['values']
        return {
            **{name: values[name] for name in self.env['chamber.entry'].VALUE_FIELDS if name in values},
            'number': values['number'], 'company_id': order['company'].id, 'partner_id': order['partner'].id,
            'date': order['date'], 'state_date': order['date'], 'main_activity_id': values['main_activity_id'],
        }

    @api.model
    def _prepare_act(self, order):
        entry = order['entry'].sudo()  # the number is part of the act, whoever records it
        return {
            'company_id': entry.company_id.id, 'entry_id': entry.id, 'number': entry.number,
            'partner_id': entry.partner_id.id, 'kind': order['kind'], 'date': order['date'], 'values': order['values'],
            'request_id': order['request'].id if order.get('request') else False,
            'reason': order.get('reason') or False,
            'legal_text_id': order['legal_text'].id if order.get('legal_text') else False,
        }
