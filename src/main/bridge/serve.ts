import type { Call, Contract, Handlers } from '../../shared/contract.ts';
import { Failure, type Outcome } from '../../shared/failure.ts';

/** What one channel answers: never throws, so that a failure keeps its code on the way to the page. */
export type Answer = (input: unknown) => Promise<Outcome<unknown>>;

type Handler = (input: unknown) => unknown;

/** Wires every call of the contract to its handler. `listen` is where the questions come from: Electron's `ipcMain`, or a test. */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  listen: (channel: string, answer: Answer) => void,
  onUnexpected: (channel: string, error: unknown) => void,
): void {
  for (const [service, members] of Object.entries(contract)) {
    for (const [name, member] of Object.entries(members)) {
      if (member.kind !== 'call') continue;
      const channel = `${service}.${name}`;
      const handle = handlerOf(handlers, service, name);
      const work = async (input: unknown): Promise<unknown> => handle(await checked(member, input));
      listen(channel, (input) => outcomeOf(() => work(input), onUnexpected.bind(null, channel)));
    }
  }
}

/** A handler may be a method of an object, so it is called on the object that carries it. */
function handlerOf(handlers: unknown, service: string, name: string): Handler {
  const owner = (handlers as Record<string, Record<string, Handler> | undefined>)[service];
  const handle = owner?.[name];
  if (!owner || !handle) throw new Error(`Nothing answers ${service}.${name}`);
  return handle.bind(owner);
}

async function checked(call: Call<unknown, unknown>, input: unknown): Promise<unknown> {
  if (!call.input) return undefined;
  const result = await call.input['~standard'].validate(input);
  if (result.issues) throw new Failure('invalid', result.issues.map((issue) => issue.message).join(' '));
  return result.value;
}

/** Runs the work and puts what came of it into plain data. */
async function outcomeOf<T>(work: () => T | Promise<T>, onUnexpected: (error: unknown) => void): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Failure) return { ok: false, failure: error.toData() };
    onUnexpected(error);
    return { ok: false, failure: { code: 'unexpected', message: 'Something went wrong; the log has the details.' } };
  }
}
