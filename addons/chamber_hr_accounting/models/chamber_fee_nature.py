from odoo import api, fields, models

VAT_EXEMPT = 'l10n_dz_vat_sale_0_other_services'


class ChamberFeeNature(models.Model):
    """What a kind of fee is in the accounts, from a day: revenue account, VAT, analytic accounts."""
    _name = 'chamber.fee.nature'
    _description = "Nature of a Fee"
    _inherit = ['chamber.booking.nature']

    name = fields.Char(help="As written on invoices and receipts.")
    kind = fields.Selection(string="Kind of Fee")
    account_code = fields.Char(string="Revenue Account", default='706')
    vat_tax = fields.Selection([
        (VAT_EXEMPT, "Exempt (0 %)"), ('l10n_dz_vat_sale_9_s', "9 %, services"),
        ('l10n_dz_vat_sale_19_other_services', "19 %, other services"),
    ], string="VAT", required=True, default=VAT_EXEMPT, help="The fee is with the tax: it does not change what is owed.")
    vat_reason = fields.Char(string="Reason of the Exemption", translate=True)

    _one_edition = models.UniqueIndex(
        '(kind, date_start) WHERE active', "Two editions of the same kind cannot start on the same day.")
    _exemption_has_reason = models.Constraint(
        f"CHECK (vat_tax <> '{VAT_EXEMPT}' OR vat_reason IS NOT NULL)", "Say why no VAT is charged.")

    @api.model
    def _get_document_models(self):
        return self.env['chamber.fee.due']._get_fee_models()

    def _get_tax(self, company):
        """Return the tax of the national chart; where there is something to pay, the one that is within the price."""
        self.ensure_one()
        root = company.sudo().root_id
        # taxes belong to the chart, which those who receive money do not read
        chart = self.env['account.chart.template'].sudo().with_company(root)
        tax = chart.ref(self.vat_tax)
        if not tax.amount:
            return tax
        xmlid = f'{self.vat_tax}_included'
        included = chart.ref(xmlid, raise_if_not_found=False)
        if not included:
            included = tax.copy({
                'name': f'{tax.name} TTC', 'price_include_override': 'tax_included', 'active': True})
            self.env['ir.model.data'].sudo()._update_xmlids([{  # found again by the next fee
                'xml_id': chart.company_xmlid(xmlid, root), 'record': included, 'noupdate': True}])
        return included
