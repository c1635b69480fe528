from odoo import models

from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria
from odoo.addons.report_weasyprint.tools.text import long_date_ar, long_date_fr, quantity

# as printed: the minutes do not depend on who makes the paper
RESULTS = {
    'admitted': ("مقبول (ة)", "Admis(e)"), 'failed': ("غير مقبول (ة)", "Non admis(e)"), 'absent': ("غائب (ة)", "Absent(e)"),
}
ROLES = {'president': ("رئيس", "Président"), 'member': ("عضو", "Membre")}
NOTHING = '—'


class ChamberTrainingDeliberation(models.Model):
    _inherit = 'chamber.training.deliberation'

    def _get_print_data(self):
        """What the minutes show, in Arabic and French."""
        self.ensure_one()
        # sudo: whoever may print the minutes prints the names on them
        minutes, french = (self.sudo().with_context(lang=lang) for lang in ('ar_001', 'fr_FR'))
        session, programme = minutes.session_id, minutes.programme_id
        first, last = day_in_algeria(session.date_begin), day_in_algeria(session.date_end)
        criteria = programme.criterion_ids
        results = minutes.line_ids.mapped('result')
        return {
            'is_signed': minutes.state == 'signed', 'company': minutes.company_id, 'number': minutes.number,
            'date': minutes.date, 'qr': minutes._get_verification_qr_uri(), 'fingerprint': minutes.fingerprint,
            'programme_ar': programme.name, 'programme_fr': french.programme_id.name, 'session': session.number or '',
            'days_ar': long_date_ar(first) if first == last else f'{long_date_ar(first)} – {long_date_ar(last)}',
            'days_fr': long_date_fr(first) if first == last else f'{long_date_fr(first)} – {long_date_fr(last)}',
            'pass_mark': quantity(minutes.pass_mark, 2) if minutes.pass_mark else '',
            'criteria': [
                {'name_ar': one.name, 'name_fr': one.with_context(lang='fr_FR').name, 'maximum': quantity(one.maximum, 2),
                 'weight': quantity(one.weight, 2)}
                for one in criteria
            ],
            'has_oral': 'oral' in criteria.mapped('part'), 'has_practical': 'practical' in criteria.mapped('part'),
            'lines': [self._prepare_print_line(line, criteria) for line in minutes.line_ids],
            'candidates': len(results), 'admitted': results.count('admitted'), 'absent': results.count('absent'),
            'has_below': any(line.below for line in minutes.line_ids), 'observations': minutes.observations,
            'jury': [
                {'name': juror.partner_id.name, 'role_ar': ROLES[juror.role][0], 'role_fr': ROLES[juror.role][1],
                 'quality': juror.quality}
                for juror in session.juror_ids
            ],
        }

    def _prepare_print_line(self, line, criteria):
        is_absent = line.result == 'absent'
        averages = line.averages or {}
        return {
            'name_ar': line.enrolment_id.partner_id.name, 'name_fr': line.enrolment_id.partner_id.name_latin or '',
            'averages': [
                {'text': NOTHING if is_absent else quantity(averages[str(one.id)], 2), 'below': one.id in (line.below or [])}
                for one in criteria
            ],
            **{name: NOTHING if is_absent else quantity(line[name], 2) for name in ('oral', 'practical', 'mark')},
            'result_ar': RESULTS[line.result][0], 'result_fr': RESULTS[line.result][1],
        }
