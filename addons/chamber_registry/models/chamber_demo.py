import base64
import csv
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.misc import file_open, file_path

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from .engine import as_engine

REGISTRANTS = 'chamber_registry/demo/registrants.tsv'
PORTRAITS = 'chamber_registry/demo/portraits/%s_%d.jpg'
PORTRAITS_OF_EACH = 6
# chambers whose people have demonstration logins (agent.alger, …): their requests are taken through every step
STAFFED = {'16': 'alger', '05': 'batna', '25': 'constantine', '11': 'tamanrasset'}
IN_PROGRESS = ('draft', 'filed', 'study', 'approval', 'director', 'refused', 'registered', 'tacit_soon')
# name, what is counted, first day from today, days, target, achieved, state
PLANNED_WORK = (
    ("معرض الصناعة التقليدية المحلي", "عارض", -40, 6, 30, 27, 'done'),
    ("دورة تكوينية في الفخار", "متربص", -5, 12, 15, 14, 'ongoing'),
    ("يوم إعلامي حول القيد في السجل", "مشارك", 8, 0, 60, 0, 'planned'),
    ("دورة تكوينية في تسيير المؤسسة الحرفية", "متربص", 20, 4, 20, 0, 'planned'),
)


class ChamberDemo(models.AbstractModel):
    _name = 'chamber.demo'
    _description = "Demonstration Data of the Register"

    @api.model
    def _load(self):
        """Fill the register with fictitious artisans: entries of past years, and requests in each step.

        Called by the demonstration data only. Everything goes through the steps that the product itself
        uses, so that numbers, acts and chains are real ones.
        """
        self._load_languages()
        self._prepare_users()
        rows = self._read_rows()
        self._create_registrants(rows)
        past = [row for row in rows if row['story'] not in IN_PROGRESS or row['chamber'] not in STAFFED]
        self._register_past(past)
        for row in rows:
            if row['story'] in IN_PROGRESS and row['chamber'] in STAFFED:
                self._play_request(row)
        self._issue_certificates(past)
        self._plan_work()

    @api.model
    def _load_languages(self):
        """Translate now what Odoo translates after the demonstration data: decisions keep the words of their day."""
        languages = [code for code, _name in self.env['res.lang'].get_installed() if code != 'en_US']
        self.env['ir.module.module']._load_module_terms(
            ['base', 'mail', 'tier_validation_guard', 'chamber_registry'], languages)

    @api.model
    def _prepare_users(self):
        """Nobody is welcomed by the robot; the administrator, who has no role in the register, lands on the users."""
        users = self.env['res.users'].search([('share', '=', False)])
        if 'odoobot_state' in users._fields:
            users.odoobot_state = 'disabled'
        self.env.ref('base.user_admin').action_id = self.env.ref('base.action_res_users').id
        self.env.ref('base.partner_root').name = "النظام الآلي"

    @api.model
    def _read_rows(self):
        with file_open(REGISTRANTS) as handle:
            rows = list(csv.DictReader(handle, dialect='excel-tab'))
        chambers = self.env['res.company'].search([('chamber_kind', '=', 'wilaya')])
        companies = {chamber.chamber_code: chamber for chamber in chambers}
        crafts = {
            craft.local_key: craft for craft in self.env['chamber.craft.activity'].search([('local_key', '!=', False)])}
        for number, row in enumerate(rows):
            row.update(
                company=companies[row['chamber']], craft=crafts[row['activity']], second=crafts.get(row['secondary']),
                city=self.env.ref(f"l10n_dz_territory.commune_{row['commune']}"), number=number)
        return rows

    @api.model
    def _create_registrants(self, rows):
        portraits = {}
        for sex in ('male', 'female'):
            for number in range(PORTRAITS_OF_EACH):
                with file_open(PORTRAITS % (sex, number), 'rb') as handle:
                    portraits[sex, number] = base64.b64encode(handle.read())
        partners = self.env['res.partner'].create([
            {
                **{f'{name}_name_{script}': row[f'{name}_{script}']
                   for name in ('family', 'given', 'father', 'mother') for script in ('ar', 'latin')},
                'is_registrant': True, 'registrant_type': row['type'], 'chamber_id': row['company'].id,
                'sex': row['sex'], 'birth_date': row['birth_date'], 'nin_entry': row['nin'], 'phone': row['phone'],
                'birth_city_id': self.env.ref(f"l10n_dz_territory.commune_{row['birth_commune']}").id,
                'city_id': row['city'].id, 'image_1920': portraits[row['sex'], row['number'] % PORTRAITS_OF_EACH],
                'comment': "شخص خيالي من بيانات العرض — Personne fictive des données de démonstration", 'lang': 'ar_001',
            }
            for row in rows
        ])
        self.env['ir.model.data'].create([
            {'module': 'chamber_registry', 'name': f"res_partner_{row['key']}", 'model': 'res.partner',
             'res_id': partner.id, 'noupdate': True}
            for row, partner in zip(rows, partners, strict=True)
        ])
        for row, partner in zip(rows, partners, strict=True):
            row['partner'] = partner

    @api.model
    def _register_past(self, rows):
        """Entries of past years, then what became of them."""
        today = today_in_algeria()
        acts = self.env['chamber.act']._record_batch([
            {
                'kind': 'inscription', 'company': row['company'], 'partner': row['partner'],
                'date': today - timedelta(days=60 + int(row['days'])), 'values': self._prepare_past_values(row),
            }
            for row in rows
        ])
        for row, act in zip(rows, acts, strict=True):
            row['entry'] = act.entry_id
        with_card = [row for row in rows if row['story'] in ('card', 'revoked', 'suspended', 'struck')]
        self.env['chamber.card']._issue(self.env['chamber.entry'].union(*(row['entry'] for row in with_card)))
        for row in rows:
            if row['story'] == 'revoked':
                row['entry'].card_ids._revoke("تصريح بضياع البطاقة (بيانات تجريبية)", self.env['chamber.legal.text'])
            elif row['story'] in ('suspended', 'struck'):
                kind = 'suspension' if row['story'] == 'suspended' else 'strike_off'
                row['entry']._change_state(kind, "بطلب من المعني (بيانات تجريبية)", today)

    @api.model
    def _prepare_past_values(self, row):
        return {
            'main_activity_id': row['craft'].id,
            'secondary_activity_ids': row['second'].ids if row['second'] and row['second'] != row['craft'] else [],
            'place_of_exercise': row['place'], 'exercise_city_id': row['city'].id,
            **self._prepare_qualification(row),
            'legacy_number': f"{row['chamber']}/{1000 + row['number']}",
        }

    @api.model
    def _prepare_qualification(self, row):
        return {
            'qualification_kind': 'diploma', 'qualification_issuer': "مركز التكوين المهني والتمهين",
            'qualification_document': f"CAP {1200 + row['number']}/{int(row['birth_date'][:4]) + 20}",
            'qualification_date': fields.Date.add(fields.Date.to_date(row['birth_date']), years=20),
        }

    @api.model
    def _as_role(self, row, role):
        login = f"{role}.{STAFFED[row['chamber']]}"
        user = self.env['res.users'].search([('login', '=', login)], limit=1)
        return self.with_user(user).with_company(row['company']).with_context(lang=user.lang).env

    @api.model
    def _play_request(self, row):
        """Take one request as far as its story goes, each step by the person whose step it is."""
        agent, registrar, director = (self._as_role(row, role) for role in ('agent', 'registrar', 'director'))
        request = agent['chamber.request'].create({
            'partner_id': row['partner'].id, 'main_activity_id': row['craft'].id,
            'secondary_activity_ids': (row['second'] - row['craft']).ids if row['second'] else [],
            'place_of_exercise': row['place'], 'exercise_city_id': row['city'].id,
            **self._prepare_qualification(row),
            'fee_payment_method': 'cash', 'company_id': row['company'].id,
        })
        story = row['story']
        if story == 'draft':
            return
        self._hand_over_documents(request, row)
        request.action_mark_fee_paid()
        request.action_file()
        self._age(request, int(row['days']))
        if story in ('filed', 'tacit_soon'):
            return
        request = request.with_env(registrar)
        request.action_start_study()
        if story == 'study':
            return
        request.document_ids.is_checked = True
        request.action_submit()
        if story == 'approval':
            return
        if story == 'refused':
            reason = registrar['chamber.refusal.reason'].search([], limit=1)
            request._refuse(reason, "الوثائق لا تثبت التأهيل المهني (بيانات تجريبية)")
            return
        request.validate_tier()
        if story == 'registered':
            request.with_env(director).validate_tier()

    @api.model
    def _issue_certificates(self, rows):
        """Two certificates in each staffed chamber, asked for at the counter."""
        for code in STAFFED:
            own = [row for row in rows if row['chamber'] == code and row['story'] == 'card'][:2]
            for row in own:
                row['entry'].with_env(self._as_role(row, 'agent')).action_issue_certificate()

    @api.model
    def _plan_work(self):
        """Work of the staffed chambers in the past, present and coming months."""
        today = today_in_algeria()
        chambers = self.env['res.company'].search([('chamber_code', 'in', list(STAFFED))])
        self.env['chamber.activity'].create([
            {
                'name': name, 'company_id': chamber.id, 'responsible_id': chamber.director_id.id, 'unit': unit,
                'date_start': today + timedelta(days=start), 'date_end': today + timedelta(days=start + length),
                'planned_quantity': planned, 'achieved_quantity': achieved, 'execution_state': state,
            }
            for chamber in chambers
            for name, unit, start, length, planned, achieved, state in PLANNED_WORK
        ])

    @api.model
    def _hand_over_documents(self, request, row):
        request.document_ids.is_received = True
        photo = request.document_ids.filtered(lambda document: document.document_type_id.code == 'photo')
        path = PORTRAITS % (row['sex'], row['number'] % PORTRAITS_OF_EACH)
        with open(file_path(path), 'rb') as handle:
            photo.write({'file': base64.b64encode(handle.read()), 'file_name': 'portrait.jpg'})

    @api.model
    def _age(self, request, days):
        """Make a request deposited today look as if it were ``days`` old, so that every colour of the clock is seen."""
        request = as_engine(request.sudo())  # demonstration data only: no step of the product does this
        request.write({
            'deposit_datetime': request.deposit_datetime - timedelta(days=days),
            'deadline': request.deadline - timedelta(days=days),
            'receipt_valid_until': request.receipt_valid_until - timedelta(days=days),
        })
