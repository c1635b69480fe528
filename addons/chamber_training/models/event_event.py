from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import is_engine


class EventEvent(models.Model):
    _inherit = 'event.event'

    is_training = fields.Boolean(readonly=True, copy=False, index=True)
    training_session_ids = fields.One2many('chamber.training.session', 'event_id')

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get('is_training') for vals in vals_list):
            self._check_training_engine()
        return super().create(vals_list)

    def write(self, vals):
        if 'is_training' in vals or any(event.is_training for event in self.sudo()):  # a guard looks at all of them
            self._check_training_engine()
        return super().write(vals)

    def _check_training_engine(self):
        """Refuse to change the event of a course elsewhere than on the course.

        :raises UserError: for any writer but the steps of training
        """
        if not is_engine(self):
            raise UserError(self.env._("A course or test is changed on its own page, not among the events."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sessions(self):
        sessions = self.sudo().training_session_ids  # a guard looks at all of them
        if sessions:
            raise UserError(self.env._("“%s” is deleted with its session.", sessions[0].name))

    def action_set_done(self):
        """Leave courses out of the move of past events to their last stage: sessions move on by their own steps."""
        events = self if is_engine(self) else self.filtered(lambda event: not event.is_training)
        return super(EventEvent, events).action_set_done()

    def _check_no_course(self):
        """Refuse attendees, tickets, slots and mails of the events app on a course.

        :raises UserError: for a course that has them written by anyone but its steps
        """
        if any(event.is_training for event in self.sudo()):  # a guard looks at all of them
            self._check_training_engine()
