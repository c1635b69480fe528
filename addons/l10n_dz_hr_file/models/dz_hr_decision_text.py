import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.report_weasyprint.tools.text import amount, long_date_ar, long_date_fr

from ..tools import wording

HASHED = ('name', 'title_ar', 'title_fr', 'text_ar', 'text_fr', 'degree', 'step', 'wage', 'date', 'date_effect', 'date_end')
HASHED_IDS = ('kind_id', 'company_id', 'employee_id', 'department_id', 'job_id', 'address_id', 'grade_id', 'undoes_id',
              'signed_by_id')


class DzHrDecision(models.Model):
    _inherit = 'dz.hr.decision'

    def _fill_texts(self):
        """Titles and texts in both languages with their values, as printed and kept.

        :raises UserError: where the file lacks what the wording needs
        """
        self.ensure_one()
        texts = self.kind_id._get_wording(self.company_id, self.date_effect)
        filled = {}
        for language in ('ar', 'fr'):
            values = self._get_wording_values(language)
            for part, source in (('title', 'title'), ('text', 'body')):
                try:
                    filled[f'{part}_{language}'] = wording.fill(texts[f'{source}_{language}'], values)
                except wording.WordingError as error:
                    raise UserError(self.env._(
                        "The text of “%(kind)s” needs what the file lacks: %(names)s.", kind=self.kind_id.name,
                        names=', '.join(error.args))) from error
        return filled

    def _get_wording_values(self, language):
        """What placeholders stand for in a language, 'ar' or 'fr'; what is not known is empty."""
        lang = self.env['hr.payslip']._dz_lang(language)
        # the text states what its reader may not read elsewhere; who may sign or read it was checked
        decision = self.sudo().with_context(lang=lang)
        employee = decision.employee_id
        before = employee._get_version(decision.date_effect)
        long_date = long_date_ar if language == 'ar' else long_date_fr
        job, department = decision.job_id or before.job_id, decision.department_id or before.department_id
        grade = decision.grade_id or before.dz_grade_id
        other = decision.undoes_id
        return {
            'number': decision.name, 'employer': decision.company_id._get_dz_employer_name(language),
            'employee': employee._dz_full_name(language),
            'matricule': employee.dz_matricule, 'birth_date': long_date(employee.birthday),
            'birth_place': employee.dz_birth_city_id.name or employee.dz_birth_state_id.name or employee.place_of_birth,
            'job': job.name or before.job_title, 'department': department.name, 'grade': grade.name,
            'step': str(decision.step if decision.grade_id else before.dz_step), 'category': grade.category,
            'old_job': before.job_id.name or before.job_title, 'old_department': before.department_id.name,
            'old_grade': before.dz_grade_id.name, 'old_step': str(before.dz_step),
            'wage': amount(decision._get_new_wage() or before.wage),
            'contract_type': (decision.kind_id.contract_type_id or before.contract_type_id).name,
            'effect_date': long_date(decision.date_effect), 'end_date': long_date(decision.date_end),
            'trial_end': long_date(decision.trial_date_end),
            'recruitment_date': long_date(employee.dz_hired_date or decision.date_effect),
            'seniority': employee._dz_seniority_text(language, decision.date_effect),
            'reason': decision.reason_fr or decision.reason if language == 'fr' else decision.reason or decision.reason_fr,
            'degree': str(decision.degree) if decision.degree else '', 'other_number': other.name,
            'other_date': long_date(other.date),
        }

    def _get_content_hash(self):
        """Hash of what was signed."""
        self.ensure_one()
        decision = self.sudo()  # the hash tells nothing of what it is made of
        content = {name: decision[name] and str(decision[name]) for name in HASHED}
        content.update({name: decision[name].id for name in HASHED_IDS})
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @api.depends('content_hash', 'state')
    def _compute_is_intact(self):
        events = self.env['dz.hr.decision.event'].sudo().search(  # the journal judges, whoever reads
            [('decision_id', 'in', self.ids), ('event', '=', 'signed')])
        signed = {event.decision_id.id: event.content_hash for event in events}
        for decision in self:
            decision.is_intact = decision.state in ('draft', 'cancel') or (
                signed.get(decision.id) == decision._get_content_hash())

    def _get_verifiable_claims(self):
        self.ensure_one()
        return {10: self.name, 11: self.title_ar, 12: self.employee_id.sudo()._dz_full_name('ar'),
                13: fields.Date.to_date(self.date), 14: fields.Date.to_date(self.date_effect)}

    def _get_print_values(self):
        """What the paper shows; a draft is filled as it would be signed now."""
        self.ensure_one()
        self.check_access('read')
        texts = self.read(['title_ar', 'title_fr', 'text_ar', 'text_fr'])[0] if self.state not in ('draft', 'cancel') \
            else self._fill_texts()
        return {
            **texts, 'paragraphs_ar': [line for line in texts['text_ar'].split('\n') if line.strip()],
            'paragraphs_fr': [line for line in texts['text_fr'].split('\n') if line.strip()],
            'is_draft': self.state in ('draft', 'cancel'), 'undone': self.sudo().undone_by_id.name,
            'signatory': self.sudo().signed_by_id.name,  # names on the paper itself
        }
