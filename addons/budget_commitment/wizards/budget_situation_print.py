from odoo import api, fields, models


class BudgetSituationPrint(models.TransientModel):
    """Asks for the budget, the day and the language of a situation of credits."""
    _name = 'budget.situation.print'
    _description = "Situation of Credits"

    year_id = fields.Many2one('budget.year', string="Budget", required=True, default=lambda self: self._default_year_id())
    company_id = fields.Many2one(related='year_id.company_id')
    date = fields.Date("At the End of", required=True, default=fields.Date.context_today)
    language = fields.Selection([('ar', "Arabic"), ('fr', "French")], required=True, default='ar')
    chapter_ids = fields.Many2many(
        'budget.article', string="Chapters", domain=[('kind', '=', 'chapter')], help="Leave empty for all.")

    @api.model
    def _default_year_id(self):
        return self.env['budget.year'].search([
            ('company_id', '=', self.env.company.id), ('state', '!=', 'draft')], limit=1)

    def _get_domain(self):
        domain = [('year_id', '=', self.year_id.id)]
        return [*domain, ('chapter_id', 'in', self.chapter_ids.ids)] if self.chapter_ids else domain

    def _get_lang_code(self):
        return self.env.company._get_official_lang(self.language)

    def _get_rows(self):
        """The rows of the paper: each chapter with its articles, as (chapter situation, article situations)."""
        self.ensure_one()
        chapters, articles = (
            self.with_context(lang=self._get_lang_code()).env[model]._at(self.date).search(self._get_domain())
            for model in ('budget.chapter.situation', 'budget.situation'))
        by_chapter = articles.grouped('chapter_id')
        return [(chapter, by_chapter.get(chapter.chapter_id, articles.browse()))
                for chapter in chapters.sorted(lambda chapter: chapter.chapter_id.code or '')]

    def _get_totals(self):
        """{amount: sum over the chapters printed}."""
        rows = [chapter for chapter, _articles in self._get_rows()]
        names = ('opened', 'transferred', 'carried', 'credit', 'committed', 'available', 'liquidated', 'paid', 'to_pay')
        return {name: sum(row[name] for row in rows) for name in names}

    def action_show(self):
        """Show the situation on the screen."""
        self.ensure_one()
        action = self.env['ir.actions.act_window']._for_xml_id('budget_commitment.budget_situation_action')
        return {**action, 'domain': self._get_domain(), 'context': {
            'budget_date': fields.Date.to_string(self.date), 'search_default_group_chapter': 1}}

    def action_print(self):
        """Print the situation as PDF."""
        return self._report_action('budget_commitment.budget_situation_report')

    def action_export(self):
        """Export the situation as a spreadsheet."""
        return self._report_action('budget_commitment.budget_situation_xlsx')

    def _report_action(self, xml_id):
        # whoever reads budgets may print them, but only administrators read the list of reports
        return self.env.ref(xml_id).sudo().report_action(self, config=False)
