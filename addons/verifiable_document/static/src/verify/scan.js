/** QR codes from the camera or from a picture: the browser's own detector where it has one, else jsQR. */

let decodePromise = null;

async function makeDecoder() {
    if ("BarcodeDetector" in self && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
        const detector = new BarcodeDetector({ formats: ["qr_code"] });
        return async (canvas) => (await detector.detect(canvas))[0]?.rawValue ?? null;
    }
    await import("../../lib/jsqr/jsQR.js");
    return async (canvas) => {
        const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return self.jsQR(image.data, image.width, image.height)?.data || null;
    };
}

function decode(canvas) {
    decodePromise ??= makeDecoder();
    return decodePromise.then((decoder) => decoder(canvas));
}

function draw(source, x, y, width, height, target) {
    const scale = Math.min(1, target / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(source, x, y, width, height, 0, 0, canvas.width, canvas.height);
    return canvas;
}

/** Text of the QR code of a picture file, or null. Several sizes are tried: photographs blur, screenshots are small. */
export async function scanPicture(file) {
    const picture = await createImageBitmap(file);
    for (const size of [1000, 1800, 600]) {
        const text = await decode(draw(picture, 0, 0, picture.width, picture.height, size));
        if (text) {
            return text;
        }
    }
    return null;
}

/** Read the camera until a code is seen; the text, or null when stopped. Rejects where there is no camera. */
export async function scanCamera(video, signal) {
    const stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 1280 } },
    });
    try {
        video.srcObject = stream;
        await video.play();
        while (!signal.aborted) {
            const text = video.videoWidth && (await decode(drawFrame(video)));
            if (text) {
                return text;
            }
            await new Promise((resolve) => setTimeout(resolve, 120));
        }
        return null;
    } finally {
        stream.getTracks().forEach((track) => track.stop());
        video.srcObject = null;
    }
}

/** The square in the middle, which is what the page shows. */
function drawFrame(video) {
    const side = Math.min(video.videoWidth, video.videoHeight);
    return draw(video, (video.videoWidth - side) / 2, (video.videoHeight - side) / 2, side, side, 800);
}
