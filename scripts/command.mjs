import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import process from 'node:process';

import { ensureInstalled } from './install.mjs';
import { environment, projectNode } from './project.mjs';
import { run } from './run.mjs';
import { Trouble } from './trouble.mjs';

/**
 * Runs one of the project's commands: installs what is missing, then goes on under Node 24. What can be expected to go wrong ends
 * with a sentence instead of a stack trace.
 * @param {string} script the script's own `import.meta.url`
 * @param {{ first?: () => void, body: () => Promise<number> }} steps `first` runs before anything is installed; `body` gives the exit code
 */
export async function command(script, { first, body }) {
  // The sweep in at-exit.mjs only runs when the process ends by itself.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, () => process.exit(130));
  try {
    first?.();
    await ensureInstalled();
    process.exitCode = runsOnProjectNode() ? await onNode24(body) : await again(script);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

const runsOnProjectNode = () => existsSync(projectNode) && realpathSync(process.execPath) === realpathSync(projectNode);

/** @param {string} script */
async function again(script) {
  const { code } = await run([projectNode, fileURLToPath(script), ...process.argv.slice(2)], { env: environment(), interactive: true });
  return code;
}

/** @param {() => Promise<number>} body */
function onNode24(body) {
  // better-sqlite3 doesn't refuse an older Node: it crashes.
  if (Number(process.versions.napi) < 10) {
    throw new Trouble(`This needs Node 24, and node_modules holds ${process.version}. Delete node_modules and try again.`);
  }
  return body();
}
