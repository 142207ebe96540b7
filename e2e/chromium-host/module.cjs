// What `require('electron')` gives: the same object that run.ts has made.
const everything = /** @type {Record<symbol, Record<string, unknown>>} */ (/** @type {unknown} */ (globalThis));
module.exports = everything[Symbol.for('electron stand-in')] ?? {};
