import process from 'node:process';

/** @type {Set<() => void>} */
const pending = new Set();

process.on('exit', () => {
  for (const undo of [...pending].reverse()) undo();
});

/**
 * Makes sure that something is undone, even when the command is interrupted. The function that comes back does it now, once.
 * @param {() => void} undo must be synchronous
 * @returns {() => void}
 */
export function atExit(undo) {
  pending.add(undo);
  return () => {
    if (pending.delete(undo)) undo();
  };
}
