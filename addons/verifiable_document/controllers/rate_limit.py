import functools
import json

from odoo.http import request

MESSAGES = {
    'ar': "طلبات كثيرة جدا من عنوانكم. أعيدوا المحاولة بعد دقيقة.",
    'fr': "Trop de demandes depuis votre adresse. Réessayez dans une minute.",
    'en': "Too many requests from your address. Try again in a minute.",
}


def limited(scope):
    """Decorate a public route: the client that asks too often gets 429, all others are served as before."""
    def decorate(endpoint):
        @functools.wraps(endpoint)
        def counted(self, *args, **kwargs):
            address = request.httprequest.remote_addr
            if request.env['verifiable.rate.counter']._is_exceeded(scope, address):
                return too_many_requests()
            return endpoint(self, *args, **kwargs)
        return counted
    return decorate


def too_many_requests():
    """429 in the client's language, the other two below it."""
    accepted = request.httprequest.accept_languages.best_match(list(MESSAGES), 'ar')
    if 'text/html' in request.httprequest.headers.get('Accept', ''):
        ordered = sorted(MESSAGES, key=lambda lang: lang != accepted)
        body = ''.join(f'<p lang="{lang}" dir="auto">{MESSAGES[lang]}</p>' for lang in ordered)
        body, mimetype = f'<!DOCTYPE html><meta charset="utf-8"><title>429</title>{body}', 'text/html; charset=utf-8'
    else:
        body, mimetype = json.dumps({'error': 'too_many', 'message': MESSAGES[accepted]}), 'application/json'
    return request.make_response(
        body, headers=[('Content-Type', mimetype), ('Retry-After', '60'), ('Cache-Control', 'no-store')], status=429)
