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

    def _get_official_address(self, lang):
        """The company's address for the foot of official documents.

        :param lang: 'ar' or 'fr', in which places are named
        :return: list of the parts, in the order of reading; each may be in another script than its neighbours
        """
        self.ensure_one()
        code = self._get_official_lang(lang)
        city = self._get_official_city(lang)
        wilaya = self.state_id.with_context(lang=code).name
        parts = [self.street, self.street2, ' '.join(filter(None, [self.zip, city])), wilaya != city and wilaya]
        return [part for part in parts if part]

    def _get_official_city(self, lang):
        """The town of the company's seat as written in 'ar' or 'fr'."""
        return self.city

    def _get_official_lang(self, lang):
        codes = [code for code, _name in self.env['res.lang'].get_installed() if code.startswith(lang)]
        return codes[0] if codes else self.env.lang
