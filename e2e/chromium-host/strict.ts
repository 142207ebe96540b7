import { EventEmitter } from 'node:events';

// What code that merely looks at an object asks for: promises, JSON, test frameworks, Node's own inspection.
const HARMLESS = new Set([
  'then',
  'catch',
  'toJSON',
  'inspect',
  'asymmetricMatch',
  'nodeType',
  '$$typeof',
  '__esModule',
  'default',
  'domain',
]);

/** An end for a prototype chain at which a name that nobody knows throws, where JavaScript would answer undefined. */
function guard(base: object, name: string): object {
  return new Proxy(base, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || HARMLESS.has(key)) return Reflect.get(target, key, receiver) as unknown;
      throw new Error(`electron.${name}${name && '.'}${key} is not implemented by the stand-in`);
    },
  });
}

/** The same object, on which reading an unknown member throws. Members can be replaced, as tests do. */
export function strict<T extends object>(name: string, members: T): T {
  // Between the object and its class, so that `this` stays the real object with its #private fields.
  Object.setPrototypeOf(members, guard(Object.create(Object.getPrototypeOf(members) as object) as object, name));
  return members;
}

/** The same class, unknown members of which throw, static ones and those of its objects. */
export function strictClass<T extends abstract new (...args: never[]) => object>(name: string, subject: T): T {
  guardPrototype(subject.prototype as object, name);
  const parent = Object.getPrototypeOf(subject) as object;
  Object.setPrototypeOf(subject, guard(parent === Function.prototype ? (Object.create(parent) as object) : parent, name));
  return subject;
}

function guardPrototype(prototype: object, name: string): void {
  Object.setPrototypeOf(prototype, guard(Object.create(Object.getPrototypeOf(prototype) as object) as object, name));
}

/** Stands for a whole module or class of Electron's that is missing: any use of it throws. */
export function missing(name: string): unknown {
  const fail = (): never => {
    throw new Error(`electron.${name} is not implemented by the stand-in`);
  };
  // A function, not an arrow: it must be possible to try `new`.
  function unusable(): void {
    fail();
  }
  return new Proxy(unusable, {
    get: (target, key) => (typeof key === 'symbol' || HARMLESS.has(key) ? (Reflect.get(target, key) as unknown) : fail()),
    apply: fail,
    construct: fail,
  });
}

/** After this, every method of the object throws as Electron's do once a window is gone; events can still be listened to. */
export function bury(subject: object, surviving: readonly string[]): void {
  const prototype = Object.getPrototypeOf(subject) as object;
  Object.setPrototypeOf(
    subject,
    new Proxy(Object.create(prototype) as object, {
      get(target, key, receiver) {
        const value = Reflect.get(target, key, receiver) as unknown;
        const ours = typeof key === 'string' && !(key in EventEmitter.prototype) && !surviving.includes(key);
        if (!ours || typeof value !== 'function') return value;
        return () => {
          throw new TypeError('Object has been destroyed');
        };
      },
    }),
  );
}
