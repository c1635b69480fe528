from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import format_amount

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

WAITING_LIMIT = 20
SOON_DAYS = 3
TILES_SHOWN = 8


class ChamberFinanceHome(models.AbstractModel):
    _name = 'chamber.finance.home'
    _description = "Home Page of Administration and Means"

    @api.model
    @api.readonly
    def get_home_data(self):
        """Return what the home page shows to the user: tiles with counts, and what waits, overdue first.

        Other rooms of this addon add their subjects to :meth:`_get_subjects`.

        :raises AccessError: for anyone who does not work in a chamber
        """
        if not self.env.user.has_group('chamber_registry.chamber_registry_group_user'):
            raise AccessError(self.env._("This page is for those who work in a chamber."))
        subjects = self._get_subjects()
        counts = {subject['key']: self.env[subject['model']].search_count(subject['domain']) for subject in subjects}
        waiting = [subject for subject in subjects if subject.get('deadline')]
        sees_all = self.env.user.has_group('chamber_registry.chamber_registry_group_all_chambers')
        return {
            'tiles': [self._prepare_tile(subject, counts[subject['key']]) for subject in self._get_shown(subjects, counts)],
            'waiting': self._prepare_waiting([subject for subject in waiting if counts[subject['key']]]),
            'waiting_count': sum(counts[subject['key']] for subject in waiting),
            'panels': self._get_panels(),
            'chambers': self._prepare_chambers(),
            'can_receive': self._has_role('cashier'),
            'shortcuts': self._get_shortcuts(),
            'has_chambers': sees_all or self.env.user.has_group('base.group_multi_company'),
        }

    @api.model
    def _has_role(self, role):
        return self.env.user.has_group(f'chamber_hr_accounting.chamber_hr_accounting_group_{role}')

    @api.model
    def _get_shown(self, subjects, counts):
        """The subjects that get a tile: where there are many, those with nothing to count give way to the figures below."""
        if len(subjects) <= TILES_SHOWN:
            return subjects
        return [subject for subject in subjects if counts[subject['key']] or subject.get('text')]

    @api.model
    def _has_group(self, *groups):
        return any(self.env.user.has_group(group) for group in groups)

    @api.model
    def _get_shortcuts(self):
        """What the user may begin from the page: dicts with ``key``, ``name``, ``icon`` and ``action``. To be extended."""
        return []

    @api.model
    def _get_panels(self):
        """Panels of figures for the user's roles, as ``chamber_registry.tools.panels`` makes them. To be extended."""
        return []

    @api.model
    def _prepare_chambers(self):
        """How the chambers of the user stand, one dict each. To be extended."""
        return []

    @api.model
    def _get_subjects(self):
        """What the page counts for the user's roles, as dicts.

        Those with a ``deadline`` (a function of the record) wait for him; ``action`` names the action that lists them,
        where it is not a plain list; ``text`` is shown in place of the count; ``amount`` is the field of the amount.
        """
        cashier, accountant, overseer = (self._has_role(role) for role in ('cashier', 'accountant', 'overseer'))
        if not (cashier or accountant or overseer):
            return []
        today = today_in_algeria()
        Session, Refund = 'chamber.cash.session', 'chamber.refund'
        return [
            *([{'key': 'due', 'name': self.env._("Fees to receive"), 'model': 'chamber.fee.due', 'domain': Domain.TRUE,
                'level': 'warning'}] if cashier or overseer else []),
            {'key': 'receipts', 'name': self.env._("Receipts today"), 'model': 'chamber.receipt', 'level': 'success',
             'domain': Domain('date', '=', today)},
            {'key': 'open_days', 'name': self.env._("Cash days to close"), 'model': Session, 'level': 'warning',
             'domain': Domain('state', '=', 'open') & Domain('date', '<' if not cashier else '<=', today), 'order': 'date',
             'amount': 'balance', 'deadline': (lambda session: session.date) if cashier else None},
            {'key': 'differences', 'name': self.env._("Cash differences to book"), 'model': Session, 'level': 'danger',
             'domain': Domain('is_difference_open', '=', True), 'order': 'date',
             'deadline': (lambda session: session.date) if accountant else None},
            {'key': 'handovers', 'name': self.env._("Cash on its way to the bank"), 'model': 'chamber.cash.handover',
                'level': 'info',
             'domain': Domain('state', '=', 'way'), 'order': 'date',
             'deadline': (lambda handover: handover.date) if accountant else None},
            {'key': 'refunds_approve', 'name': self.env._("Refunds to approve"), 'model': Refund, 'level': 'warning',
             'domain': Domain('state', '=', 'due'), 'order': 'date_due',
             'deadline': (lambda refund: refund.date_due) if accountant else None},
            {'key': 'refunds_pay', 'name': self.env._("Refunds to pay"), 'model': Refund, 'level': 'warning',
             'domain': Domain('state', '=', 'approved'), 'order': 'date_due',
             'deadline': (lambda refund: refund.date_due) if cashier else None},
        ]

    @api.model
    def _prepare_tile(self, subject, count):
        return {
            'key': subject['key'], 'name': subject['name'], 'model': subject['model'], 'domain': list(subject['domain']),
            'level': subject['level'], 'count': count, 'text': subject.get('text', ''), 'action': subject.get('action', False),
        }

    @api.model
    def _prepare_waiting(self, subjects):
        today = today_in_algeria()
        lines = [
            self._prepare_line(subject, record, today) for subject in subjects
            for record in self.env[subject['model']].search(subject['domain'], limit=WAITING_LIMIT,
                order=f"{subject['order']}, id")
        ]
        return sorted(lines, key=lambda line: (line['deadline'] or '9999', line['key']))[:WAITING_LIMIT]

    @api.model
    def _prepare_line(self, subject, record, today):
        deadline = subject['deadline'](record)
        remaining = (deadline - today).days if deadline else 0
        person = next((record[name].display_name or '' for name in ('partner_id', 'employee_id') if name in record._fields), '')
        names = [subject['amount']] if 'amount' in subject else ['amount', 'difference', 'balance']
        amount = next((record[name] for name in names if name in record._fields), 0.0)
        return {
            'key': f"{subject['key']}-{record.id}", 'model': record._name, 'id': record.id, 'what': subject['name'],
            'number': record.number if 'number' in record._fields and record.number else record.display_name,
            'person': person, 'chamber': record.company_id._get_chamber_name(self.env.lang) if record.company_id else '',
            'amount': format_amount(self.env, amount, record.currency_id) if amount else '',
            'deadline': fields.Date.to_string(deadline) if deadline else False, 'remaining_days': remaining,
            'level': 'danger' if remaining < 0 else 'warning' if deadline and remaining <= SOON_DAYS else 'info',
        }
