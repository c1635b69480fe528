import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Page of the room: the number of the convocation is typed, or read from its code by the camera. */
export class TrainingRoom extends Interaction {
    static selector = ".o_training_room_who";
    dynamicContent = {
        ".o_training_room_scan": {
            "t-on-click": this.scan,
            "t-att-class": () => ({ "d-none": !isBarcodeScannerSupported() }),
        },
    };

    async scan() {
        const code = await this.waitFor(scanBarcode(this.env));
        if (code) {
            this.el.querySelector("input[name='number']").value = code;
            this.el.requestSubmit();
        }
    }
}

registry.category("public.interactions").add("chamber_training.room", TrainingRoom);
