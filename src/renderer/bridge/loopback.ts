import { bridge, type AnnounceNews, type Bridge, type BridgeHandlers } from '../../shared/bridge.ts';
import { shapedLike } from '../../shared/contract.ts';
import { connect, type Wire } from './connect.svelte.ts';

type Answer = (input: unknown) => Promise<unknown>;
type Some<T> = { readonly [S in keyof T]?: Partial<T[S]> };

/** The main process's `serve`, handed in because only tests may reach over to that side. */
export type Serve = (
  contract: typeof bridge,
  handlers: BridgeHandlers,
  listen: (channel: string, answer: Answer) => void,
  onUnexpected: (channel: string, error: unknown) => void,
) => void;

export interface Loopback {
  readonly client: Bridge;
  readonly announce: AnnounceNews;
}

/** The whole bridge in one process, for tests: what one side serves, the other side holds, cloned both ways as between processes. */
export function loopback(serve: Serve, handlers: Some<BridgeHandlers>): Loopback {
  const answers = new Map<string, Answer>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  serve(
    bridge,
    completed(handlers),
    (channel, answer) => answers.set(channel, answer),
    (channel, error) => {
      throw new Error(`${channel} failed in an unexpected way`, { cause: error });
    },
  );
  const wire: Wire = shapedLike(bridge, (member, channel) => {
    if (member.kind === 'news') return (listener) => listen(listeners, channel, listener as (payload: unknown) => void);
    return async (input) => structuredClone(await answers.get(channel)?.(structuredClone(input)));
  });
  return {
    client: connect(bridge, wire),
    announce: (channel: string, payload: unknown) => listeners.get(channel)?.forEach((tell) => tell(structuredClone(payload))),
  };
}

function listen(
  listeners: Map<string, Set<(payload: unknown) => void>>,
  channel: string,
  listener: (payload: unknown) => void,
): () => void {
  const known = listeners.get(channel) ?? new Set();
  listeners.set(channel, known.add(listener));
  return () => known.delete(listener);
}

/** A call that the test said nothing about fails loudly when it is made. */
function completed(handlers: Some<BridgeHandlers>): BridgeHandlers {
  const given = handlers as Record<string, Record<string, unknown> | undefined>;
  return shapedLike(bridge, (_member, channel) => {
    const [service = '', name = ''] = channel.split('.');
    const missing = (): never => {
      throw new Error(`The test serves no ${channel}`);
    };
    return given[service]?.[name] ?? missing;
  }) as unknown as BridgeHandlers;
}
