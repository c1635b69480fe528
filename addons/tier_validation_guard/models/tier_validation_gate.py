from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..tools import engine
from .tier_review import OPEN


class TierValidation(models.AbstractModel):
    """The gate: no document reaches a state that needs approval without it, whatever wrote the state."""
    _inherit = 'tier.validation'

    @api.model
    def _get_open_states(self):
        """States that a document may have without approval.

        Those it is asked from, those listed before the first approved one, cancelled, and the refusals.
        Every other one stands behind the gate, also those after the approved state: "done" is no way round.
        """
        field = self._fields[self._state_field]
        names = field.get_values(self.env) if field.type == 'selection' else []
        approved = [index for index, name in enumerate(names) if name in self._state_to]
        before = names[:approved[0]] if approved else []
        return {*self._state_from, *before, self._cancel_state, *self._tier_free_states} - {*self._state_to}

    @api.model
    def _is_guarded_state(self, state):
        field = self._fields.get(self._state_field)
        if not state or not field:
            return False
        if field.type != 'selection':
            return state in self._state_to
        return state not in self._get_open_states()

    def _tier_validation_check_state_on_write(self, vals):
        """Replaces the base check, which looks at documents in ``_state_from`` only and lets who asks approve."""
        if self._state_field not in vals:
            return
        state = vals[self._state_field]
        documents = self.filtered(lambda document: isinstance(document.id, int))
        if not self._is_guarded_state(state):
            self._get_cleared().difference_update(documents.ids)
            return
        documents.filtered(lambda document: not self._is_guarded_state(
            document._tier_validation_get_current_state_value()))._tier_pass_gate()

    def _write_multi(self, vals_list):
        """Last door before the table: computed, related and otherwise written states pass here."""
        name = self._state_field
        moved = self.browse(document.id for document, vals in zip(self, vals_list, strict=True)
                            if vals.get(name) and self._is_guarded_state(vals[name]))
        if moved:
            moved._tier_check_stored_state()
        result = super()._write_multi(vals_list)
        if moved:
            self._get_cleared().difference_update(moved.ids)
        return result

    def _tier_check_stored_state(self):
        cleared = self._get_cleared()
        rows = self.env.execute_query(SQL(
            "SELECT id, %s FROM %s WHERE id IN %s", SQL.identifier(self._state_field), SQL.identifier(self._table),
            self._ids))
        coming = [row_id for row_id, state in rows if row_id not in cleared and not self._is_guarded_state(state)]
        self.browse(coming)._tier_pass_gate()

    def _tier_check_created(self):
        """A document cannot be born approved."""
        if self._state_field not in self._fields:
            return
        born = self.filtered(lambda document: self._is_guarded_state(document[self._state_field]))
        born._tier_pass_gate()

    def _get_cleared(self):
        """Ids that passed the gate in this transaction and are not yet flushed."""
        return self.env.cr.cache.setdefault(('tier_validation_guard', self._name), set())

    def _tier_pass_gate(self):
        """Check documents that are about to enter a guarded state.

        :raise ValidationError: approvals are missing, open, rejected or not in the journal
        """
        for document in self:
            reason = document._get_tier_exemption()
            if reason:
                document._tier_exempt(reason)
            else:
                document._tier_check_approved()
        self._get_cleared().update(self.ids)

    def _tier_check_approved(self):
        reviews = self._get_reviews()
        if not reviews:
            missing = self._get_applicable_definitions()
            if missing:
                raise ValidationError(self.env._(
                    "This action needs to be validated first: %(tiers)s. Ask for it.",
                    tiers=", ".join(missing.mapped('name'))))
            return
        if not all(review.status in self._validated_states() for review in reviews):
            raise ValidationError(self.env._(
                "The approval of %(document)s is not finished.", document=self.display_name))
        reviews._check_witnessed()

    def _tier_exempt(self, reason):
        """Journal that a rule decides, and close what was still open."""
        values = {'comment': reason, 'event': 'exempted', 'model': self._name, 'res_id': self.id,
                  'record_name': self.display_name, 'user_id': self.env.uid,
                  'company_id': self.env['tier.review']._get_event_company(self.sudo()).id,
                  'session_user_id': self._get_session_user().id}
        # the rule of the model decides here, no user
        self.env['tier.review.event'].sudo().create(values)
        with engine.running('close'):
            self._get_reviews().filtered(lambda review: review.status in OPEN).write({'status': 'cancel'})

    def _tier_validation_check_write_allowed(self, vals):  # pylint: disable=missing-return  # nothing to return
        # reviews lock the document for everybody, also for who unticked their company
        self.invalidate_recordset(['review_ids'], flush=False)
        super(TierValidation, self.sudo())._tier_validation_check_write_allowed(vals)
        if not engine.is_unlocked() and self._is_guarded_state(vals.get(self._state_field)):
            for document in self.sudo():
                document._tier_check_substance(vals)

    @api.model
    def _get_exception_fields(self, extra_domain=None):
        if not self.env['tier.validation.exception']._is_used(self._name):
            return []
        return super()._get_exception_fields(extra_domain)

    def _tier_check_substance(self, vals):
        """What was approved is what goes on: the write that moves the state changes nothing else that people enter.

        Fields that are read-only on the model (dates, numbers, who decided) may come along, and the exceptions of
        ``_get_under_validation_exceptions``; other code of the model opens ``_tier_unlocked()``.

        :raise ValidationError: naming the fields
        """
        if not self._get_reviews() or self._is_guarded_state(self._tier_validation_get_current_state_value()):
            return
        exceptions = self._get_under_validation_exceptions()
        changed = [name for name in vals if name != self._state_field and name not in exceptions
                   and not self._fields[name].readonly and self._is_changed(name, vals[name])]
        if changed:
            labels = self.fields_get(changed, ['string'])
            raise ValidationError(self.env._(
                "%(fields)s cannot change together with the approved state.",
                fields=", ".join(label['string'] for label in labels.values())))

    def _is_changed(self, name, value):
        field = self._fields[name]
        if field.type in ('one2many', 'many2many'):
            return bool(value)
        return field.convert_to_record(field.convert_to_cache(value, self), self) != self[name]

    def _tier_validation_check_write_remove_reviews(self, vals):
        leaving = self.filtered(lambda document: document._allow_to_remove_reviews(vals))
        if leaving:
            leaving.check_access('write')
            # who may take the document back takes its reviews off it; they are kept
            leaving._get_reviews()._supersede(self.env._("Document set back or cancelled"))


class TierReview(models.Model):
    _inherit = 'tier.review'

    def _check_witnessed(self):
        """Refuse approvals that the journal does not know: they were put into the table by another way.

        :raise ValidationError: naming the first such step
        """
        # the journal is read in full to judge, whatever the user sees of it
        events = self.env['tier.review.event'].sudo().search(
            [('review_id', 'in', self.ids), ('event', 'in', ('approved', 'adopted'))])
        known = {(event.review_id.id, event.user_id.id) for event in events}
        for review in self:
            if (review.id, review.done_by.id) not in known:
                raise ValidationError(self.env._(
                    "The approval \"%(tier)s\" is not in the journal and does not count.", tier=review.name))
