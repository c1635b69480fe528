"""What the law wants on an invoice: décret exécutif 05-468 of 10 December 2005."""
from odoo import models

LABELS = {
    'name': ("الاسم أو التسمية", "Nom ou raison sociale"), 'form': ("الشكل القانوني", "Forme juridique"),
    'address': ("العنوان", "Adresse"), 'register': ("رقم القيد في السجل", "N° de registre"),
    'nif': ("رقم التعريف الجبائي", "NIF"), 'nis': ("رقم التعريف الإحصائي", "NIS"), 'phone': ("الهاتف", "Téléphone"),
}
PUBLIC_FORM = ("مؤسسة عمومية ذات طابع صناعي وتجاري", "Établissement public à caractère industriel et commercial (EPIC)")


class AccountMove(models.Model):
    _inherit = 'account.move'

    def action_print_pdf(self):
        """Print a posted invoice of a chamber as the paper in two languages that bears what the law wants."""
        self.check_access('read')
        # only administrators read the list of reports
        report = self.env.ref('chamber_hr_accounting.chamber_invoice_report').sudo()
        if not all(move.company_id.chamber_kind and move._is_action_report_available(report, False) for move in self):
            return super().action_print_pdf()
        return report.report_action(self, config=False)

    def _get_legal_mentions(self):
        """Rows of what identifies seller and buyer, each value as its lines; a row nobody fills is left out."""
        self.ensure_one()
        # what identifies a buyer is printed on his invoice, whoever prints it
        partner, company = self.partner_id.sudo(), self.company_id.sudo()
        seller = {
            'name': (company._get_chamber_name('ar_001'), company._get_chamber_name('fr_FR')),
            'form': PUBLIC_FORM if company.chamber_kind else (), 'address': (self._get_address_line(company.partner_id),),
            'register': (company.company_registry,), 'nif': (company.vat,), 'nis': (company.partner_id.nis,),
            'phone': (company.phone,),
        }
        buyer = {
            'name': (partner.name, partner.name_latin), 'form': (), 'address': (self._get_address_line(partner),),
            'register': (partner._get_registration_number() or partner.company_registry,), 'nif': (partner.vat,),
            'nis': (partner.nis,), 'phone': (partner.phone,),
        }
        rows = [
            {'label_ar': arabic, 'label_fr': french, **{
                side: list(dict.fromkeys(filter(None, values[key]))) for side, values in (('seller', seller), ('buyer', buyer))}}
            for key, (arabic, french) in LABELS.items()]
        return [row for row in rows if row['seller'] or row['buyer']]

    def _get_address_line(self, partner):
        return '، '.join(filter(None, [partner.street, partner.city, partner.state_id.name]))

    def _get_fee_nature(self):
        """The nature of the fee that was invoiced, as it was on that day."""
        self.ensure_one()
        if not self.fee_model:
            return self.env['chamber.fee.nature']
        return self.env['chamber.fee.nature']._get_nature(
            self.env[self.fee_model].sudo().browse(self.fee_res_id)._get_fee_kind(),  # the kind is on the invoice anyway
            (self.reversed_entry_id or self).invoice_date)

    def _get_exemption_reasons(self):
        """Why no VAT is charged, as (Arabic, French), where that is so."""
        nature = self._get_fee_nature()
        if not nature or self.amount_tax:
            return []
        return [(nature.with_context(lang='ar_001').vat_reason, nature.with_context(lang='fr_FR').vat_reason)]


class AccountMoveLine(models.Model):
    _inherit = 'account.move.line'

    def _get_names_in_two_languages(self):
        """What the line is, in Arabic and in French; lines written by hand have one wording."""
        self.ensure_one()
        nature = self.move_id._get_fee_nature()
        if nature and self.name == nature.with_context(lang='ar_001').name:
            return self.name, nature.with_context(lang='fr_FR').name
        return self.name, ''
