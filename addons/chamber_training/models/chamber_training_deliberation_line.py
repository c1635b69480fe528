from odoo import api, fields, models


class ChamberTrainingDeliberationLine(models.Model):
    _name = 'chamber.training.deliberation.line'
    _description = "Result of a Candidate"
    _inherit = ['chamber.engine.mixin']
    _order = 'deliberation_id, id'
    _rec_name = 'enrolment_id'

    deliberation_id = fields.Many2one(
        'chamber.training.deliberation', required=True, readonly=True, index=True, ondelete='restrict')
    company_id = fields.Many2one(related='deliberation_id.company_id', store=True, precompute=True, index=True)
    enrolment_id = fields.Many2one(
        'chamber.training.enrolment', string="Candidate", required=True, readonly=True, index=True, ondelete='restrict')
    candidate_name = fields.Char(string="Name", compute='_compute_candidate_name')
    oral = fields.Float(string="Oral out of 20", readonly=True, aggregator='avg')
    practical = fields.Float(string="Practical out of 20", readonly=True, aggregator='avg')
    mark = fields.Float(string="Mark out of 20", readonly=True, aggregator='avg')
    result = fields.Selection(
        [('admitted', "Admitted"), ('failed', "Not admitted"), ('absent', "Absent")], required=True, readonly=True)
    averages = fields.Json(readonly=True, help="Average of the jurors for each criterion.")
    below = fields.Json(readonly=True, help="Criteria whose average is under the eliminatory mark.")
    explanation = fields.Char(compute='_compute_explanation')

    _once = models.Constraint('UNIQUE (deliberation_id, enrolment_id)', "A candidate has one result.")

    @api.depends('enrolment_id')
    def _compute_candidate_name(self):
        for line in self:
            # sudo: jurors know their candidates by name, and read nothing else of the register
            line.candidate_name = line.sudo().enrolment_id.partner_id.name

    @api.depends('result', 'mark', 'below')
    @api.depends_context('lang')
    def _compute_explanation(self):
        labels = dict(self._fields['result']._description_selection(self.env))
        for line in self:
            line.explanation = '; '.join(line._get_reasons()) or labels.get(line.result, '')

    def _get_reasons(self):
        """Why the candidate is admitted or not, in sentences with the figures."""
        if self.result == 'absent':
            return []
        averages = self.averages or {}
        minimum = self.deliberation_id.pass_mark
        reasons = [
            self.env._(
                "%(criterion)s: %(average)s, eliminatory below %(minimum)s", criterion=criterion.name,
                average=f"{averages[str(criterion.id)]:.2f}", minimum=f'{criterion.eliminatory:g}')
            for criterion in self.env['chamber.training.criterion'].browse(self.below or [])
        ]
        if self.mark < minimum or (self.result == 'admitted' and minimum):
            reasons.append(self.env._("mark %(mark)s, minimum %(minimum)s", mark=f'{self.mark:.2f}', minimum=f'{minimum:g}'))
        return reasons

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_open()
        return lines

    def write(self, vals):
        self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_steps(self):
        self._check_open()
        self._check_engine()

    def _check_open(self):
        self.env['chamber.training.deliberation']._check_unsigned(self.deliberation_id.session_id)

    def _get_engine_refusal(self):
        return self.env._("Results follow from the marks of the jury only.")
