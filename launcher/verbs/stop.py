"""./chamber stop: stops the embedded database server, which otherwise stays up to make the next start quick."""

from .. import postgres


def main(_arguments):
    print("PostgreSQL is stopped." if postgres.stop() else "PostgreSQL of this project was not running.")
