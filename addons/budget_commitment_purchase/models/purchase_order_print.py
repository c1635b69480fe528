from zoneinfo import ZoneInfo

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import is_html_empty

from odoo.addons.report_weasyprint.tools.text import isolate, quantity

from ..tools.paper import in_pairs

ALGERIAN_TIME = ZoneInfo('Africa/Algiers')
TITLES = {'order': ("سند الطلب", "Bon de commande"), 'quotation': ("طلب عرض أسعار", "Demande de prix")}
CANCELLED = ("ملغى", "annulé")


class PurchaseOrder(models.Model):
    """What the paper of an order, or of a request for quotation, shows in Arabic and French."""
    _inherit = 'purchase.order'

    def _is_printed_in_two_languages(self):
        """Whether all the orders are those of Algerian companies."""
        # the country of its own company is on each paper, whoever prints it
        companies = self.sudo().company_id
        return all((company.account_fiscal_country_id or company.country_id).code == 'DZ' for company in companies)

    def _is_printed_as_order(self):
        """Prices, credit and approvals are for what was confirmed; until then suppliers are asked for their prices."""
        self.ensure_one()
        return self.state == 'purchase' or (self.state == 'cancel' and bool(self.date_approve))

    def _get_print_values(self):
        """What the paper shows; whoever may read the order may print it.

        :raise AccessError: the reader may not read the order
        """
        self.ensure_one()
        self.check_access('read')
        # supplier, credit and approvals are on the paper, whatever other files its reader may open
        order = self.sudo()
        is_order = order._is_printed_as_order()
        marks = CANCELLED if order.state == 'cancel' else ()
        titles = [f'{title} ({mark})' if mark else title for title, mark in zip(
            TITLES['order' if is_order else 'quotation'], marks or ('', ''), strict=True)]
        return {
            'is_order': is_order, 'title_ar': titles[0], 'title_fr': titles[1],
            'date': order._print_day(order.date_approve if is_order else order.create_date),
            'answer_day': order._get_answer_day(),
            'supplier': in_pairs(order._get_supplier_facts()), 'facts': in_pairs(order._get_order_facts()),
            'lines': order._get_print_lines(), 'taxes': order._get_print_taxes() if is_order else [],
            'charges': order._get_print_charges() if is_order else [],
            'words': [order.currency_id.with_context(lang=lang).amount_to_text(order.amount_total)
                      for lang in order._get_print_langs()],
            'note': False if is_html_empty(order.note) else order.note,
            'buyer': order.user_id.name, 'approvals': order._get_print_approvals() if is_order else [],
        }

    def _get_print_langs(self):
        """Codes of the Arabic and of the French that are installed."""
        return [self.company_id._get_official_lang(code) for code in ('ar', 'fr')]

    def _print_day(self, moment):
        """The Algerian day of a moment, or False."""
        return moment and moment.replace(tzinfo=ZoneInfo('UTC')).astimezone(ALGERIAN_TIME).date()

    def _get_answer_day(self):
        """The last day for an answer; False where nobody has set it later than the request itself."""
        day = self._print_day(self.date_order)
        return day if day and self.create_date and day > self._print_day(self.create_date) else False

    def _print_twice(self, record, name='name'):
        """The name of a record in Arabic and, where it differs, in French, each in its own direction."""
        names = dict.fromkeys(record.with_context(lang=lang)[name] for lang in self._get_print_langs())
        return Markup(' — ').join(isolate(text) for text in names if text)

    def _print_address(self, partner):
        """The address of a partner on one line."""
        state = partner.state_id.with_context(lang=self._get_print_langs()[0]).name
        parts = [partner.street, partner.street2, ' '.join(filter(None, [partner.zip, partner.city])), state]
        return '، '.join(dict.fromkeys(filter(None, parts)))

    def _get_supplier_identity(self):
        """What identifies the supplier, by the names that `_get_supplier_facts` knows."""
        supplier, keeper = self.partner_id, self.partner_id.commercial_partner_id
        account = keeper.bank_ids.filtered(lambda bank: bank.company_id in (bank.company_id.browse(), self.company_id))[:1]
        return {
            'name': ' — '.join(dict.fromkeys(filter(None, [keeper.name, supplier.name]))),
            'address': self._print_address(supplier), 'register': keeper.company_registry, 'nif': keeper.vat,
            'phone': supplier.phone or keeper.phone,
            'account': ' — '.join(filter(None, [account.acc_number, account.bank_id.name])),
        }

    def _get_supplier_facts(self):
        known = self._get_supplier_identity()
        return [
            ("الاسم أو التسمية", "Nom ou raison sociale", known['name'], True),
            ("العنوان", "Adresse", known['address'], True),
            ("رقم السجل التجاري", "N° de registre", known['register'], False),
            ("رقم التعريف الجبائي", "NIF", known['nif'], False),
            ("رقم التعريف الإحصائي", "NIS", known.get('nis'), False),
            ("الهاتف", "Téléphone", known['phone'], False),
            ("رقم الحساب", "Compte (RIB)", known['account'], True),
        ]

    def _get_order_facts(self):
        """Cause, references and terms of the order."""
        requests = self._get_budget_requests()
        subject = ' / '.join(dict.fromkeys(filter(None, requests.mapped('description'))))
        planned = self._print_day(self.date_planned)
        return [
            ("الموضوع", "Objet", subject or (not requests and self.origin), True),
            ("طلب الشراء", "Demande d'achat", ' / '.join(requests.mapped('name')), False),
            ("مرجع المورد", "Référence du fournisseur", self.partner_ref, False),
            ("تاريخ التسليم", "Date de livraison", planned and f'{planned:%d/%m/%Y}', False),
            ("شروط الدفع", "Conditions de paiement",
             self.payment_term_id and self._print_twice(self.payment_term_id), True),
            ("مكان التسليم", "Lieu de livraison", self._get_delivery_place(), True),
        ]

    def _get_delivery_place(self):
        """Where the supplier delivers: the address of the order, else that of its warehouse, else that of the company."""
        partner = self.dest_address_id or self.picking_type_id.warehouse_id.partner_id or self.company_id.partner_id
        return ' — '.join(filter(None, [partner.name, self._print_address(partner)]))

    def _get_print_lines(self):
        """The lines with their number; amounts are without tax, the price after its discount."""
        lines, number = [], 0
        for line in self.order_line.filtered(lambda line: line.display_type or line.product_qty):
            number += not line.display_type
            lines.append({
                'is_text': bool(line.display_type), 'number': number, 'names': self._print_designation(line),
                'quantity': line.product_qty, 'unit': self._print_twice(line.product_uom_id) if line.product_uom_id else '',
                'price': line.price_subtotal / line.product_qty if line.product_qty else 0,
                'tax': self._print_rates(line.tax_ids), 'amount': line.price_subtotal,
            })
        return lines

    def _print_designation(self, line):
        """The wording of a line and, where it holds the product's name in one language only, the name in the other."""
        names = [line.product_id.with_context(lang=lang).name for lang in self._get_print_langs()]
        others = [name for name in dict.fromkeys(names) if name and name not in line.name]
        return [line.name, *(others if len(others) < len(set(names)) else [])]

    def _print_rates(self, taxes):
        return ' + '.join(f'{quantity(tax.amount)} %' if tax.amount_type == 'percent' else tax.name
                          for tax in taxes.flatten_taxes_hierarchy())

    def _get_print_taxes(self):
        """(rates, amount) of each group of taxes, in the order's currency."""
        return [(self._print_rates(self.env['account.tax'].browse(group['involved_tax_ids'])), group['tax_amount_currency'])
                for subtotal in (self.tax_totals or {}).get('subtotals', []) for group in subtotal['tax_groups']]

    def _get_print_charges(self):
        """What is reserved on each article; where nothing is, the articles alone."""
        held = self.env['budget.commitment']._get_of(self).filtered(lambda commitment: commitment.committed > 0)
        charges = [{
            'year': commitment.year_id.name, 'article': commitment.article_id, 'number': commitment._get_print_number(),
            'amount': commitment.committed} for commitment in held]
        return charges or [{'year': '', 'article': article, 'number': '', 'amount': None}
                           for article in self.order_line.budget_article_id]

    def _get_print_approvals(self):
        """(name, Algerian day) of each step that was approved, the last one last."""
        approved = self._get_reviews().filtered(lambda review: review.status == 'approved')
        return [(review.done_by.name, self._print_day(review.reviewed_date))
                for review in approved.sorted(lambda review: (review.reviewed_date or fields.Datetime.now(), review.id))]
