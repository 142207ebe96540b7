import { foundObject, isObject, textIn } from './found-json.ts';
import type { Restored } from './restored.ts';

const software = 'InvokeAI';
const maxCommandCharacters = 200_000;

/** What InvokeAI writes today, and what it wrote in its first years. */
export function invokeAi(texts: ReadonlyMap<string, string>): Restored | null {
  return today(texts.get('invokeai_metadata')) ?? early(texts.get('sd-metadata')) ?? dream(texts.get('Dream'));
}

function today(text: string | undefined): Restored | null {
  const found = foundObject(text);
  const prompt = textIn(found, 'positive_prompt');
  return prompt === null ? null : { prompt, model: nameOf(found?.model), software };
}

function early(text: string | undefined): Restored | null {
  const found = foundObject(text);
  const image = found && isObject(found.image) ? found.image : null;
  const parts: readonly unknown[] = Array.isArray(image?.prompt) ? image.prompt.slice(0, 100) : [];
  const prompt = textIn(image, 'prompt') ?? parts.flatMap((part) => textIn(part, 'prompt') ?? []).join(' ');
  return prompt === '' ? null : { prompt, model: textIn(found, 'model_weights') ?? '', software };
}

/** A command line: the prompt in quotation marks, then switches. */
function dream(text: string | undefined): Restored | null {
  const prompt = /^\s*"((?:[^"\\]|\\.)*)"/.exec(text?.slice(0, maxCommandCharacters) ?? '')?.[1]?.replace(/\\(.)/g, '$1');
  return prompt ? { prompt, model: '', software } : null;
}

function nameOf(model: unknown): string {
  return typeof model === 'string' ? model : (textIn(model, 'name', 'model_name', 'key') ?? '');
}
