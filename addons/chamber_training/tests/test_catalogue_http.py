from odoo.tests import tagged

from .common_portal import PortalCase


@tagged('post_install', '-at_install')
class TestCatalogueHttp(PortalCase):
    """The pages that anyone may read."""

    def test_anyone_reads_the_catalogue_and_a_programme(self):
        page = self.url_open('/en/training').text
        for words in ("Course of the tests", "Learn the craft of the tests", "7</bdi> hours", "4\xa0000 DA", "25 March 2026"):
            self.assertIn(words, page)
        page = self.url_open(f'/en/training/{self.programme.id}').text
        for words in ("Compulsory", 'Seats left: <bdi>5</bdi>', "25 March 2026", "Room of the tests", "Ask for a place"):
            self.assertIn(words, page)

    def test_each_page_speaks_the_language_of_its_address(self):
        for code, direction, words in (
                ('ar', 'rtl', "25 مارس 2026"), ('fr', 'ltr', "25 mars 2026"), ('en', 'ltr', "25 March 2026")):
            with self.subTest(code=code):
                page = self.url_open(f'/{code}/training/{self.programme.id}').text
                self.assertIn(words, page)
                self.assertIn(f'lang="{code}', page[:300])
                self.assertEqual('o_rtl' in page, direction == 'rtl')
                for other in ('ar', 'fr', 'en'):
                    self.assertIn(f'href="/{other}/training/{self.programme.id}"', page)

    def test_an_unpublished_programme_does_not_exist(self):
        self.programme.action_unpublish()
        self.assertEqual(self.url_open(f'/training/{self.programme.id}').status_code, 404)
        self.assertEqual(self.url_open(f'/training/session/{self.course.id}/ask').status_code, 404)
        self.assertEqual(self.url_open(f'/training/{self.programme.id}/image').status_code, 404)
        self.assertNotIn("Course of the tests", self.url_open('/en/training').text)

    def test_an_archived_programme_does_not_exist(self):
        self.programme.active = False
        self.assertEqual(self.url_open(f'/training/{self.programme.id}').status_code, 404)

    def test_drafts_and_closed_sessions_are_not_shown(self):
        draft = self._create_other_session()
        self.assertEqual(self.url_open(f'/training/session/{draft.id}/ask').status_code, 404)
        self.course.enrolment_deadline = '2026-03-14'
        page = self.url_open(f'/en/training/{self.programme.id}').text
        self.assertIn("No session is open now", page)
        self.assertEqual(self.url_open(f'/training/session/{self.course.id}/ask').status_code, 404)

    def test_nobody_is_named(self):
        self._enrol(self.course, self.artisan)
        for url in ('/en/training', f'/en/training/{self.programme.id}', f'/en/training/session/{self.course.id}/ask'):
            page = self.url_open(url).text
            for secret in (self.artisan.name, self.artisan.name_latin, self.trainer.name, self.training_officer_16.name):
                self.assertNotIn(secret, page)

    def test_seats_left_are_counted(self):
        self._enrol(self.course, 4)
        self.assertIn('Seats left: <bdi>1</bdi>', self.url_open(f'/en/training/{self.programme.id}').text)
        self._enrol(self.course, 1)
        self.assertIn("Full: waiting list", self.url_open(f'/en/training/{self.programme.id}').text)

    def test_programmes_are_filtered_by_theme_and_wilaya(self):
        other_theme = self.env['chamber.training.theme'].create({'name': "Other theme"})
        other = self._create_programme(code='T-02', name="Without sessions", theme_id=other_theme.id, summary="Other")
        other.action_publish()
        page = self.url_open(f'/en/training?theme={other_theme.id}').text
        self.assertIn("Without sessions", page)
        self.assertNotIn("Learn the craft of the tests", page)
        page = self.url_open(f'/en/training?wilaya={self.state_16.id}').text
        self.assertIn("Learn the craft of the tests", page)
        self.assertNotIn("Without sessions", page)
        page = self.url_open(f'/en/training?wilaya={self.state_05.id}').text
        self.assertIn("No programme matches", page)

    def test_nonsense_in_the_address_is_no_error(self):
        for query in ('theme=x', "theme=1'--", 'wilaya=99999999999999', 'theme=-1'):
            with self.subTest(query=query):
                self.assertEqual(self.url_open(f'/training?{query}').status_code, 200)

    def test_a_picture_is_shown_once_published(self):
        self.assertEqual(self.url_open(f'/training/{self.programme.id}/image').status_code, 404)
        self.programme.image_1920 = self._get_pixel()
        response = self.url_open(f'/training/{self.programme.id}/image')
        self.assertEqual((response.status_code, response.headers['Content-Type']), (200, 'image/png'))

    def _get_pixel(self):
        return (
            'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')

    def test_the_list_takes_as_many_queries_for_thirty_programmes_as_for_three(self):
        Catalogue = self.env['chamber.training.catalogue'].with_user(self.env.ref('base.public_user'))
        counts = []
        for number in (2, 2, 30):
            for index in range(number):
                self._create_programme(code=f'T-{len(counts)}-{index}', summary="Summary").action_publish()
            self.env.flush_all()
            self.env.invalidate_all()
            Catalogue._get_list()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            Catalogue._get_list()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
        self.assertLess(counts[2], 25)

