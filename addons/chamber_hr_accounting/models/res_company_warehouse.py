from odoo import models

# given by Odoo to the first warehouse, made before the first company has its name
FIRST_NAME = 'My Company'


class ResCompany(models.Model):
    _inherit = 'res.company'

    def _set_up_chamber_warehouse(self):
        """Give each chamber the warehouse in which its stores are: Odoo makes one for the first company alone."""
        # made with the accounts, by who sets them up; the places and operations of the warehouse follow from it
        Warehouse = self.env['stock.warehouse'].sudo()
        kept = Warehouse.search([('company_id', 'in', self.ids)])
        for warehouse in kept.filtered(lambda warehouse: warehouse.name == FIRST_NAME):
            warehouse.name = warehouse.company_id.name
        having = kept.company_id
        for company in self - having:
            # one that was archived has the name of the chamber, which is given once
            archived = Warehouse.with_context(active_test=False).search([('company_id', '=', company.id)], limit=1)
            if archived:
                archived.active = True
                continue
            digits = ''.join(filter(str.isdigit, company.chamber_code))[-2:]
            Warehouse.with_company(company).create({
                'name': company.name, 'code': f'MG{digits}', 'company_id': company.id, 'partner_id': company.partner_id.id})
