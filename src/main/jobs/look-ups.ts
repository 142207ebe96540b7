import { Failure } from '../../shared/failure.ts';
import type { TaskReport } from '../evolink/answers.ts';
import type { JobParts } from './parts.ts';

/** The most ids that the service takes in one request. */
export const mostTogether = 50;

interface Service {
  readonly apiUrl: string;
  /** Whether several tasks can be looked up in one request; true until the service has shown that they can't. */
  together: boolean;
}

/** Asks the service about tasks, several at once where it offers that: learnt by trying, at each address anew. */
export class LookUps {
  readonly #parts: Pick<JobParts, 'evolink' | 'access'>;
  /** By practice or paid. */
  readonly #services = new Map<boolean, Service>();

  constructor(parts: Pick<JobParts, 'evolink' | 'access'>) {
    this.#parts = parts;
  }

  /** Whether it is worth asking about several tasks in one request. */
  canAskTogether(practice: boolean): boolean {
    return this.#services.get(practice)?.together ?? true;
  }

  /** By task id: those that the answer tells. Of several, others may be missing, even all of them; a single one is told, or this throws. */
  async ask(practice: boolean, taskIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, TaskReport>> {
    const { evolink, access } = this.#parts;
    const reach = await access(practice);
    if (!reach) throw new Failure('no-key', 'There is no API key to ask with.');
    const service = this.#serviceAt(practice, reach.apiUrl);
    const [first, second] = taskIds;
    if (first === undefined) return new Map();
    if (second === undefined) return byId([await evolink.task(reach, first, signal)]);
    if (!service.together) return new Map(); // learnt meanwhile
    const reports = await evolink.tasks(reach, taskIds, signal);
    if (reports === null) service.together = false;
    return byId(reports ?? []);
  }

  #serviceAt(practice: boolean, apiUrl: string): Service {
    const known = this.#services.get(practice);
    if (known?.apiUrl === apiUrl) return known;
    const service = { apiUrl, together: true };
    this.#services.set(practice, service);
    return service;
  }
}

function byId(reports: readonly TaskReport[]): ReadonlyMap<string, TaskReport> {
  return new Map(reports.map((report) => [report.id, report]));
}
