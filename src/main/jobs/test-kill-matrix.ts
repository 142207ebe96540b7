import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Fault } from '../practice/faults.ts';
import { PracticeServer } from '../practice/practice-server.ts';
import type { RouteName } from '../practice/routes.ts';
import { audit, type Findings } from './test-audit.ts';
import type { Inputs, MatrixErrand } from './test-matrix-process.ts';
import { Victim } from './test-victim.ts';
import { timeLapseClock } from './time-lapse-clock.ts';

const script = join(import.meta.dirname, 'test-matrix-process.ts');
const speed = 100;
/** No life takes a tenth of this. */
const hangsAfterMs = 60_000;

export interface Kind extends Inputs {
  readonly count: 1 | 2 | 4;
}

/** Every kind of job: without references, with as many as there may be, with a mask; each with every number of pictures. */
export const kinds: readonly Kind[] = ([1, 2, 4] as const).flatMap((count) => [
  { references: 0, mask: false, count },
  { references: 5, mask: false, count },
  { references: 1, mask: true, count },
]);

export interface Killed {
  readonly kills: number;
  readonly restarts: number;
  readonly findings: Findings;
}

/** Moments at which only the service knows how far a request has come: it kills from there. */
const moments: Readonly<Record<string, readonly [RouteName, (kill: () => Promise<unknown>) => Fault]>> = {
  'an upload is there, its answer isn’t': ['POST /api/v1/files/upload/stream', (kill) => ({ kind: 'delay', beforeHead: kill })],
  'the paid request is there': ['POST /v1/images/generations', (kill) => ({ kind: 'delay', beforeProcessing: kill })],
  'the paid request is carried out': ['POST /v1/images/generations', (kill) => ({ kind: 'delay', beforeHead: kill })],
  'the head of the paid answer is sent': ['POST /v1/images/generations', (kill) => ({ kind: 'delay', betweenHeadAndBody: kill })],
  'a picture’s head is sent': ['GET /results/{task}/{picture}', (kill) => ({ kind: 'delay', betweenHeadAndBody: kill })],
};

/** What lies around the paid request. */
export const aroundPayment = /submit|answered|accepted|paid/;

interface Run {
  /** Of those points that a job of the kind comes to, the ones to kill at. */
  readonly wanted: (point: string) => boolean;
  /** Without it, a task whose answer was lost isn't found, only asked for again. */
  readonly taskList: boolean;
}

/** Makes a job of that kind for every point that it comes to, kills the app there, starts it again, and looks at what is left. */
export async function killEverywhere(folder: string, kind: Kind, { wanted, taskList }: Run): Promise<Killed> {
  await mkdir(folder, { recursive: true });
  const startedAt = Date.now();
  const server = new PracticeServer({
    ...{ now: timeLapseClock(speed, startedAt).now, taskMs: () => 2_000, pictures: 'unedited', resultKind: 'jpeg' },
    ...{ credits: 1e6, uploadQuota: 1e6, features: { taskList } },
  });
  await server.start();
  try {
    const access = { apiUrl: server.url, filesUrl: server.filesUrl, key: server.key, practice: false };
    const lives = new Lives(server, { ...kind, folder, access, speed, startedAt });
    const all = await lives.pointsOf();
    const points = all.filter(wanted);
    for (const point of points) await lives.endAt(point);
    await lives.finish();
    const findings = await audit(folder, server);
    // A click is a job from the moment at which it is written down; the first one was not killed.
    const clicks = 1 + points.filter((point) => all.indexOf(point) >= all.indexOf('after writing “made” #1')).length;
    if (findings.jobs !== clicks) throw new Error(`${findings.jobs} jobs of ${clicks} clicks`);
    return { kills: points.length, restarts: points.length + 1, findings };
  } finally {
    await server.stop();
  }
}

/** One life of the app after another, in the same folder. */
class Lives {
  readonly #server: PracticeServer;
  readonly #errand: Omit<MatrixErrand, 'number' | 'prompt' | 'point'>;
  #number = 0;

  constructor(server: PracticeServer, errand: Omit<MatrixErrand, 'number' | 'prompt' | 'point'>) {
    this.#server = server;
    this.#errand = errand;
  }

  /** All that a job of this kind comes to, in a life that ends by itself. */
  async pointsOf(): Promise<string[]> {
    const points: string[] = [];
    const ended = await this.#live(null, (line) => {
      if (line.startsWith('point ')) points.push(line.slice('point '.length));
    });
    if (ended !== 0) throw new Error(`${this.#kind}: a job that nothing happened to ended with ${ended}`);
    const { references, mask } = this.#errand;
    return [...points, ...Object.keys(moments).filter((name) => !name.includes('upload') || references > 0 || mask)];
  }

  async endAt(point: string): Promise<void> {
    const ended = await this.#live(point);
    if (ended !== 'SIGKILL') throw new Error(`${this.#kind}: never came to “${point}”, but ended with ${ended}`);
  }

  /** A last life, in which only what was left is finished. */
  async finish(): Promise<void> {
    const victim = new Victim(script, { ...this.#errand, number: null, prompt: '', point: null } satisfies MatrixErrand);
    const ended = await this.#ended(victim, 'the last life');
    if (ended !== 0) throw new Error(`${this.#kind}: the last life ended with ${ended}`);
  }

  async #live(point: string | null, said: (line: string) => void = () => undefined): Promise<string | number> {
    const number = this.#number++;
    const prompt = `${this.#kind}, killed at: ${point ?? 'nothing'}`;
    const victim = new Victim(script, { ...this.#errand, number, prompt, point } satisfies MatrixErrand, (line) => {
      if (line !== 'armed') said(line);
      else this.#arm(point, victim);
    });
    return this.#ended(victim, prompt);
  }

  #arm(point: string | null, victim: Victim): void {
    const moment = moments[point ?? ''];
    if (moment) {
      const [route, fault] = moment;
      const kill = (): Promise<unknown> => {
        victim.kill();
        return victim.ended;
      };
      this.#server.faults.next(route, fault(kill));
    }
    victim.goOn();
  }

  async #ended(victim: Victim, doing: string): Promise<string | number> {
    const timer = setTimeout(() => victim.kill(), hangsAfterMs);
    const startedAt = performance.now();
    const ended = await victim.ended;
    clearTimeout(timer);
    if (performance.now() - startedAt >= hangsAfterMs) throw new Error(`${doing}: hangs`);
    return ended;
  }

  get #kind(): string {
    const { references, mask, count } = this.#errand;
    return `${references} references${mask ? ' and a mask' : ''}, ${count} pictures`;
  }
}
