from unittest.mock import patch

import psycopg2
from psycopg2.errors import RestrictViolation, UniqueViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger
from odoo.tools.sql import table_exists

from .common import ChainCase


@tagged('post_install', '-at_install')
class TestRefusals(ChainCase):

    def test_entry_is_not_changed(self):
        with self.assertRaisesRegex(UserError, "append-only journal"):
            self.entries[0].name = "changed"

    def test_chain_is_not_changed_through_its_own_fields(self):
        with self.assertRaisesRegex(UserError, "append-only journal"):
            self.entries[0].sudo().write({'chain_hash': 'f' * 64})

    def test_entry_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, "append-only journal"):
            self.entries[0].sudo().unlink()

    def test_field_declared_mutable_changes(self):
        self.entries[0].comment = "seen"
        self.env.flush_all()
        self.assertEqual(self._verify(), [])

    def test_refusal_speaks_the_language_of_the_user(self):
        for code, text in (('ar_001', "لا يُعدَّل"), ('fr_FR', "rien ne se modifie")):
            self.env['res.lang']._activate_lang(code)
            with self.subTest(lang=code), self.assertRaisesRegex(UserError, text):
                self.entries[0].with_context(lang=code).unlink()

    @mute_logger('odoo.sql_db')
    def test_a_second_link_at_the_same_place_is_refused_in_the_language_of_the_user(self):
        """The rule is the mixin's, the table another addon's: the message is translated all the same."""
        query = SQL(
            "INSERT INTO test_chained_entry (book, chain_key, chain_sequence, chain_previous_hash, chain_hash, chain_payload,"
            " chain_version, chain_datetime, chain_user_id) SELECT book, chain_key, chain_sequence, chain_previous_hash,"
            " chain_hash, chain_payload, chain_version, chain_datetime, chain_user_id FROM test_chained_entry"
            " WHERE chain_key = 'A' AND chain_sequence = 1")
        for code, text in (('ar_001', "لا يمكن أن تشغل حلقتان المكان نفسه."),
                           ('fr_FR', "Deux maillons ne peuvent pas occuper la même place."),
                           ('en_US', "Two links cannot have the same place.")):
            self.env['res.lang']._activate_lang(code)
            with self.subTest(lang=code):
                with self.assertRaises(UniqueViolation) as caught, self.env.cr.savepoint():
                    self.env.cr.execute(query)
                self.assertEqual(self.Entry.with_context(lang=code)._sql_error_to_message(caught.exception), text)

    @mute_logger('odoo.sql_db')
    def test_database_refuses_each_way_to_change_the_table(self):
        for query in (
            "UPDATE test_chained_entry SET name = 'x' WHERE chain_key = 'A'",
            "UPDATE test_chained_entry SET chain_hash = 'x', comment = 'y' WHERE chain_key = 'A'",
            "DELETE FROM test_chained_entry WHERE chain_key = 'A'",
            "TRUNCATE test_chained_entry",
            "UPDATE chained_journal_head SET sequence = sequence - 1 WHERE chain_key = 'A'",
            "UPDATE chained_journal_head SET hash = 'x' WHERE chain_key = 'A'",
            "UPDATE chained_journal_head SET chain_key = 'Z', sequence = sequence + 1 WHERE chain_key = 'A'",
            "DELETE FROM chained_journal_head WHERE chain_key = 'A'",
            "TRUNCATE chained_journal_head",
        ):
            with self.subTest(query=query), self.assertRaises(RestrictViolation), self.env.cr.savepoint():
                self.env.cr.execute(SQL(query))

    def test_protection_fires_always_even_for_replication(self):
        rows = self.env.execute_query(SQL(
            "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal"
            " AND tgrelid IN ('test_chained_entry'::regclass, 'chained_journal_head'::regclass) ORDER BY 1, 2"))
        self.assertEqual(rows, [
            (table, trigger, 'A') for table in ('chained_journal_head', 'test_chained_entry')
            for trigger in ('chained_journal_row', 'chained_journal_truncate')])

    @mute_logger('odoo.sql_db')
    def test_database_refusal_becomes_a_sentence(self):
        try:
            with self.env.cr.savepoint():
                self.env.cr.execute(SQL("DELETE FROM test_chained_entry"))
        except psycopg2.Error as error:
            self.assertIn("append-only journal", self.Entry._sql_error_to_message(error))
        else:
            self.fail("the database did not refuse")

    @mute_logger('odoo.sql_db')
    def test_second_link_at_the_same_place_is_refused(self):
        with self.assertRaises(psycopg2.errors.UniqueViolation), self.env.cr.savepoint():
            self.env.cr.execute(SQL(
                "INSERT INTO test_chained_entry (book, chain_key, chain_sequence, chain_previous_hash, chain_hash,"
                " chain_payload, chain_version, chain_datetime, chain_user_id)"
                " SELECT book, chain_key, chain_sequence, chain_previous_hash, chain_hash, chain_payload,"
                " chain_version, chain_datetime, chain_user_id FROM test_chained_entry WHERE id = %s",
                self.entries[4].id))

    @mute_logger('odoo.sql_db')
    def test_user_named_in_a_journal_is_not_deleted(self):
        with self.assertRaises(psycopg2.errors.IntegrityError), self.env.cr.savepoint():
            self.clerk.sudo().unlink()

    def test_definitions_that_cannot_work_are_refused_at_installation(self):
        Entry = self.env['test.chained.entry']
        for attributes, message in (
            ({'_chain_fields': ('nowhere',)}, "no stored column"),
            ({'_chain_fields': ('display_name',)}, "no stored column"),
            ({'_chain_fields': ('comment',)}, "cannot be mutable"),
        ):
            with self.subTest(**attributes), patch.multiple(type(Entry), **attributes), \
                    self.assertRaisesRegex(ValueError, message):
                Entry.init()
        title = Entry._fields['title']
        with patch.object(title, 'precompute', False), self.assertRaisesRegex(ValueError, "precompute it"):
            Entry.init()

    def test_installing_again_changes_nothing(self):
        self.env['test.chained.entry'].init()
        self.assertEqual(self._verify(), [])

    def test_journal_can_be_uninstalled(self):
        self.env.flush_all()
        with self.env.cr.savepoint(flush=False) as savepoint:
            self.env.cr.execute(SQL("DROP TABLE test_chained_entry CASCADE"))
            self.assertFalse(table_exists(self.env.cr, 'test_chained_entry'))
            savepoint.rollback()
