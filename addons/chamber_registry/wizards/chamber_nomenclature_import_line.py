from odoo import fields, models


class ChamberNomenclatureImportLine(models.TransientModel):
    _name = 'chamber.nomenclature.import.line'
    _description = "Line of the Import of a Nomenclature"
    _order = 'line_number, id'

    import_id = fields.Many2one('chamber.nomenclature.import', required=True, ondelete='cascade', index=True)
    line_number = fields.Integer(string="Line", readonly=True)
    code = fields.Char()
    name_ar = fields.Char(string="Arabic name")
    name_fr = fields.Char(string="French name")
    provisional_id = fields.Many2one(
        'chamber.craft.activity', string="Replaces", ondelete='cascade',
        domain=[('level', '=', 'activity'), ('is_official', '=', False), ('replaced_by_id', '=', False)])
    similarity = fields.Float(string="Likeness (%)", readonly=True, digits=(5, 0))

    def _propose_provisional(self, least):
        """Give each line the most alike provisional activity of its sector, none to two lines."""
        lines = {line.id: line for line in self}
        taken = set()
        for line_id, activity_id, score in self.import_id._get_similarities(least):
            line = lines[line_id]
            if line.provisional_id or activity_id in taken:
                continue
            line.write({'provisional_id': activity_id, 'similarity': score * 100})
            taken.add(activity_id)

    def _prepare_activity_values(self, edition, sector):
        self.ensure_one()
        return {
            'name': self.name_fr, 'level': 'activity', 'parent_id': sector.id, 'edition_id': edition.id,
            'code': self.code, 'is_official': True, 'source': edition.legal_text or edition.name,
        }

    def _translate(self, activity):
        """Write the Arabic and French names in the languages installed; the source keeps the French one."""
        self.ensure_one()
        installed = {code for code, __ in self.env['res.lang'].get_installed()}
        names = {code: self.name_ar if code.startswith('ar') else self.name_fr
                 for code in installed if code.startswith(('ar', 'fr', 'en'))}
        activity.update_field_translations('name', names)

    def _close_provisional(self, activity, date_end):
        self.ensure_one()
        if self.provisional_id:
            self.provisional_id.write({'replaced_by_id': activity.id, 'date_end': date_end})
