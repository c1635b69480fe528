from odoo import fields, models


class ResCompany(models.Model):
    _inherit = 'res.company'

    official_header_ar = fields.Text(
        "Official Header in Arabic",
        help="Lines printed at the top of official documents: state, ministry, body. The first one is in bold.")
    official_header_fr = fields.Text(
        "Official Header in French",
        help="Lines printed at the top of official documents: state, ministry, body. The first one is in bold.")

    def action_print_official_sample(self):
        """The action that prints a sample of the company's official documents."""
        self.check_access('read')
        # whoever reads a company may print its sample, but only administrators read the list of reports
        return self.env.ref('report_weasyprint.sample_report').sudo().report_action(self, config=False)

    def _get_official_header_lines(self, lang):
        """Lines of the header of official documents.

        :param lang: 'ar' or 'fr'
        :return: list of texts; the company's name where no header is set in either language
        """
        self.ensure_one()
        texts = {'ar': self.official_header_ar, 'fr': self.official_header_fr}
        lines = [line.strip() for line in (texts[lang] or '').splitlines() if line.strip()]
        return lines if any(texts.values()) else [self.name]

    def _get_official_address(self):
        """The company's address on one line, for the foot of official documents."""
        self.ensure_one()
        parts = [self.street, self.street2, ' '.join(filter(None, [self.zip, self.city])), self.state_id.name]
        return ', '.join(part for part in parts if part)
