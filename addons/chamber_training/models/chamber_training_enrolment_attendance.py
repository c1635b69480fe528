from odoo import api, fields, models


class ChamberTrainingEnrolment(models.Model):
    _inherit = 'chamber.training.enrolment'

    hours_attended = fields.Float(compute='_compute_hours_attended', store=True, help="Hours that count for the certificate.")
    attended_share = fields.Float(
        string="Hours Attended (%)", compute='_compute_attended_share', store=True, aggregator='avg',
        help="Share of the hours of the session.")
    attended_module_ids = fields.Many2many(
        'chamber.training.module', 'chamber_training_enrolment_module_rel', string="Modules Attended",
        compute='_compute_attended_module_ids', store=True,
        help="Modules of which at least the programme's minimum share of hours was attended.")

    @api.depends('attendance_ids.hours')
    def _compute_hours_attended(self):
        for enrolment in self:
            enrolment.hours_attended = sum(enrolment.attendance_ids.mapped('hours'))

    @api.depends('hours_attended', 'session_id.hours')
    def _compute_attended_share(self):
        for enrolment in self:
            hours = enrolment.session_id.hours
            enrolment.attended_share = min(100, 100 * enrolment.hours_attended / hours) if hours else 0

    @api.depends(
        'attendance_ids.hours', 'attendance_ids.half_day_id.module_id', 'session_id.half_day_ids.hours',
        'session_id.half_day_ids.module_id', 'session_id.programme_id.minimum_share')
    def _compute_attended_module_ids(self):
        for session, enrolments in self.grouped('session_id').items():
            taught = self._sum_by_module(session.half_day_ids, lambda half_day: half_day)
            # those who attended the same modules are written together
            for modules, alike in enrolments._group_by_modules(taught).items():
                alike.attended_module_ids = modules

    def _group_by_modules(self, taught):
        return self.grouped(lambda enrolment: enrolment._get_attended_modules(taught))

    def _get_attended_modules(self, taught):
        """Return the modules of which the participant attended enough.

        :param taught: {module: hours taught}
        """
        attended = self._sum_by_module(self.attendance_ids, lambda attendance: attendance.half_day_id)
        share = self.session_id.programme_id.minimum_share
        return self.env['chamber.training.module'].browse(sorted(
            module.id for module, hours in attended.items()
            if hours > 0 and 100 * hours >= share * taught.get(module, 0) - 0.001))

    @api.model
    def _sum_by_module(self, records, get_half_day):
        hours = {}
        for record in records:
            if module := get_half_day(record).module_id:
                hours[module] = hours.get(module, 0) + record.hours
        return hours
