import type { StandardSchemaV1 as Schema } from '@standard-schema/spec';

/** A question the renderer asks and the main process answers. */
export interface Call<In, Out> {
  readonly kind: 'call';
  /** Checked by the main process before its handler runs; absent when the question carries nothing. */
  readonly input: Schema<unknown, In> | undefined;
  /** Never set: carries the answer's type. */
  readonly answer?: Out;
}

/** Something the main process announces and the renderer may listen for. */
export interface News<T> {
  readonly kind: 'news';
  /** Never set: carries the type of what is announced. */
  readonly payload?: T;
}

export type Contract = Readonly<Record<string, Readonly<Record<string, Call<unknown, unknown> | News<unknown>>>>>;

type Params<In> = undefined extends In ? [] : [input: In];

type CallsOf<S> = { [M in keyof S]: S[M] extends { kind: 'call' } ? M : never }[keyof S];

/** What the main process provides: a function per call. */
export type Handlers<C> = {
  readonly [S in keyof C as CallsOf<C[S]> extends never ? never : S]: {
    readonly [M in keyof C[S] as C[S][M] extends { kind: 'call' } ? M : never]: C[S][M] extends Call<infer In, infer Out>
      ? (...params: Params<In>) => Out | Promise<Out>
      : never;
  };
};

/** What the renderer holds: an async function per call, a subscription per piece of news. */
export type Client<C> = {
  readonly [S in keyof C]: {
    readonly [M in keyof C[S]]: C[S][M] extends Call<infer In, infer Out>
      ? (...params: Params<In>) => Promise<Out>
      : C[S][M] extends News<infer T>
        ? (listener: (payload: T) => void) => () => void
        : never;
  };
};

/** How the main process announces: `announce('jobs.changed', job)`. */
export type Announce<C> = <S extends keyof C & string, M extends keyof C[S] & string>(
  channel: C[S][M] extends { kind: 'news' } ? `${S}.${M}` : never,
  payload: C[S][M] extends News<infer T> ? T : never,
) => void;

interface SilentCall<In> extends Call<In, void> {
  answers<Out>(): Call<In, Out>;
}

export function call<In = undefined>(input?: Schema<unknown, In>): SilentCall<In> {
  return { kind: 'call', input, answers: () => ({ kind: 'call', input }) };
}

export function news<T>(): News<T> {
  return { kind: 'news' };
}

/** Builds an object of the contract's own shape, one value per member. */
export function shapedLike<T>(
  contract: Contract,
  build: (member: Contract[string][string], channel: string) => T,
): Record<string, Record<string, T>> {
  return mapValues(contract, (members, service) => mapValues(members, (member, name) => build(member, `${service}.${name}`)));
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
