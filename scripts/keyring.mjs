import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { atExit } from './at-exit.mjs';
import { startDaemon } from './daemon.mjs';
import { groupOf, run } from './run.mjs';
import { Trouble } from './trouble.mjs';

const patienceMs = 10_000;
const lookMs = 25;

/**
 * Starts a private session bus with an unlocked gnome-keyring on it, which keeps its keys in the HOME that `env` names.
 * @param {NodeJS.ProcessEnv} env
 */
export async function startKeyring(env) {
  const bus = await startDaemon(['dbus-daemon', '--session', '--nofork', '--nopidfile', '--print-address=3'], env);
  const onBus = { ...env, DBUS_SESSION_BUS_ADDRESS: bus.firstLine };
  const command = ['--foreground', '--unlock', '--components=secrets'];
  const keyring = spawn('gnome-keyring-daemon', command, { env: onBus, stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const exited = once(keyring, 'exit').catch(() => {});
  const endNow = atExit(() => groupOf(keyring)('SIGTERM'));
  keyring.stdin.end('test');
  const stop = async () => {
    endNow();
    await exited;
    await bus.stop();
  };
  await answers(onBus).catch(async (error) => {
    await stop();
    throw error;
  });
  return { env: { DBUS_SESSION_BUS_ADDRESS: bus.firstLine }, stop };
}

/**
 * Settles when the keyring is on the bus. Asking for its name doesn't make the bus start another one.
 * @param {NodeJS.ProcessEnv} env
 */
async function answers(env) {
  const question = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const { output } = await run(['dbus-send', '--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', ...question], {
      env,
      quiet: true,
    });
    if (output.includes('boolean true')) return;
    await pause(lookMs);
  }
  throw new Trouble('gnome-keyring did not start.');
}
