from collections import Counter
from datetime import date

from odoo.tests import tagged

from .common import TerritoryCase


@tagged('post_install', '-at_install')
class TestTerritoryData(TerritoryCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.communes = cls.City.search([('country_id', '=', cls.algeria.id), ('ons_code', '!=', False)])

    def test_each_map_has_its_number_of_wilayas(self):
        self.assertEqual([len(self.State._get_map(code)) for code in ('48', '58', '69')], [48, 58, 69])

    def test_the_map_of_a_day_changes_with_the_laws(self):
        counts = [len(self.State._get_map(day)) for day in (
            date(1984, 2, 3), date(1984, 2, 4), date(2019, 12, 10), date(2019, 12, 11),
            date(2026, 4, 3), date(2026, 4, 4))]
        self.assertEqual(counts, [0, 48, 48, 58, 58, 69])

    def test_the_codes_are_01_to_69(self):
        codes = self.State._get_map('69').mapped('code')
        self.assertEqual(codes, [f'{number:02}' for number in range(1, 70)])

    def test_there_are_1541_communes(self):
        self.assertEqual(len(self.communes), 1541)
        self.assertEqual(len(set(self.communes.mapped('ons_code'))), 1541)

    def test_every_commune_has_a_wilaya_of_each_map_on_each_map(self):
        for code in ('48', '58', '69'):
            states = self.communes._get_states_on(code)
            with self.subTest(map=code):
                self.assertEqual(set(states.values()), set(self.State._get_map(code)))
                self.assertEqual(len(states), 1541)

    def test_the_wilaya_of_a_commune_was_part_of_its_former_wilaya(self):
        for code in ('48', '58'):
            ancestors = self.State._get_map('69')._get_states_on_map(code)
            strays = [city.ons_code for city, state in self.communes._get_states_on(code).items()
                      if ancestors[city.state_id] != state]
            self.assertEqual(strays, [])

    def test_sixty_communes_moved_in_2019_and_108_in_2026(self):
        on_48, on_58, on_69 = (self.communes._get_states_on(code) for code in ('48', '58', '69'))
        self.assertEqual(sum(on_48[city] != on_58[city] for city in self.communes), 60)
        self.assertEqual(sum(on_58[city] != on_69[city] for city in self.communes), 108)

    def test_the_new_wilayas_have_the_communes_that_left_their_parents(self):
        counts = Counter(state.code for state in self.communes._get_states_on('69').values())
        self.assertEqual(
            [counts[str(code)] for code in range(59, 70)], [12, 8, 5, 4, 4, 6, 10, 8, 21, 23, 7])

    def test_every_wilaya_has_a_seat_within_it(self):
        for state in self.State._get_map('69'):
            with self.subTest(wilaya=state.code):
                self.assertEqual(state.seat_id.state_id, state)

    def test_every_name_is_there_in_both_scripts(self):
        for place in [*self.communes, *self.State._get_map('69')]:
            with self.subTest(place=place.id):
                self.assertRegex(place.official_name_ar, r'^[\u0621-\u064a ]+$')
                self.assertRegex(place.official_name_fr, r"^[A-Za-zÀ-ÿ'\- ]+$")
                self.assertTrue(place.names_source)

    def test_names_follow_the_language(self):
        self._activate('ar_001')
        self._activate('fr_FR')
        illizi, laghouat = self._wilaya('illizi'), self._wilaya('laghouat')
        self.assertEqual(illizi.with_context(lang='ar_001').name, "إيليزي")
        self.assertEqual(illizi.with_context(lang='ar_001').official_name, "ايليزى")
        self.assertEqual(illizi.with_context(lang='fr_FR').official_name, "Illizi")
        self.assertEqual(laghouat.with_context(lang='ar_001').name, "الأغواط")
        self.assertEqual(self._wilaya('tamanrasset').with_context(lang='ar_001').official_name, "تامنغست")
        self.assertEqual(self._wilaya('bejaia').with_context(lang='fr_FR').name, "Béjaïa")
        self.assertEqual(self._wilaya('bejaia').with_context(lang='fr_FR').official_name, "Bejaïa")

    def test_creating_texts_follow_the_language(self):
        self._activate('ar_001')
        self._activate('fr_FR')
        barika = self._wilaya('barika')
        self.assertEqual(barika.with_context(lang='fr_FR').creating_text, "Loi 26-06")
        self.assertEqual(barika.with_context(lang='ar_001').creating_text, "القانون 26-06")
        self.assertEqual(barika.with_context(lang='ar_001').names_source, "المرسوم الرئاسي 26-206")

    def test_homonyms_keep_their_own_arabic_names(self):
        self._activate('ar_001')
        mansourah = self.communes.filtered(lambda city: city.official_name_fr == "Mansoura").with_context(lang='ar_001')
        self.assertEqual(len(mansourah), 2)
        for city in self.communes.with_context(lang='ar_001'):
            self.assertRegex(city.name, r'^[\u0621-\u064a ]+$')

    def test_usual_arabic_names_of_communes_end_with_yeh_where_people_write_it(self):
        self._activate('ar_001')
        staoueli = self.City.search([('official_name_ar', '=', "سطاوالى")]).with_context(lang='ar_001')
        self.assertEqual(staoueli.name, "سطاوالي")
        marsa = self.City.search([('official_name_ar', '=', "المرسى")]).with_context(lang='ar_001')
        self.assertEqual(set(marsa.mapped('name')), {"المرسى"})

    def test_what_is_unsure_says_so(self):
        new = self.State._get_map('69') - self.State._get_map('58')
        self.assertEqual(set(new.mapped('confidence')), {'medium'})
        self.assertEqual(self._commune('3021').confidence, 'low')
        editions = self.env['res.territory.edition'].search([])
        self.assertEqual(editions.mapped('creating_text'), ["Law 84-09", "Law 19-12", "Law 26-06"])
        self.assertTrue(all(editions.mapped('source')))

    def test_states_of_other_countries_keep_their_names(self):
        california = self.env.ref('base.state_us_5')
        self.assertEqual(california.name, "California")
        self.assertFalse(california.territory_key)
        self.assertNotIn(california, self.State._get_map())

    def test_addresses_in_algeria_choose_their_commune(self):
        self.assertTrue(self.algeria.enforce_cities)
