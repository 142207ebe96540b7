import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { describe, expect, it } from 'vitest';

import { inPrivateSession } from './private-session.mjs';
import { run } from './run.mjs';

/** A zombie has ended; only nobody has asked how. */
const isAlive = (pid: string) => existsSync(`/proc/${pid}/stat`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');

describe.runIf(process.platform === 'linux')('a private session', () => {
  it('has a home, an unlocked keyring and a screen of its own, and leaves nothing behind', async () => {
    const seen = await inPrivateSession(async (env) => {
      const secrets = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets/collection/login'];
      const property = ['org.freedesktop.DBus.Properties.Get', 'string:org.freedesktop.Secret.Collection', 'string:Locked'];
      const { output } = await run(['dbus-send', '--session', '--print-reply', ...secrets, ...property], { env, quiet: true });
      return { home: env['HOME'] ?? '', display: env['DISPLAY'] ?? '', locked: output };
    });
    expect(seen.locked).toContain('boolean false');
    expect(seen.display).toMatch(/^:\d+$/);
    expect(existsSync(seen.home)).toBe(false);
    expect(existsSync(`/tmp/.X11-unix/X${seen.display.slice(1)}`)).toBe(false);
  });
});

describe.runIf(process.platform === 'linux')('a program that is run', () => {
  it('gives its output and exit code', async () => {
    expect(await run(['sh', '-c', 'echo said; exit 3'], { quiet: true })).toEqual({ code: 3, output: 'said\n', ended: false });
  });

  it('is ended with all it started when it takes too long', async () => {
    const { code, output, ended } = await run(['sh', '-c', 'sleep 60 & echo $!; wait'], { quiet: true, timeoutMs: 200 });
    expect(ended).toBe(true);
    expect(code).not.toBe(0);
    await expect.poll(() => isAlive(output.trim())).toBe(false);
  });

  it('that is not there is a failure, not a crash', async () => {
    expect(await run(['no-such-program'], { quiet: true })).toMatchObject({ code: 127, ended: false });
  });
});
