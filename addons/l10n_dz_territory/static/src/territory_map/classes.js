/**
 * Upper bounds of at most `count` classes that hold about as many different values each.
 *
 * @param {number[]} values zero and below are left out
 * @param {number} [count]
 * @returns {number[]} increasing
 */
export function classBounds(values, count = 5) {
    const distinct = [...new Set(values.filter((value) => value > 0))].sort((a, b) => a - b);
    const classes = Math.min(count, distinct.length);
    return Array.from(
        { length: classes },
        (_, i) => distinct[Math.ceil(((i + 1) * distinct.length) / classes) - 1]
    );
}

/** Class of a value, from 1; 0 for no value. */
export function classOf(value, bounds) {
    return value > 0 ? bounds.findIndex((bound) => value <= bound) + 1 : 0;
}
