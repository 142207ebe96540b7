import { readdirSync } from 'node:fs';

import type { ElectronApplication } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { launch, type Running } from './fixtures/launch.ts';

interface Fixture {
  readonly early: string;
  readonly fork: (args?: string[], options?: Electron.ForkOptions) => Electron.UtilityProcess;
  readonly ask: (child: Electron.UtilityProcess, ...question: unknown[]) => Promise<Record<string, unknown>>;
  readonly once: (child: Electron.UtilityProcess, event: string) => Promise<unknown[]>;
  readonly gone: unknown[];
  readonly folder: string;
}
declare global {
  var fixture: Fixture;
}

let running: Running;
let electronApp: ElectronApplication;
beforeAll(async () => {
  running = await launch('utility');
  ({ electronApp } = running);
});
afterAll(() => running.close());

test('it can be forked only once the app is ready, and only as Electron allows', async () => {
  const said = await electronApp.evaluate(({ utilityProcess }) => {
    const attempt = (...given: unknown[]): string => {
      try {
        (utilityProcess.fork as (...all: unknown[]) => unknown)(...given);
        return 'forked';
      } catch (error) {
        return (error as Error).message;
      }
    };
    return {
      empty: attempt(''),
      mode: attempt('x.mjs', [], { stdio: 'ipc' }),
      short: attempt('x.mjs', { stdio: ['ignore', 'ignore'] }),
      stdin: attempt('x.mjs', [], { stdio: ['pipe', 'inherit', 'inherit'] }),
      stdout: attempt('x.mjs', [], { stdio: ['ignore', 'overlapped', 'inherit'] }),
      execArgv: attempt('x.mjs', [], { execArgv: '--inspect' }),
      serviceName: attempt('x.mjs', [], { serviceName: 5 }),
      cwd: attempt('x.mjs', [], { cwd: 5 }),
      partition: attempt('x.mjs', [], { partition: 'x' }),
      early: fixture.early,
    };
  });
  expect(said).toEqual({
    empty: 'Missing UtilityProcess entry script.',
    mode: 'stdio must be of the following values: inherit, pipe, ignore',
    short: 'configuration missing for stdin, stdout or stderr.',
    stdin: 'stdin value other than ignore is not supported.',
    stdout: 'stdout configuration must be of the following values: inherit, pipe, ignore',
    execArgv: 'execArgv must be an array of strings.',
    serviceName: 'serviceName must be a string.',
    cwd: 'cwd path must be a string.',
    partition: "The stand-in can't honour partition of utilityProcess.fork",
    early: 'TypeError: utilityProcess cannot be created before app is ready.',
  });
});

test('its id is there from spawn to exit', async () => {
  const ids = await electronApp.evaluate(async () => {
    const child = fixture.fork();
    const before = child.pid;
    const killedEarly = child.kill();
    await fixture.once(child, 'spawn');
    const [meanwhile, exited] = [child.pid, fixture.once(child, 'exit')];
    const killed = child.kill();
    return { before, killedEarly, meanwhile, killed, exit: await exited, after: child.pid, killedLate: child.kill() };
  });
  const types = { before: undefined, killedEarly: false, meanwhile: expect.any(Number) as number, killed: true };
  expect(ids).toEqual({ ...types, exit: [0], after: undefined, killedLate: false });
});

test('messages carry what structured clone carries, and wait until somebody listens', async () => {
  const said = await electronApp.evaluate(async () => {
    const child = fixture.fork(['late']);
    const bytes = new Uint8Array(new ArrayBuffer(16), 4, 8).fill(7);
    const { answer } = await fixture.ask(child, 'echo', { bytes, map: new Map([[1n, new Date(5)]]), none: undefined });
    const back = answer as { bytes: Uint8Array; map: Map<bigint, Date>; none?: undefined };
    const plain = Object.getPrototypeOf((await fixture.ask(child, 'echo', Buffer.from('x')))['answer']) === Uint8Array.prototype;
    const refusal = await fixture.ask(child, 'uncloneable');
    let refused = '';
    try {
      child.postMessage(() => 1);
    } catch (error) {
      refused = (error as Error).message;
    }
    child.kill();
    const { buffer, byteOffset } = back.bytes;
    return { shared: [buffer.byteLength, byteOffset], date: back.map.get(1n)?.getTime(), none: 'none' in back, plain, refusal, refused };
  });
  const words = 'An object could not be cloned.';
  expect(said).toEqual({
    ...{ shared: [16, 4], date: 5, none: true, plain: true },
    refusal: { name: 'uncloneable', error: words },
    refused: words,
  });
});

test('messages keep their order, and come with no ports', async () => {
  const answers = await electronApp.evaluate(async () => {
    const child = fixture.fork();
    const heard: { answer: number; ports: number }[] = [];
    const all = new Promise<void>((resolve) => {
      child.on('message', (message) => {
        if (heard.push(message as (typeof heard)[number]) === 500) resolve();
      });
    });
    for (let at = 0; at < 500; at++) child.postMessage(['echo', at]);
    await all;
    const exited = fixture.once(child, 'exit');
    child.kill();
    await exited;
    return heard.map(({ answer, ports }) => answer + ports);
  });
  expect(answers).toEqual(Array.from({ length: 500 }, (_, at) => at));
});

test('it knows what it is, and nothing of Node’s own way to talk', async () => {
  const { about, electron } = await electronApp.evaluate(async () => {
    const child = fixture.fork(['a', 'b'], {
      env: { ...process.env, FIXTURE_WORD: 'hello' },
      cwd: fixture.folder,
    });
    const { answer: about } = await fixture.ask(child, 'about');
    const { answer: electron } = await fixture.ask(child, 'import electron');
    const exited = fixture.once(child, 'exit');
    child.kill();
    // What is told of its end is told before another test listens.
    await exited;
    return { about, electron, folder: fixture.folder };
  });
  const own = { type: 'utility', argv: ['a', 'b'], electron: 'string', send: 'undefined', env: 'hello', writable: false };
  expect(about).toEqual({ ...own, cwd: expect.stringMatching(/utility$/) as string });
  expect(electron).toContain('not implemented by the stand-in in a utility process');
});

test('how it ended is its exit code, and the app hears of what went wrong', async () => {
  const said = await electronApp.evaluate(async ({ utilityProcess }) => {
    fixture.gone.length = 0;
    const exitOf = async (doing: string): Promise<unknown> => {
      const child = fixture.fork([], { serviceName: doing, stdio: 'ignore' });
      child.postMessage([doing]);
      return (await fixture.once(child, 'exit'))[0];
    };
    const codes = { exit: await exitOf('exit'), throw: await exitOf('throw'), crash: await exitOf('crash') };
    const missing = await fixture.once(utilityProcess.fork('nowhere.mjs', [], { stdio: 'ignore' }), 'exit');
    return { codes, missing, gone: fixture.gone as { name: string; reason: string }[] };
  });
  expect(said.codes).toEqual({ exit: 7, throw: 1, crash: 11 });
  expect(said.missing).toEqual([1]);
  const reasons = said.gone.map(({ name, reason }) => `${name}: ${reason}`);
  expect(reasons).toEqual(['exit: abnormal-exit', 'throw: abnormal-exit', 'crash: crashed', 'Node Utility Process: abnormal-exit']);
});

test('a rejection that nobody handles doesn’t end it, and what is said to one that has ended is lost', async () => {
  const said = await electronApp.evaluate(async () => {
    const child = fixture.fork([], { stdio: 'ignore' });
    const { answer } = await fixture.ask(child, 'reject');
    const exited = fixture.once(child, 'exit');
    child.on('exit', () => child.postMessage(['echo', 1]));
    child.kill();
    await exited;
    child.postMessage(['echo', 1]);
    return answer;
  });
  expect(said).toBe('still here');
});

test('one that doesn’t go when it is killed is made to', async () => {
  const said = await electronApp.evaluate(async () => {
    const child = fixture.fork();
    await fixture.ask(child, 'deaf');
    const exited = fixture.once(child, 'exit');
    return [child.kill(), ...(await exited)];
  });
  expect(said).toEqual([true, 0]);
});

test('its output can be read', async () => {
  const said = await electronApp.evaluate(async () => {
    const silent = fixture.fork();
    const child = fixture.fork(['say'], { stdio: 'pipe' });
    const [text] = await new Promise<unknown[]>((resolve) => child.stdout?.once('data', (...given) => resolve(given)));
    child.kill();
    silent.kill();
    return [String(text), silent.stdout];
  });
  expect(said).toEqual(['said\n', null]);
});

test('it goes with its app, even when that is killed', async () => {
  const other = await launch('utility');
  const pid = await other.electronApp.evaluate(async () => {
    const child = fixture.fork();
    await fixture.once(child, 'spawn');
    return child.pid;
  });
  other.electronApp.process().kill('SIGKILL');
  await expect.poll(() => readdirSync('/proc').includes(String(pid))).toBe(false);
});
