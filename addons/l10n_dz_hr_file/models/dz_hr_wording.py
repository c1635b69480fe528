from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import wording

PLACEHOLDERS = (
    'number', 'employer', 'employee', 'matricule', 'birth_date', 'birth_place', 'job', 'department', 'grade', 'step',
    'category', 'old_job', 'old_department', 'old_grade', 'old_step', 'wage', 'contract_type', 'effect_date', 'end_date',
    'trial_end', 'recruitment_date', 'seniority', 'reason', 'degree', 'other_number', 'other_date',
)


class DzHrWording(models.Model):
    _name = 'dz.hr.wording'
    _description = "Wording of Decisions"
    _inherit = ['dated.value.mixin']
    _order = 'kind_id, date_from desc, company_id'
    _rec_name = 'title_ar'

    kind_id = fields.Many2one('dz.hr.decision.kind', required=True, index=True, ondelete='cascade')
    date_from = fields.Date(default=fields.Date.context_today)
    title_ar = fields.Char(string="Arabic Title", required=True)
    title_fr = fields.Char(string="French Title", required=True)
    body_ar = fields.Text(string="Arabic Text", required=True)
    body_fr = fields.Text(string="French Text", required=True)
    source = fields.Char(translate=True, help="Texts that the wording rests on.")
    placeholders = fields.Char(compute='_compute_placeholders')

    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(kind_id, kind_id, '[]') WITH =,"
        " int4range(COALESCE(company_id, 0), COALESCE(company_id, 0), '[]') WITH =,"
        " daterange(date_from, date_to, '[]') WITH &&)", "There is already a wording in that period: end it first.")

    def _compute_placeholders(self):
        self.placeholders = ' '.join(f'{{{name}}}' for name in PLACEHOLDERS)

    @api.constrains('title_ar', 'title_fr', 'body_ar', 'body_fr')
    def _check_texts(self):
        for record in self:
            for text in (record.title_ar, record.title_fr, record.body_ar, record.body_fr):
                try:
                    wording.check(text, PLACEHOLDERS)
                except wording.WordingError as error:
                    raise ValidationError(self.env._(
                        "Not known in this text: %(names)s. Known are: %(known)s.", names=' '.join(error.args),
                        known=record.placeholders)) from error
