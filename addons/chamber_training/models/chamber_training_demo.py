import json

from odoo import api, models
from odoo.fields import Command
from odoo.tools.misc import file_open

LANGUAGES = {'ar': 'ar_001', 'fr': 'fr_FR', 'en': 'en_US'}
FICTITIOUS = "شخص خيالي من بيانات العرض — Personne fictive des données de démonstration"
SOURCE = {
    'ar': "سعر تجريبي من بيانات العرض", 'fr': "Prix fictif des données de démonstration",
    'en': "Fictitious price of the demonstration data",
}
# room and seats of each chamber whose people have logins
ROOMS = {
    '16': {
        'ar': "قاعة التكوين - الجزائر", 'fr': "Salle de formation d'Alger",
        'en': "Training room of Algiers",
    },
    '05': {
        'ar': "ورشة الحلي - باتنة", 'fr': "Atelier de bijouterie de Batna",
        'en': "Jewellery workshop of Batna",
    },
    '25': {
        'ar': "ورشة النحاس - قسنطينة", 'fr': "Atelier de dinanderie de Constantine",
        'en': "Copperware workshop of Constantine",
    },
    '11': {
        'ar': "مركز الأحجار الكريمة - تامنغست", 'fr': "Centre des pierres précieuses de Tamanrasset",
        'en': "Centre of gemstones of Tamanrasset",
    },
    'CN': {'ar': "قاعة المحاضرات", 'fr': "Salle de conférences", 'en': "Conference room"},
}
TRAINERS = {
    '05': "صائغ معلم (مكوّن خيالي)", '25': "نحاس معلم (مكوّن خيالي)", '11': "قاطع أحجار معلم (مكوّن خيالي)",
    'CN': "خبير في التجمعات المهنية (مكوّن خيالي)", '16': "أستاذة التسيير (مكوّنة خيالية)",
}


class ChamberTrainingDemo(models.AbstractModel):
    """Fictitious courses and tests, made by the steps that people take, so that numbers, seats and chains are real ones."""
    _name = 'chamber.training.demo'
    _description = "Demonstration Data of Training"

    @api.model
    def _load(self):
        """Fill the demonstration: catalogue, rooms, trainers, needs, plans, sessions in every state.

        Called by the demonstration data only, on the artisans of the demonstration of the register.
        """
        self._load_languages()
        chambers = {chamber.chamber_code: chamber for chamber in self.env['res.company'].search([('chamber_code', '!=', False)])}
        programmes = self._create_catalogue(self._read('programmes'))
        self._create_places(chambers)
        self._create_artisan_login()
        self._create_needs(chambers, programmes)
        self._create_plans(chambers, programmes)
        for number, row in enumerate(self._read('sessions')):
            self._play(row, number, chambers[row['chamber']], programmes[row['programme']])

    @api.model
    def _read(self, name):
        with file_open(f'chamber_training/demo/{name}.json') as handle:
            return json.load(handle)

    @api.model
    def _load_languages(self):
        """Translate now what Odoo translates after the demonstration data: journals keep the words of their day."""
        languages = [code for code, _name in self.env['res.lang'].get_installed() if code != 'en_US']
        self.env['ir.module.module']._load_module_terms(
            ['base', 'mail', 'survey', 'tier_validation_guard', 'chamber_registry', 'chamber_training'], languages)

    @api.model
    def _as(self, login):
        """The environment of a person of the demonstration."""
        user = self.env['res.users'].search([('login', '=', login)], limit=1)
        return self.with_user(user).with_company(user.company_id).with_context(lang=user.lang, tz=user.tz).env

    @api.model
    def _get_officer(self, code):
        return {
            '16': 'training.alger', '05': 'training.batna', '25': 'training.constantine', '11': 'training.tamanrasset',
            'CN': 'training.national'}[code]

    @api.model
    def _translate(self, record, field, words):
        installed = {code for code, _name in self.env['res.lang'].get_installed()} | {'en_US'}
        record.update_field_translations(field, {
            LANGUAGES[language]: text for language, text in words.items() if LANGUAGES[language] in installed})

    @api.model
    def _create_translated(self, model, words, values):
        """Create a record whose texts are given in three languages."""
        record = self.env[model].with_context(lang='en_US').create(
            {**{field: texts['en'] for field, texts in words.items()}, **values})
        for field, texts in words.items():
            self._translate(record, field, texts)
        return record.with_env(self.env)

    @api.model
    def _create_catalogue(self, data):
        """Return the programmes by their code, on the public page."""
        themes = {
            key: self._create_translated('chamber.training.theme', {'name': words}, {}) for key, words in data['themes'].items()}
        surveys = {key: self._create_survey(survey) for key, survey in data['surveys'].items()}
        programmes = {row['code']: self._create_programme(row, themes, surveys) for row in data['programmes']}
        self.env['chamber.training.programme'].union(*programmes.values()).action_publish()
        return programmes

    @api.model
    def _create_programme(self, row, themes, surveys):
        programme = self._create_translated(
            'chamber.training.programme', {name: row[name] for name in ('name', 'summary', 'objectives')}, {
                'code': row['code'], 'theme_id': themes[row['theme']].id, 'company_id': False, 'seats': row['seats'],
                'kind': row.get('kind', 'course'), 'audience': row.get('audience', 'entry'), 'pass_mark': row.get('pass_mark', 0),
                'before_survey_id': surveys[row['before']].id if 'before' in row else False,
                'after_survey_id': surveys[row['after']].id if 'after' in row else False,
            })
        for sequence, module in enumerate(row['modules']):
            self._create_translated('chamber.training.module', {'name': module['name']}, {
                'programme_id': programme.id, 'sequence': sequence, 'hours': module['hours'],
                'is_compulsory': module['compulsory']})
        for sequence, criterion in enumerate(row.get('criteria', [])):
            self._create_translated('chamber.training.criterion', {'name': criterion['name']}, {
                'programme_id': programme.id, 'sequence': sequence,
                **{name: criterion[name] for name in ('part', 'maximum', 'weight', 'eliminatory') if name in criterion}})
        for kind in ('full', 'subsidised'):
            if row[kind]:
                self._create_translated('chamber.training.price', {'source': SOURCE}, {
                    'programme_id': programme.id, 'kind': kind, 'amount': row[kind], 'date_start': '2020-01-01'})
        return programme

    @api.model
    def _create_survey(self, row):
        survey = self._create_translated('survey.survey', {'title': row['title']}, {
            'survey_type': 'training', 'scoring_type': 'scoring_without_answers', 'questions_layout': 'one_page',
            'lang_ids': [Command.clear()], 'user_id': self.env.ref('chamber_training.user_training_national_demo').id})
        for sequence, question in enumerate(row['questions']):
            asked = self._create_translated('survey.question', {'title': question['title']}, {
                'survey_id': survey.id, 'sequence': sequence, 'question_type': 'simple_choice', 'constr_mandatory': True})
            for number, words in enumerate([question['right'], *question['wrong']]):
                self._create_translated('survey.question.answer', {'value': words}, {
                    'question_id': asked.id, 'sequence': (number + sequence) % 3, 'is_correct': not number,
                    'answer_score': 0 if number else 1})
        return survey

    @api.model
    def _create_places(self, chambers):
        for code, words in ROOMS.items():
            self._create_translated('chamber.training.room', {'name': words}, {'company_id': chambers[code].id, 'seats': 24})
        people = {code: self.env['res.partner'].create({'name': name, 'comment': FICTITIOUS, 'lang': 'ar_001'})
                  for code, name in TRAINERS.items()}
        user = self.env.ref('chamber_training.user_trainer_alger_demo')
        self.env['chamber.training.trainer'].create([
            *({'partner_id': partner.id, 'company_id': False if code == 'CN' else chambers[code].id, 'hourly_cost': 1500}
              for code, partner in people.items()),
            {'partner_id': user.partner_id.id, 'user_id': user.id, 'company_id': chambers['16'].id, 'hourly_cost': 1500},
        ])

    @api.model
    def _create_artisan_login(self):
        """An artisan of Algiers who follows his courses on his telephone."""
        partner = self.env.ref('chamber_registry.res_partner_demo_001')
        self.env['res.users'].with_context(no_reset_password=True).create({
            'login': 'artisan.alger', 'password': 'artisan.alger', 'partner_id': partner.id, 'lang': 'ar_001',
            'tz': 'Africa/Algiers', 'company_id': partner.chamber_id.id, 'company_ids': [Command.set(partner.chamber_id.ids)],
            'group_ids': [Command.set(self.env.ref('base.group_portal').ids)],
        })
