/** Base 41: see tools/base41.py. */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-/";
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));

/** Bytes of a text; throws on anything that the encoder cannot have written. */
export function decodeBase41(text) {
    const values = Array.from(text, (character) => {
        if (!VALUES.has(character)) {
            throw new Error("not a base 41 character");
        }
        return VALUES.get(character);
    });
    const rest = values.length % 3;
    if (rest === 1) {
        throw new Error("impossible length");
    }
    const bytes = [];
    for (let index = 0; index + 2 < values.length; index += 3) {
        const number = values[index] * 1681 + values[index + 1] * 41 + values[index + 2];
        if (number > 0xffff) {
            throw new Error("group out of range");
        }
        bytes.push(number >> 8, number & 0xff);
    }
    if (rest) {
        const number = values[values.length - 2] * 41 + values[values.length - 1];
        if (number > 0xff) {
            throw new Error("group out of range");
        }
        bytes.push(number);
    }
    return Uint8Array.from(bytes);
}
