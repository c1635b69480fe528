"""The files of the public page, under an address that changes with their content: safe to cache for ever."""
import functools
import hashlib
import mimetypes
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / 'static'
SUFFIXES = {'.js', '.css', '.svg', '.png'}
# Not files that the page loads by their own address.
TEMPLATES = {'src/verify/sw.js'}


@functools.cache
def page_files():
    """Path below static/ → content, of all that the page needs."""
    folders = (STATIC / 'src' / 'verify', STATIC / 'lib')
    paths = sorted(path for folder in folders for path in folder.rglob('*') if path.suffix in SUFFIXES)
    files = {path.relative_to(STATIC).as_posix(): path.read_bytes() for path in paths}
    return {name: content for name, content in files.items() if name not in TEMPLATES}


@functools.cache
def page_version():
    """Short hash of all files, of the page and of the service worker."""
    digest = hashlib.sha256()
    for name, content in page_files().items():
        digest.update(name.encode() + b'\0' + content)
    for name in ('src/verify/index.html', 'src/verify/sw.js'):
        digest.update((STATIC / name).read_bytes())
    return digest.hexdigest()[:12]


def file_type(name):
    """Content type of a file."""
    if name.endswith('.js'):
        return 'text/javascript; charset=utf-8'
    return mimetypes.guess_type(name)[0] or 'application/octet-stream'


@functools.cache
def render(name):
    """A template (index.html, sw.js) with the version and the list of the files filled in."""
    text = (STATIC / 'src' / 'verify' / name).read_text('utf-8')
    root = f'/verify/a/{page_version()}'
    listed = ',\n    '.join(f'"{root}/{path}"' for path in page_files())
    return text.replace('{{root}}', root).replace('{{version}}', page_version()).replace('"{{files}}"', listed)
