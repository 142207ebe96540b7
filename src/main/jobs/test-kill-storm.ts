import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Fault } from '../practice/faults.ts';
import type { PracticeFeatures } from '../practice/practice-options.ts';
import { PracticeServer } from '../practice/practice-server.ts';
import { seeded } from '../practice/randomness.ts';
import type { RouteName } from '../practice/routes.ts';
import { audit } from './test-audit.ts';
import type { Killed } from './test-kill-matrix.ts';
import { stormFaults } from './test-storm-faults.ts';
import type { StormErrand } from './test-storm-process.ts';
import { Victim } from './test-victim.ts';
import { timeLapseClock } from './time-lapse-clock.ts';

const script = join(import.meta.dirname, 'test-storm-process.ts');
const speed = 100;
const mostLives = 500;
/** The longest that a life without a kill may take to finish what is left. */
const hangsAfterMs = 120_000;
const faultEveryMs = 40;

const faults: readonly Fault[] = stormFaults.toSpliced(1, 0, { kind: 'hang-up', when: 'after-head', how: 'close' });
const routes: readonly RouteName[] = [
  'POST /v1/images/generations',
  'GET /v1/tasks/{id}',
  'GET /v1/tasks',
  'POST /api/v1/files/upload/stream',
  'GET /results/{task}/{picture}',
];

interface Storm {
  readonly seed: number;
  readonly jobs: number;
  readonly killsAtLeast: number;
  /** After it has started, a life lasts at most this long; longer and longer once there were kills enough. */
  readonly longestLifeMs: number;
  readonly features: PracticeFeatures;
}

/** Kills the app at random times, while the service has its faults, until every job is finished. */
export async function storm(folder: string, { seed, jobs, killsAtLeast, longestLifeMs, features }: Storm): Promise<Killed> {
  await mkdir(folder, { recursive: true });
  const random = seeded(seed);
  const startedAt = Date.now();
  const server = new PracticeServer({
    ...{ now: timeLapseClock(speed, startedAt).now, taskMs: () => 2_000 + random() * 6_000, pictures: 'unedited', resultKind: 'jpeg' },
    ...{ credits: 1e6, uploadQuota: 1e6, features, seed },
  });
  await server.start();
  const weather = setInterval(() => strike(server, random), faultEveryMs);
  try {
    const access = { apiUrl: server.url, filesUrl: server.filesUrl, key: server.key, practice: false };
    for (let kills = 0; kills < mostLives; kills++) {
      const wanted = Math.ceil((jobs * (kills + 1)) / killsAtLeast);
      const errand = { folder, access, speed, startedAt, seed, jobs: Math.min(jobs, wanted), ends: kills >= killsAtLeast };
      const grownMs = longestLifeMs * 1.3 ** Math.max(0, kills - killsAtLeast);
      if ((await live(errand, random, grownMs)) === 'killed') continue;
      clearInterval(weather);
      server.faults.clear();
      return { kills, restarts: kills, findings: await audit(folder, server) };
    }
    throw new Error(`storm ${seed}: not finished after ${mostLives} lives`);
  } finally {
    clearInterval(weather);
    await server.stop();
  }
}

function strike(server: PracticeServer, random: () => number): void {
  const route = routes[Math.floor(random() * routes.length)];
  const fault = faults[Math.floor(random() * faults.length)];
  if (route && fault && random() < 0.5 && server.faults.unmet < 3) server.faults.next(route, fault);
}

async function live(errand: StormErrand, random: () => number, longestLifeMs: number): Promise<'killed' | 'finished'> {
  const [isEarly, share] = [random() < 0.15, random()];
  let timer: NodeJS.Timeout | undefined;
  const victim = new Victim(script, errand, () => {
    if (!isEarly) timer = setTimeout(() => victim.kill(), Math.min(share * longestLifeMs, hangsAfterMs));
  });
  // Some don't even live to see their journal opened.
  if (isEarly) timer = setTimeout(() => victim.kill(), share * 300);
  const deadline = setTimeout(() => victim.kill(), hangsAfterMs);
  const startedAt = performance.now();
  const ended = await victim.ended;
  clearTimeout(timer);
  clearTimeout(deadline);
  if (performance.now() - startedAt >= hangsAfterMs) throw new Error(`storm ${errand.seed}: a life hangs`);
  if (ended === 0) return 'finished';
  if (ended === 'SIGKILL') return 'killed';
  throw new Error(`storm ${errand.seed}: a life ended with ${ended}`);
}
