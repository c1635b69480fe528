/** The part of CBOR (RFC 8949) that tokens and lists use: integers, byte and text strings, arrays, maps. */

import { toText } from "./bytes.js";

class Reader {
    constructor(bytes) {
        this.bytes = bytes;
        this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        this.offset = 0;
    }

    take(size) {
        if (size > this.bytes.length - this.offset) {
            throw new Error("cut short");
        }
        const start = this.offset;
        this.offset += size;
        return start;
    }

    /** A number up to 2^53 as a number, above as a BigInt. */
    argument(info) {
        if (info < 24) {
            return info;
        }
        switch (info) {
            case 24:
                return this.view.getUint8(this.take(1));
            case 25:
                return this.view.getUint16(this.take(2));
            case 26:
                return this.view.getUint32(this.take(4));
            case 27: {
                const number = this.view.getBigUint64(this.take(8));
                return number <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(number) : number;
            }
            default:
                throw new Error("unsupported length");
        }
    }

    slice(size) {
        if (typeof size !== "number") {
            throw new Error("too long");
        }
        const start = this.take(size);
        return this.bytes.subarray(start, start + size);
    }

    value(depth = 0) {
        if (depth > 8) {
            throw new Error("too deep");
        }
        const first = this.view.getUint8(this.take(1));
        const argument = this.argument(first & 31);
        switch (first >> 5) {
            case 0:
                return argument;
            case 1:
                return typeof argument === "bigint" ? -1n - argument : -1 - argument;
            case 2:
                return this.slice(argument);
            case 3:
                return toText(this.slice(argument));
            case 4:
                return Array.from({ length: this.count(argument) }, () => this.value(depth + 1));
            case 5: {
                const map = new Map();
                for (let left = this.count(argument); left > 0; left--) {
                    map.set(this.value(depth + 1), this.value(depth + 1));
                }
                return map;
            }
            default:
                throw new Error("unsupported type");
        }
    }

    /** No array or map has more members than bytes are left. */
    count(number) {
        if (!(number <= this.bytes.length - this.offset)) {
            throw new Error("cut short");
        }
        return Number(number);
    }
}

/** The value that the bytes encode; throws on anything else, also on bytes left over. */
export function decodeCbor(bytes) {
    const reader = new Reader(bytes);
    const value = reader.value();
    if (reader.offset !== bytes.length) {
        throw new Error("bytes left over");
    }
    return value;
}
