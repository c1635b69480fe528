from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .engine import as_engine, is_engine


class ChamberRequest(models.Model):
    _inherit = 'chamber.request'

    def _tier_requesters(self):
        """Who entered or filed the request never approves it; the registrar who studied it may."""
        return self.create_uid | self.filed_by_id

    def _prepare_tier_review_vals(self, definition, sequence):
        values = super()._prepare_tier_review_vals(definition, sequence)
        values['requested_by'] = self.filed_by_id.id
        return values

    def _get_under_validation_exceptions(self):
        # the workflow's own fields have a stricter guard: ``write`` lets only the engine change them
        return [*super()._get_under_validation_exceptions(), *self.ENGINE_FIELDS, 'activity_ids', 'message_ids']

    def _on_tier_validated(self):  # pylint: disable=missing-return  # nothing to return
        """Accept a request once its last approval is given, and register the applicant."""
        super()._on_tier_validated()
        self._accept('accepted')

    def _on_tier_rejected(self, comment):  # pylint: disable=missing-return  # nothing to return
        """Return a request to its study where an approver sends it back without refusing it."""
        super()._on_tier_rejected(comment)
        for request in self:
            if request.state == 'approval' and not request.refusal_reason_id:
                request._set_state('study')

    def _accept(self, state):
        """Decide in favour of requests, record the decision and make the entries."""
        requests = self.sudo()  # the decision is taken: the engine writes what follows from it
        requests._set_state(
            state, decision_datetime=fields.Datetime.now(), decided_by_id=False if state == 'tacit' else self.env.uid)
        self.env['chamber.request.decision']._record(requests, state)
        requests._make_entries()
        requests._send_notice('chamber_registry.mail_template_request_accepted')

    def _make_entries(self):
        """Make the entry of each accepted request by an act.

        :raises UserError: where the registrant has got a live entry meanwhile
        """
        today = today_in_algeria()
        for request in self:
            live = self.env['chamber.entry']._find_live(request.partner_id)
            if live:
                raise UserError(self.env._(
                    "%(partner)s already has a live entry, number %(number)s.", partner=request.partner_id.name,
                    number=live.number))
        acts = self.env['chamber.act']._record_batch([
            {
                'kind': 'inscription', 'company': request.company_id, 'partner': request.partner_id,
                'request': request, 'date': today, 'values': request._prepare_entry_values(),
            }
            for request in self
        ])
        for request, act in zip(self, acts, strict=True):
            as_engine(request).write({'entry_id': act.entry_id.id})

    def _prepare_entry_values(self):
        """Return what the entry becomes, as kept in the act."""
        self.ensure_one()
        return {
            'main_activity_id': self.main_activity_id.id,
            'secondary_activity_ids': sorted(self.secondary_activity_ids.ids),
            'place_of_exercise': self.place_of_exercise,
            'exercise_address': self.exercise_address or False,
            'exercise_city_id': self.exercise_city_id.id,
            'qualification_kind': self.qualification_kind,
            'qualification_document': self.qualification_document or False,
            'qualification_date': fields.Date.to_string(self.qualification_date) or False,
            'qualification_issuer': self.qualification_issuer or False,
        }

    def _refuse(self, reason, note):
        """Refuse a request with a ground and an explanation, as the approver whose turn it is.

        :raises UserError: where it is not the user's turn to decide, or it has been decided
        """
        self.ensure_one()
        self._check_role('registrar', 'director')
        # in the order in which an approval takes them: reviews, then request
        self._lock_reviews()
        as_engine(self).sudo().write({  # the ground is kept with the decision, whoever refuses
            'refusal_reason_id': reason.id, 'refusal_note': note,
        })
        self._decide('reject', False, f'{reason.name}: {note}')
        self.sudo()._set_state(  # the rejection above was checked
            'refused', decision_datetime=fields.Datetime.now(), decided_by_id=self.env.uid)
        self.env['chamber.request.decision']._record(self.sudo(), 'refused', reason=reason, note=note)
        self._send_notice('chamber_registry.mail_template_request_refused')

    def _get_tier_deadlines(self):
        return {request.id: request.deadline for request in self}

    def _get_tier_exemption(self):
        """Past the deadline, the silence of the chamber stands for its approval."""
        is_tacit = is_engine(self) and self.env.context.get('chamber_registry_step') == 'tacit'
        if is_tacit and self.deadline and self.deadline < today_in_algeria():
            return self.env._("Deemed accepted: no decision by %(date)s.", date=self.deadline)
        return super()._get_tier_exemption()
