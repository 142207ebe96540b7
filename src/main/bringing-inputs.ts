import { Failure } from '../shared/failure.ts';
import type { Inputs } from './library/inputs.ts';

type Giving = Pick<Inputs, 'describe' | 'read'>;
type Taking = Pick<Inputs, 'describe' | 'add'>;

/**
 * Copies inputs from one library into another, by content, so that what is still to be sent can be sent from there. What is
 * gone from the first one, or damaged, can't come along; a second library that can't take them throws.
 * `needed` is asked again after each round: more may be needed by then.
 */
export async function bringInputs(from: Giving, to: Taking, needed: () => readonly string[]): Promise<void> {
  const seen = new Set<string>();
  for (let ids = needed(); ids.length > 0; ids = needed().filter((id) => !seen.has(id))) {
    for (const id of ids) {
      seen.add(id);
      await bring(id, from, to);
    }
  }
}

async function bring(id: string, from: Giving, to: Taking): Promise<void> {
  if ((await to.describe([id])).length > 0) return;
  const input = await readOrNull(id, from);
  // The original of an edit may be larger than what is dropped.
  if (input) await to.add(input, Infinity);
}

async function readOrNull(id: string, from: Giving): Promise<{ name: string; bytes: Uint8Array } | null> {
  try {
    const [input] = await from.describe([id]);
    return input ? { name: input.name, bytes: await from.read(id) } : null;
  } catch (error) {
    // The disk that it is on may be why the person goes elsewhere.
    if (error instanceof Failure) return null;
    throw error;
  }
}
