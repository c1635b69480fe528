from odoo import api, fields, models

READERS = 'chamber_training.chamber_training_group_user'


class ChamberTrainingLearnerMixin(models.AbstractModel):
    """For what leads to a person who is trained: courses, hours and certificates that the user may read."""
    _name = 'chamber.training.learner.mixin'
    _description = "Trained Person (mixin)"

    training_course_count = fields.Integer(string="Courses", compute='_compute_training_figures', groups=READERS)
    training_hours = fields.Float(string="Hours of Training", compute='_compute_training_figures', groups=READERS)
    training_certificate_count = fields.Integer(
        string="Training Certificates", compute='_compute_training_figures', groups=READERS)

    @api.model
    def _get_learner_field(self):
        """Name of the field that leads to the person; ``id`` for the person himself."""
        raise NotImplementedError(self._name)

    def _get_learners(self):
        name = self._get_learner_field()
        return self if name == 'id' else self[name]

    def _compute_training_figures(self):
        domain = [('partner_id', 'in', self._get_learners().ids)]
        courses = {
            partner: (count, hours)
            for partner, count, hours in self.env['chamber.training.enrolment']._read_group(
                [*domain, ('state', '=', 'accepted')], ['partner_id'], ['__count', 'hours_attended:sum'])}
        certificates = dict(self.env['chamber.training.certificate']._read_group(
            [*domain, ('is_revoked', '=', False)], ['partner_id'], ['__count']))
        for record in self:
            learner = record._get_learners()._origin
            record.training_course_count, record.training_hours = courses.get(learner, (0, 0))
            record.training_certificate_count = certificates.get(learner, 0)

    def action_view_training_enrolments(self):
        """Open the enrolments of the person, the latest first.

        :raises AccessError: for anyone who may not read the person
        """
        return self._action_view_training('chamber.training.enrolment', self.env._("Courses"))

    def action_view_training_certificates(self):
        """Open the training certificates of the person.

        :raises AccessError: for anyone who may not read the person
        """
        return self._action_view_training('chamber.training.certificate', self.env._("Training Certificates"))

    def _action_view_training(self, model, name):
        self.check_access('read')
        return {
            'type': 'ir.actions.act_window', 'name': name, 'res_model': model, 'view_mode': 'list,form',
            'domain': [('partner_id', 'in', self._get_learners().ids)], 'context': {'create': False},
        }
