interface ScriptAddresses {
  createScriptURL(address: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: ScriptAddresses): ScriptAddresses;
}

declare global {
  // Not in TypeScript's own list yet; in Chromium for years.
  var trustedTypes: TrustedTypes | undefined;
}

/** The page may make a policy of one name only once. */
let policy: ScriptAddresses | undefined;

/** Starts one of our own scripts as a worker. The only place that turns an address into code; anything but ours is refused. */
export function startWorker(address: string): Worker {
  policy ??= globalThis.trustedTypes?.createPolicy('afterglow-workers', { createScriptURL: ownScript }) ?? { createScriptURL: ownScript };
  return new Worker(policy.createScriptURL(address), { type: 'module' });
}

function ownScript(address: string): string {
  const { href, origin } = new URL(address, location.href);
  if (origin !== location.origin) throw new TypeError('Only scripts of our own become workers.');
  return href;
}
