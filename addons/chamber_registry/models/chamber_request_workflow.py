from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria, today_in_algeria

from .engine import as_engine

# states in which the fee can be received
FEE_STATES = ('draft', 'filed', 'study')


class ChamberRequest(models.Model):
    _inherit = 'chamber.request'

    TRANSITIONS = {
        'draft': {'filed', 'cancelled'},
        'filed': {'study', 'tacit', 'cancelled'},
        'study': {'approval', 'tacit', 'cancelled'},
        'approval': {'study', 'accepted', 'refused', 'tacit'},
        'accepted': set(), 'tacit': set(), 'refused': set(), 'cancelled': set(),
    }

    # approvals by tiers: asked for in one state, opening another
    _state_from = ['approval']
    _state_to = ['accepted']
    _cancel_state = 'cancelled'

    registrar_ids = fields.Many2many('res.users', compute='_compute_registrar_ids', string="Registrars")
    director_ids = fields.Many2many('res.users', compute='_compute_director_ids', string="Directors")

    @api.depends('company_id')
    def _compute_registrar_ids(self):
        for company, requests in self.grouped('company_id').items():
            requests.registrar_ids = self._get_role_users('registrar', company)

    @api.depends('company_id')
    def _compute_director_ids(self):
        for company, requests in self.grouped('company_id').items():
            requests.director_ids = self._get_role_users('director', company)

    @api.model
    def _get_role_users(self, role, company):
        """Return the active users who hold a role in a chamber."""
        group_id = self.env['ir.model.data']._xmlid_to_res_id(f'chamber_registry.chamber_registry_group_{role}')
        return self.env['res.users'].sudo().search(  # a clerk does not read the users of other services
            [('all_group_ids', 'in', group_id), ('company_ids', 'in', company.ids), ('share', '=', False)], order='id')

    def _check_role(self, *roles):
        """Refuse who may not read the requests of this chamber or has none of the roles.

        :raises AccessError: with the role that is needed
        """
        self.check_access('write')
        if self.env.su or any(self.env.user.has_group(f'chamber_registry.chamber_registry_group_{role}') for role in roles):
            return
        raise AccessError(self.env._("This step belongs to another role."))

    def _set_state(self, state, **values):
        """Move requests to a state; the only writer of ``state``.

        :raises UserError: where the step does not exist, or another user has just taken one
        """
        self.lock_for_update(allow_referencing=True)
        self.invalidate_recordset(['state'])
        labels = dict(self._fields['state']._description_selection(self.env))
        for current, requests in self.grouped('state').items():
            if state not in self.TRANSITIONS[current]:
                raise UserError(self.env._(
                    "%(request)s: a request that is “%(old)s” cannot become “%(new)s”.",
                    request=requests[:1].display_name, old=labels[current], new=labels[state]))
        as_engine(self, chamber_registry_step=state).write({'state': state, **values})
        if state in ('cancelled', 'refused'):
            self._owe_fees_back(state)

    def _check_fee_receivable(self):
        """Only agents receive fees, of requests that are not decided or in approval; see ``chamber.fee.mixin``.

        :raises AccessError: for anyone but an agent
        :raises UserError: for a request that is decided or in approval
        """
        self._check_role('agent')
        for request in self:
            if request.state not in FEE_STATES:
                raise UserError(self.env._("Nothing is due on %(document)s.", document=request.display_name))
        return super()._check_fee_receivable()

    @api.model
    def _get_fee_due_domain(self):
        return super()._get_fee_due_domain() & Domain('state', 'in', FEE_STATES)

    def action_receive_documents(self):
        """Mark all documents of the checklist as handed over.

        :raises AccessError: for anyone but an agent or a registrar
        :raises UserError: past the study
        """
        self._check_role('agent', 'registrar')
        self.document_ids.filtered(lambda document: not document.is_received).write({'is_received': True})

    def action_check_documents(self):
        """Mark all documents that were handed over as checked against their originals.

        :raises AccessError: for anyone but a registrar
        :raises UserError: past the study
        """
        self._check_role('registrar')
        self.document_ids.filtered(lambda document: document.is_received and not document.is_checked).write(
            {'is_checked': True})

    def action_file(self):
        """Deposit drafts: give each its number, its receipt and its deadline.

        :raises UserError: where a document, the fee, or a datum of the registrant is missing
        """
        self._check_role('agent')
        self._check_complete()
        now = fields.Datetime.now()
        today = today_in_algeria()
        Delay = self.env['chamber.delay']
        for company, requests in self.grouped('company_id').items():
            numbers = self.env['chamber.numbering']._take(company, 'request', len(requests), today)
            for request, number in zip(requests, numbers, strict=True):
                request._set_state(
                    'filed', name=number, deposit_datetime=now, filed_by_id=self.env.uid,
                    receipt_valid_until=Delay._get_end('receipt_validity', today),
                    deadline=Delay._get_end('decision', today))
        self._send_notice('chamber_registry.mail_template_request_deposit')

    def _get_receipt_days(self):
        """Return how many days the deposit receipt allows to work, by the delay that held on the day of deposit."""
        return self.env['chamber.delay']._get('receipt_validity', day_in_algeria(self.deposit_datetime)).duration

    def _check_complete(self):
        """Refuse to file a request with something missing.

        :raises UserError: naming all that is missing
        """
        for request in self:
            missing = request._get_missing()
            if missing:
                raise UserError(self.env._(
                    "%(request)s cannot be filed yet:\n- %(missing)s", request=request.display_name,
                    missing='\n- '.join(missing)))
            live = self.env['chamber.entry']._find_live(request.partner_id)
            if live:
                raise UserError(self.env._(
                    "%(partner)s already has a live entry, number %(number)s.", partner=request.partner_id.name,
                    number=live.number))

    def _get_missing(self):
        """Return sentences naming what a request lacks to be filed."""
        self.ensure_one()
        missing = [
            self.env._("missing field: %(field)s", field=self._fields[name]._description_string(self.env))
            for name in ('main_activity_id', 'place_of_exercise', 'exercise_city_id', 'qualification_kind')
            if not self[name]
        ]
        partner = self.partner_id
        missing += [
            self.env._("missing on the registrant: %(field)s", field=partner._fields[name]._description_string(self.env))
            for name in self._get_registrant_required_fields() if not partner[name]
        ]
        missing += [
            self.env._("missing document: %(document)s", document=document.document_type_id.name)
            for document in self.document_ids if document.is_mandatory and not document.is_received
        ]
        if not self.document_ids:
            missing.append(self.env._("no document checklist is set for this kind of registrant on this date"))
        if self.fee_state == 'due':
            missing.append(self.env._("the fee has not been paid"))
        return missing

    def _get_registrant_required_fields(self):
        """Names of the registrant's fields that the entry and the card need."""
        if self.registrant_type == 'artisan':
            return [
                'nin_masked', 'family_name_ar', 'given_name_ar', 'family_name_latin', 'given_name_latin', 'birth_date',
                'sex',
            ]
        return ['name', 'name_latin']

    def action_start_study(self):
        """Take filed requests for study.

        :raises AccessError: for anyone but a registrar
        """
        self._check_role('registrar')
        self._set_state('study', user_id=self.env.uid)

    def action_submit(self):
        """End the study: ask for the approvals set for this chamber.

        :raises AccessError: for anyone but a registrar
        :raises UserError: where a mandatory document has not been checked or no approval is set up
        """
        self._check_role('registrar')
        for request in self:
            unchecked = request.document_ids.filtered(lambda doc: doc.is_mandatory and not doc.is_checked)
            if unchecked:
                raise UserError(self.env._(
                    "Check these documents first: %(documents)s.",
                    documents=', '.join(unchecked.document_type_id.mapped('name'))))
        self._set_state('approval')
        for request in self:
            if not request.request_validation():
                raise UserError(self.env._("No approval is set up for requests of this chamber."))

    def action_cancel(self):
        """Cancel requests that nobody has decided, at the applicant's wish.

        :raises UserError: once approvals have been asked for
        """
        self._check_role('agent', 'registrar')
        self._set_state('cancelled')
        self.env['chamber.request.decision']._record(self, 'cancelled')

    def action_send_back(self):
        """Ask the approver for the reason, then return the request to its study."""
        self.ensure_one()
        return self.review_ids.filtered('is_waiting_for_me').action_reject()

    def action_print_receipt(self):
        """Return the deposit receipt as a PDF.

        :raises UserError: for a request that has not been filed
        """
        self.check_access('read')
        if any(request.state == 'draft' for request in self):
            raise UserError(self.env._("A receipt is given for a filed request."))
        return self.env.ref('chamber_registry.chamber_request_report_receipt').report_action(self)

    def action_view_entry(self):
        """Open the entry that came from the request."""
        self.ensure_one()
        return {
            'type': 'ir.actions.act_window', 'res_model': 'chamber.entry', 'res_id': self.entry_id.id,
            'view_mode': 'form', 'views': [(False, 'form')],
        }
