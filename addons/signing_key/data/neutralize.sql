-- a copy of the database must not sign in the name of the original
DELETE FROM signing_key_secret;
UPDATE signing_key
   SET state = 'retired', date_end = COALESCE(date_end, now() AT TIME ZONE 'UTC')
 WHERE state = 'active';
