"""Pictures for the README, taken while a test walks, where CHAMBER_PICTURES names a folder for them."""
import base64
import io
import os
from pathlib import Path

import pypdfium2
from PIL import Image

COLOURS = 128


def render(pdf, page=0, dpi=300):
    """One page of a PDF as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    return document[page].render(scale=dpi / 72).to_pil().convert('RGB')


class Album:
    def __init__(self):
        folder = os.environ.get('CHAMBER_PICTURES')
        self.folder = Path(folder) if folder else None
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)

    def photograph(self, browser, name):
        """What a browser shows."""
        if self.folder:
            answer = browser._websocket_request('Page.captureScreenshot', timeout=30)
            self._save(Image.open(io.BytesIO(base64.b64decode(answer['data']))), name)

    def print(self, pdf, name, dpi=90):
        """The pages of a PDF, one below the other."""
        if self.folder:
            pages = [render(pdf, number, dpi) for number in range(len(pypdfium2.PdfDocument(pdf)))]
            gap = 16
            sheet = Image.new(
                'RGB', (max(page.width for page in pages) + 2 * gap, sum(page.height + gap for page in pages) + gap),
                (222, 226, 230))
            top = gap
            for page in pages:
                sheet.paste(page, (gap, top))
                top += page.height + gap
            self._save(sheet, name)

    def _save(self, picture, name):
        palette = picture.convert('RGB').quantize(COLOURS, dither=Image.Dither.NONE)
        palette.save(self.folder / f'{name}.png', optimize=True)
