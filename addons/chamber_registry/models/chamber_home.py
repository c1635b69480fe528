from odoo import api, fields, models
from odoo.fields import Domain

from .chamber_request import OPEN_STATES

WAITING_LIMIT = 20


class ChamberHome(models.AbstractModel):
    _name = 'chamber.home'
    _description = "Home Page of the Register"

    @api.model
    @api.readonly
    def get_home_data(self):
        """Return what the home page shows to the user: tiles with counts, and what waits, overdue first.

        :raises AccessError: for anyone who has no role in the register
        """
        Request = self.env['chamber.request']
        Request.check_access('read')
        waiting = self._get_waiting_domain()
        return {
            'tiles': [self._prepare_tile(**tile) for tile in self._get_tiles()],
            'waiting': self._prepare_waiting(waiting),
            'waiting_count': Request.search_count(waiting),
            'has_chambers': self.env.user.has_group('base.group_multi_company') or self._has_role('all_chambers'),
        }

    @api.model
    def _has_role(self, role):
        return self.env.user.has_group(f'chamber_registry.chamber_registry_group_{role}')

    @api.model
    def _get_waiting_domain(self):
        """Requests on which the user has the next step to take."""
        domains = []
        if self._has_role('agent') and not self._has_role('registrar'):
            domains.append(Domain('state', '=', 'draft'))
        if self._has_role('registrar'):
            domains.append(Domain('state', '=', 'filed'))
            domains.append(Domain('state', '=', 'study') & Domain('user_id', 'in', [self.env.uid, False]))
        if self._has_role('registrar') or self._has_role('director'):
            domains.append(Domain('state', '=', 'approval') & Domain('can_review', '=', True))
        if not domains:
            # national roles and the auditor: nothing to do, but what is late concerns them
            domains.append(Domain('state', 'in', OPEN_STATES) & Domain('deadline', '<', fields.Date.context_today(self)))
        return Domain.OR(domains)

    @api.model
    def _get_tiles(self):
        """The tiles of the page: what is counted and the list that each opens."""
        today = fields.Date.context_today(self)
        warning = self.env['chamber.delay']._get('tacit_warning', today).duration
        soon = fields.Date.add(today, days=warning)
        is_open = Domain('state', 'in', OPEN_STATES)
        Request = 'chamber.request'
        return [
            {'key': 'late', 'name': self.env._("Late"), 'model': Request, 'level': 'danger',
             'domain': is_open & Domain('deadline', '<', today)},
            {'key': 'soon', 'name': self.env._("Soon late"), 'model': Request, 'level': 'warning',
             'domain': is_open & Domain('deadline', '>=', today) & Domain('deadline', '<=', soon)},
            {'key': 'draft', 'name': self.env._("Drafts"), 'model': Request, 'domain': Domain('state', '=', 'draft')},
            {'key': 'filed', 'name': self.env._("To study"), 'model': Request, 'domain': Domain('state', '=', 'filed')},
            {'key': 'study', 'name': self.env._("Under study"), 'model': Request, 'domain': Domain('state', '=', 'study')},
            {'key': 'approval', 'name': self.env._("In approval"), 'model': Request,
             'domain': Domain('state', '=', 'approval')},
            {'key': 'entries', 'name': self.env._("Entries in force"), 'model': 'chamber.entry', 'level': 'success',
             'domain': Domain('state', '=', 'registered')},
            {'key': 'no_card', 'name': self.env._("Without a valid card"), 'model': 'chamber.entry',
             'domain': Domain('state', '=', 'registered') & Domain('has_valid_card', '=', False)},
        ]

    @api.model
    def _prepare_tile(self, key, name, model, domain, level='info'):
        return {
            'key': key, 'name': name, 'model': model, 'domain': list(domain), 'level': level,
            'count': self.env[model].search_count(domain),
        }

    @api.model
    def _prepare_waiting(self, domain):
        today = fields.Date.context_today(self)
        requests = self.env['chamber.request'].search(domain, limit=WAITING_LIMIT, order='deadline, id')
        states = dict(requests._fields['state']._description_selection(self.env))
        return [
            {
                'id': request.id, 'number': request.name, 'partner': request.partner_id.name,
                'state': states[request.state], 'chamber': request.company_id.name,
                'deadline': fields.Date.to_string(request.deadline), 'remaining_days': request.remaining_days,
                'level': self._get_level(request, today),
            }
            for request in requests
        ]

    @api.model
    def _get_level(self, request, today):
        if not request.deadline or request.state not in OPEN_STATES:
            return 'info'
        if request.deadline < today:
            return 'danger'
        warning = self.env['chamber.delay']._get('tacit_warning', today).duration
        return 'warning' if request.remaining_days <= warning else 'info'
