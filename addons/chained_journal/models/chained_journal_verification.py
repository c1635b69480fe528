import logging
import time

from markupsafe import Markup

from odoo import api, fields, models

from ..tools import findings as faults

_logger = logging.getLogger(__name__)


class ChainedJournalVerification(models.Model):
    """Who verified what, when, and with which result; itself a journal."""
    _name = 'chained.journal.verification'
    _description = "Journal Verification"
    _inherit = 'chained.journal.mixin'
    _order = 'id desc'

    _chain_fields = ('scope', 'journal_count', 'chain_count', 'link_count', 'finding_count', 'duration', 'findings')

    scope = fields.Json(readonly=True, help="Names of the verified models, with their chains where not all.")
    journal_count = fields.Integer(string="Journals", readonly=True)
    chain_count = fields.Integer(string="Chains", readonly=True)
    link_count = fields.Integer(string="Links", readonly=True)
    finding_count = fields.Integer(string="Faults", readonly=True)
    duration = fields.Float(string="Seconds", digits=(12, 2), readonly=True)
    findings = fields.Json(string="Data of the Findings", readonly=True)
    result = fields.Selection([('right', "Intact"), ('broken', "Broken")], compute='_compute_result',
                              search='_search_result')
    findings_html = fields.Html(string="Findings", compute='_compute_findings_html')

    @api.depends('finding_count')
    def _compute_result(self):
        for verification in self:
            verification.result = 'broken' if verification.finding_count else 'right'

    def _search_result(self, operator, value):
        if operator != 'in':
            return NotImplemented
        wanted = set(value)
        if wanted >= {'right', 'broken'}:
            return [(1, '=', 1)]
        return [('finding_count', '=', 0)] if 'right' in wanted else [('finding_count', '>', 0)]

    @api.depends('chain_datetime', 'chain_sequence')
    def _compute_display_name(self):
        for verification in self:
            verification.display_name = self.env._("Verification no. %(number)s", number=verification.chain_sequence)

    @api.depends('findings')
    @api.depends_context('lang')
    def _compute_findings_html(self):
        for verification in self:
            lines = Markup().join(
                Markup('<li>%s</li>') % self._sentence(item) for item in verification.findings or [])
            verification.findings_html = Markup('<ul>%s</ul>') % lines if lines else False

    @api.model
    def _run(self, wanted=None):
        """Verify journals and keep the result.

        :param wanted: {model: chain keys or None}; None means every journal, and whether one is gone
        :return: the new record
        """
        started = time.monotonic()
        Mixin = self.env['chained.journal.mixin']
        scope = wanted or dict.fromkeys(Mixin._get_journal_models())
        installed = set(Mixin._get_journal_models())
        found, chains, links = [], 0, 0
        for model in sorted(installed & set(scope)):
            found += self.env[model]._verify_chains(scope[model])
            counts = self.env[model]._count_links(scope[model])
            chains, links = chains + counts[0], links + counts[1]
        if wanted is None:
            found += self.env['chained.journal.seal']._find_missing_journals()
        else:
            found += [faults.finding(model, None, 0, faults.MISSING) for model in sorted(set(scope) - installed)]
        return self._keep(scope, found, chain_count=chains, link_count=links, duration=time.monotonic() - started)

    @api.model
    def _keep(self, scope, found, **values):
        """Record a verification; sentences are left out, since they are told in the reader's language."""
        findings = [{name: value for name, value in item.items() if name != 'message'} for item in found]
        return self.create({
            **values, 'scope': scope, 'journal_count': len(scope), 'finding_count': len(findings),
            'findings': findings,
        })

    @api.model
    def _cron_verify(self):
        """Verify every journal; a fault is an error in the server's log, where supervision sees it."""
        verification = self._run()
        if verification.finding_count:
            _logger.error("Journals are broken, see verification no. %s.", verification.chain_sequence)

    def _action_open(self):
        return self._get_records_action(name=self.env._("Verification"))

    @api.model
    def _sentence(self, item):
        """What a finding says, in the user's language."""
        sequence, details, key = item['sequence'], item.get('details') or {}, item['chain_key']
        names = self.env['chained.journal.head']._get_chain_names(item['model'], [key] if key else [])
        terms = {
            # the name of a model is no secret, but not every auditor may read ir.model
            'journal': self.env['ir.model'].sudo()._get(item['model']).name or item['model'],
            'chain': names.get(key), 'number': sequence, 'last': details.get('last', sequence),
            'seal': details.get('seal', 0), 'fields': self._field_labels(item['model'], details.get('columns')),
        }
        return self._template(item['kind'], details) % terms

    def _field_labels(self, model, names):
        known = self.env[model]._fields if names and model in self.env else {}
        labels = [known[name]._description_string(self.env) if name in known else name for name in names or []]
        return ', '.join(labels)

    @api.model
    def _template(self, kind, details):
        """Sentence of a kind of fault, with its places still to be filled."""
        if kind == faults.SEAL and details.get('unreadable'):
            return self.env._("The file is not a seal of journals.")
        if kind == faults.CUT and details.get('seal'):
            return self.env._(
                "%(journal)s, chain %(chain)s: cut off at the end. Links %(number)s to %(last)s are gone;"
                " seal no. %(seal)s names them.")
        if kind == faults.EDITED and details.get('seal'):
            return self.env._(
                "%(journal)s, chain %(chain)s: rewritten at or before link %(number)s after seal no. %(seal)s.")
        if kind == faults.EDITED and details.get('columns'):
            return self.env._("%(journal)s, chain %(chain)s: link %(number)s was edited (%(fields)s).")
        return {
            faults.EDITED: self.env._("%(journal)s, chain %(chain)s: link %(number)s was edited."),
            faults.DELETED: self.env._("%(journal)s, chain %(chain)s: links %(number)s to %(last)s were deleted."),
            faults.INSERTED: self.env._("%(journal)s, chain %(chain)s: link %(number)s was inserted."),
            faults.REORDERED: self.env._("%(journal)s, chain %(chain)s: link %(number)s is not in its place."),
            faults.CUT: self.env._(
                "%(journal)s, chain %(chain)s: cut off at the end. Links %(number)s to %(last)s are gone."),
            faults.HEAD: self.env._("%(journal)s, chain %(chain)s: the head of the chain is missing."),
            faults.SEAL: self.env._("The signature of seal no. %(number)s is not genuine."),
            faults.UNPROTECTED: self.env._("%(journal)s: the database's protection against changes is switched off."),
            faults.MISSING: self.env._("The journal %(journal)s is no longer installed."),
        }[kind]
