// Runs in both worlds of a page (types stripped), the preload's and the page's own. So it imports nothing.

/** A value on its way to the other world: leaves are cloned by the event that carries them, the rest is rebuilt over there. */
type Shape =
  | { readonly v: unknown }
  | { readonly e: string }
  | { readonly f: number }
  | { readonly p: number }
  | { readonly r: number }
  | { readonly a: readonly Shape[] }
  | { readonly o: readonly (readonly [string, Shape])[] };

export interface WorldLink {
  readonly take: (shape: Shape) => unknown;
  readonly give: (value: unknown) => Shape;
  /** Calls what the other side keeps under a name, and answers what it answers, synchronously. */
  readonly ask: (name: string, value: unknown) => unknown;
}

type Ours = (...args: unknown[]) => unknown;
interface Question {
  readonly name?: string;
  readonly f?: number;
  readonly settle?: number;
  readonly args: readonly Shape[];
  readonly failed?: boolean;
}
type Answer = { readonly shape: Shape } | { readonly thrown: string };

/**
 * Electron's contextBridge over the one thing that two worlds share, a DOM node: functions and promises become stand-ins over there,
 * errors keep only their message, class instances lose their prototype. The node never enters the document, so page scripts can't reach it.
 */
export function linkWorlds(node: EventTarget, mine: string, theirs: string, named: Record<string, Ours>): WorldLink {
  const dispatch = EventTarget.prototype.dispatchEvent.bind(node);
  const PageEvent = CustomEvent;
  const clone = structuredClone;
  const functions: Ours[] = [];
  const settlers = new Map<number, (failed: boolean, value: Error) => void>();
  let promises = 0;
  let answer: Answer | undefined;

  const say = (question: Question): unknown => {
    answer = undefined;
    dispatch(new PageEvent(theirs, { detail: question }));
    const given = answer as Answer | undefined;
    if (given === undefined) throw new Error('The other world is gone');
    if ('thrown' in given) throw new Error(given.thrown);
    return take(given.shape);
  };

  const give = (value: unknown): Shape => shape(value, new Map(), 0);

  const shape = (value: unknown, seen: Map<unknown, number>, depth: number): Shape => {
    if (depth >= 1000)
      throw new Error('Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.');
    if (typeof value === 'function') return { f: functions.push(value as Ours) - 1 };
    if (typeof value !== 'object' || value === null) return leaf(value);
    refuseProxy(value);
    if (value instanceof Promise) return givePromise(value);
    if (value instanceof Error) return { e: value.message };
    const known = seen.get(value);
    if (known !== undefined) return { r: known };
    if (Array.isArray(value)) {
      seen.set(value, seen.size);
      return { a: value.map((item) => shape(item, seen, depth + 1)) };
    }
    const kind = Object.prototype.toString.call(value);
    if (kind !== '[object Object]') return leaf(value);
    seen.set(value, seen.size);
    return { o: Object.entries(value).map(([key, item]) => [key, shape(item, seen, depth + 1)]) };
  };

  // A Proxy looks like what it wraps, except to structured clone: it is the one object that fails under its class's name, before its contents.
  const refuseProxy = (value: object): void => {
    try {
      clone(value);
    } catch (error) {
      if (/'?(#<(?!Promise>)\w*>|\[object \w+\]) could not be cloned/.test((error as Error).message))
        throw new Error('An object could not be cloned.', { cause: error });
    }
  };

  const leaf = (value: unknown): Shape => {
    try {
      clone(value);
      return { v: value };
    } catch (error) {
      throw new Error('An object could not be cloned.', { cause: error });
    }
  };

  const givePromise = (promise: Promise<unknown>): Shape => {
    const p = promises++;
    const settle = (failed: boolean, value: unknown): void => {
      let args: readonly Shape[];
      try {
        args = [give(value)];
      } catch (error) {
        failed = true;
        args = [{ e: (error as Error).message }];
      }
      say({ settle: p, failed, args });
    };
    promise.then(
      (value) => settle(false, value),
      (reason: unknown) => settle(true, reason),
    );
    return { p };
  };

  const take = (given: Shape, seen: unknown[] = []): unknown => {
    if ('v' in given) return given.v;
    if ('e' in given) return new Error(given.e);
    if ('r' in given) return seen[given.r];
    if ('f' in given) return (...args: unknown[]) => say({ f: given.f, args: args.map(give) });
    if ('p' in given) return takePromise(given.p);
    if ('a' in given) {
      const list: unknown[] = [];
      seen.push(list);
      for (const item of given.a) list.push(take(item, seen));
      return list;
    }
    const object = {};
    seen.push(object);
    for (const [key, item] of given.o)
      Object.defineProperty(object, key, { value: take(item, seen), writable: true, enumerable: true, configurable: true });
    return object;
  };

  const takePromise = (p: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      settlers.set(p, (failed, value) => {
        if (failed) reject(value);
        else resolve(value);
      });
    });

  const respond = ({ name, f, settle, args, failed }: Question): Answer => {
    const values = args.map((arg) => take(arg));
    if (settle !== undefined) {
      settlers.get(settle)?.(failed ?? false, values[0] as Error);
      settlers.delete(settle);
      return { shape: { v: undefined } };
    }
    const target = name === undefined ? functions[f ?? -1] : named[name];
    let result: unknown;
    try {
      result = target?.(...values);
    } catch (error) {
      return { thrown: name === undefined ? `Uncaught ${String(error)}` : (error as Error).message };
    }
    return { shape: give(result) };
  };

  EventTarget.prototype.addEventListener.call(node, mine, (event) => {
    const { detail } = event as CustomEvent<Question>;
    let mineToSay: Answer;
    try {
      mineToSay = respond(detail);
    } catch (error) {
      mineToSay = { thrown: (error as Error).message };
    }
    dispatch(new PageEvent(`${theirs}-answer`, { detail: mineToSay }));
  });
  EventTarget.prototype.addEventListener.call(node, `${mine}-answer`, (event) => {
    answer = (event as CustomEvent<Answer>).detail;
  });
  return { take, give, ask: (name, value) => say({ name, args: [give(value)] }) };
}
