import { shapedLike, type Client, type Contract } from '../../shared/contract.ts';
import { Failure, type Outcome } from '../../shared/failure.ts';

/** What the preload script puts on `window`: plain functions, failures as data. */
export type Wire = Readonly<Record<string, Readonly<Record<string, (argument?: unknown) => unknown>>>>;

/** Turns the wire into the typed client, where failures are thrown with their code intact. */
export function connect<C extends Contract>(contract: C, wire: Wire): Client<C> {
  const client = shapedLike(contract, (member, channel) => {
    const [service = '', name = ''] = channel.split('.');
    const send = wire[service]?.[name];
    if (!send) throw new Error(`The preload script does not expose ${channel}`);
    return member.kind === 'call' ? async (input?: unknown) => unwrap((await send(plain(input))) as Outcome<unknown>) : send;
  });
  return client as Client<C>;
}

/** A `$state` proxy can't be cloned, so what goes out is a snapshot; file bytes are plain already and would only be copied. */
function plain(input: unknown): unknown {
  return holdsBytes(input) ? input : $state.snapshot(input);
}

function holdsBytes(input: unknown): boolean {
  return typeof input === 'object' && input !== null && Object.values(input).some((value) => value instanceof Uint8Array);
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw Failure.fromData(outcome.failure);
}
