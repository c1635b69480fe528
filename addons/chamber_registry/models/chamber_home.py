from odoo import api, fields, models
from odoo.fields import Domain

from .chamber_request import OPEN_STATES

WAITING_LIMIT = 20
LEVELS = {'late': 'danger', 'soon': 'warning'}


class ChamberHome(models.AbstractModel):
    _name = 'chamber.home'
    _description = "Home Page of the Register"

    @api.model
    @api.readonly
    def get_home_data(self):
        """Return what the home page shows to the user: tiles with counts, and what waits, overdue first.

        National roles are shown how the chambers stand too, the latest first.

        :raises AccessError: for anyone who has no role in the register
        """
        Request = self.env['chamber.request']
        Request.check_access('read')
        waiting = self._get_waiting_domain()
        return {
            'tiles': [self._prepare_tile(**tile) for tile in self._get_tiles()],
            'waiting': self._prepare_waiting(waiting),
            'waiting_count': Request.search_count(waiting),
            'chambers': self._prepare_chambers() if self._has_role('all_chambers') else [],
            'can_enter': self._has_role('agent'),
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
            domains.append(self.env['chamber.request']._get_urgency_domain('late'))
        return Domain.OR(domains)

    @api.model
    def _get_tiles(self):
        """The tiles of the page: what is counted and the list that each opens."""
        Request = 'chamber.request'
        get_urgency = self.env[Request]._get_urgency_domain
        return [
            {'key': 'late', 'name': self.env._("Late"), 'model': Request, 'level': 'danger',
             'domain': get_urgency('late')},
            {'key': 'soon', 'name': self.env._("Soon late"), 'model': Request, 'level': 'warning',
             'domain': get_urgency('soon')},
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
    def _prepare_chambers(self):
        """Figures of the chambers that have entries or open requests; late ones first, then the busiest."""
        get_urgency = self.env['chamber.request']._get_urgency_domain
        columns = {
            'late': ('chamber.request', get_urgency('late')), 'soon': ('chamber.request', get_urgency('soon')),
            'open': ('chamber.request', Domain('state', 'in', OPEN_STATES)),
            'entries': ('chamber.entry', Domain('state', '=', 'registered')),
        }
        return self._count_by_chamber(columns)

    @api.model
    def _count_by_chamber(self, columns):
        """Rows of a table of chambers: id, name and the count of each column; the highest counts first, by column.

        :param dict columns: key → (model, domain) of records that have a ``company_id``
        """
        counts = {
            key: dict(self.env[model]._read_group(domain, ['company_id'], ['__count']))
            for key, (model, domain) in columns.items()
        }
        chambers = self.env['res.company'].union(*(chamber for column in counts.values() for chamber in column))
        rows = [
            {
                'id': chamber.id, 'name': chamber._get_chamber_name(self.env.lang),
                **{key: column.get(chamber, 0) for key, column in counts.items()},
            }
            for chamber in chambers
        ]
        return sorted(rows, key=lambda row: [-row[key] for key in columns])

    @api.model
    def _prepare_waiting(self, domain):
        requests = self.env['chamber.request'].search(domain, limit=WAITING_LIMIT, order='deadline, id')
        states = dict(requests._fields['state']._description_selection(self.env))
        return [
            {
                'model': 'chamber.request', 'id': request.id, 'number': request.name, 'partner': request.partner_id.name,
                'activity': request.main_activity_id.name or '',
                'state': states[request.state], 'chamber': request.company_id._get_chamber_name(self.env.lang),
                'deadline': fields.Date.to_string(request.deadline), 'remaining_days': request.remaining_days,
                'level': LEVELS.get(request.urgency, 'info'),
            }
            for request in requests
        ]
