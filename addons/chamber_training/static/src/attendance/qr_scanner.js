import { BarcodeVideoScanner } from "@web/core/barcode/barcode_video_scanner";
import { CropOverlay } from "@web/core/barcode/crop_overlay";
import { browser } from "@web/core/browser/browser";

/** The part of the picture that is read: a square, which a QR code needs, where bar codes need a strip. */
export class QrOverlay extends CropOverlay {
    setup() {
        super.setup();
        this.localStorageKey = "o-training-scanner-overlay";
    }

    computeDefaultPoint() {
        super.computeDefaultPoint();
        if (!browser.localStorage.getItem(this.localStorageKey)) {
            const { width, height } = this.cropContainerRef.el.firstChild.getBoundingClientRect();
            const half = 0.45 * Math.min(width, height);
            this.relativePosition = { x: width / 2 + half, y: height / 2 + half };
        }
    }
}

export class QrScanner extends BarcodeVideoScanner {
    static components = { CropOverlay: QrOverlay };
}
