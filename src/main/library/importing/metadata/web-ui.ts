import { foundObject, textIn } from './found-json.ts';
import type { Restored } from './restored.ts';

const maxSettingsCharacters = 20_000;
/** Other programs that write the same form say so where it says its version. */
const programs: readonly [pattern: RegExp, name: string][] = [
  [/\bVersion: *ComfyUI/i, 'ComfyUI'],
  [/\bApp: *SD\.Next/i, 'SD.Next'],
  [/\bVersion: *f\d/, 'Stable Diffusion WebUI Forge'],
  [/\bVersion: *neo/i, 'Stable Diffusion WebUI Forge'],
  [/\bVersion: *Fooocus/i, 'Fooocus'],
  [/\bVersion: *v?\d/, 'Stable Diffusion web UI'],
];

/**
 * The `parameters` of A1111's web UI and the many that write like it: the prompt, a line that begins with
 * "Negative prompt:", a line of settings that begins with "Steps:". Null when it is nothing of that kind.
 */
export function webUiParameters(text: string): Restored | null {
  const object = foundObject(text);
  if (object) return fooocusOrSwarm(object);
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const settingsAt = lines.findLastIndex((line) => /^\s*Steps: *\d/.test(line));
  const negativeAt = lines.findIndex((line) => line.trimStart().startsWith('Negative prompt:'));
  if (settingsAt === -1 && negativeAt === -1) return null;
  const end = Math.min(...[settingsAt, negativeAt].filter((at) => at !== -1));
  const settings = settingsAt === -1 ? '' : lines.slice(settingsAt).join(' ').slice(0, maxSettingsCharacters);
  return {
    prompt: lines.slice(0, end).join('\n').trim(),
    model: setting(settings, 'Model'),
    software: programs.find(([pattern]) => pattern.test(settings))?.[1] ?? null,
  };
}

function setting(settings: string, name: string): string {
  const found = new RegExp(`(?:^|, ?)${name}: *("(?:[^"\\\\]|\\\\.)*"|[^,]*)`).exec(settings)?.[1] ?? '';
  return found.replace(/^"|"$/g, '').trim();
}

function fooocusOrSwarm(object: Readonly<Record<string, unknown>>): Restored | null {
  const swarm = object.sui_image_params;
  const prompt = textIn(swarm, 'prompt') ?? textIn(object, 'prompt', 'positive_prompt', 'c');
  if (prompt === null) return null;
  const program = swarm === undefined ? textIn(object, 'version', 'fooocus_scheme') : 'SwarmUI';
  return {
    prompt,
    model: textIn(swarm, 'model') ?? textIn(object, 'base_model', 'model') ?? '',
    software: program?.startsWith('fooocus') ? 'Fooocus' : program,
  };
}
