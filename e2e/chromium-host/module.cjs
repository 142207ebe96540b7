// What `require('electron')` gives: the same object that run.ts has made.
module.exports = globalThis[Symbol.for('electron stand-in')];
