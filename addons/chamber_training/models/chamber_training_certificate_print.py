from odoo import models

from odoo.addons.chamber_registry.tools import qr_image
from odoo.addons.report_weasyprint.tools.text import long_date_ar, long_date_fr

from .chamber_training_certificate import KIND_TITLES


class ChamberTrainingCertificate(models.Model):
    _inherit = 'chamber.training.certificate'

    def _get_print_data(self):
        """What is printed on each certificate, read in few queries for many of them."""
        # sudo: whoever may print the paper prints the names on it
        arabic, french = (self.sudo().with_context(lang=lang) for lang in ('ar_001', 'fr_FR'))
        return [paper._prepare_print(paper_fr) for paper, paper_fr in zip(arabic, french, strict=True)]

    def _prepare_print(self, french):
        company, first, last = self.company_id, self._get_first_day(), self._get_last_day()
        titles = KIND_TITLES[self.kind]
        return {
            'ground': f'ground_{company.id}_{self.kind}_{int(self.is_of_test)}', 'is_of_test': self.is_of_test,
            'company': company, 'title_ar': titles[0], 'title_fr': titles[1],
            'chamber_ar': company._get_chamber_name('ar_001'), 'chamber_fr': company._get_chamber_name('fr_FR'),
            'number': self.number, 'qr': qr_image.data_uri(self.verification_url),
            'name_ar': self.partner_id.name, 'name_fr': self.partner_id.name_latin or '',
            'programme_ar': self.programme_id.name, 'programme_fr': french.programme_id.name,
            'session': self.session_id.number or '',
            'days_ar': f'يوم {long_date_ar(first)}' if first == last else f'من {long_date_ar(first)} إلى {long_date_ar(last)}',
            'days_fr': f'le {long_date_fr(first)}' if first == last else f'du {long_date_fr(first)} au {long_date_fr(last)}',
            'hours': self._format_figure(self.hours), 'mark': self._format_figure(self.mark) if self.mark else '',
            'seat_ar': company.seat_ar, 'seat_fr': company.seat_fr, 'director': company.director_id.name or '',
            'date_ar': long_date_ar(self.date), 'date_fr': long_date_fr(self.date),
        }
