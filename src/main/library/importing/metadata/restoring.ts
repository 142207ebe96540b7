import * as v from 'valibot';

import type { PictureKind } from '../../../../shared/input.ts';
import { embeddedKeyword, EmbeddedRecord } from '../../embedded-record.ts';
import { sizedPrompt } from '../found-text.ts';
import { comfyUi } from './comfy-ui.ts';
import { foundObject, type FoundObject } from './found-json.ts';
import { foundTexts, type FoundTexts } from './found-texts.ts';
import { invokeAi } from './invoke-ai.ts';
import type { Restored } from './restored.ts';
import { webUiParameters } from './web-ui.ts';

const maxNameCharacters = 200;

/** What a picture that is brought in tells of itself. */
export interface Told {
  /** Of one that Afterglow exported: everything that it wrote into it. */
  readonly embedded: EmbeddedRecord | null;
  /** Empty when the file tells none. */
  readonly prompt: string;
  readonly model: string;
  readonly software: string | null;
  /** When it was taken or made. */
  readonly createdAt: number | null;
}

/** Reads what a file tells of how its picture was made. Never throws for what a file holds. */
export function told(bytes: Uint8Array, kind: PictureKind): Told {
  const texts = foundTexts(bytes, kind);
  const embedded = embeddedIn(texts);
  if (embedded) return { embedded, ...embedded, software: 'Afterglow' };
  const restored = generated(texts) ?? { prompt: described(texts), model: '', software: null };
  return {
    embedded: null,
    prompt: sizedPrompt(restored.prompt),
    model: name(restored.model) ?? '',
    software: name(restored.software) ?? name(texts.xmp.creatorTool) ?? name(texts.exif.software) ?? name(texts.chunks.get('Software')),
    createdAt: texts.exif.takenAt,
  };
}

function embeddedIn({ chunks, xmp }: FoundTexts): EmbeddedRecord | null {
  for (const text of [chunks.get(embeddedKeyword), xmp.record]) {
    const parsed = v.safeParse(EmbeddedRecord, foundObject(text));
    if (parsed.success) return parsed.output;
  }
  return null;
}

/** By the programs that write how a picture was generated. The first that knows a prompt. */
function generated(texts: FoundTexts): Restored | null {
  const found = [() => byWebUi(texts), () => invokeAi(texts.chunks), () => byComfyUi(texts)];
  let withoutPrompt: Restored | null = null;
  for (const look of found) {
    const restored = look();
    if (restored && restored.prompt.trim() !== '') return restored;
    withoutPrompt ??= restored;
  }
  return withoutPrompt && { ...withoutPrompt, prompt: described(texts) };
}

function byWebUi({ chunks, exif, xmp, comment }: FoundTexts): Restored | null {
  for (const text of [chunks.get('parameters'), exif.userComment, xmp.userComment, comment, exif.description]) {
    const restored = text ? webUiParameters(text) : null;
    if (restored) return restored;
  }
  // A1111's chunk with nothing but a prompt in it.
  const plain = chunks.get('parameters');
  return plain && !plain.trimStart().startsWith('{') ? { prompt: plain, model: '', software: null } : null;
}

/** In PNG under two keywords; in WebP and JPEG in whatever text of Exif begins with one of them. */
function byComfyUi({ chunks, exif }: FoundTexts): Restored | null {
  const others = [...exif.others, exif.description ?? '', exif.userComment ?? ''];
  const tagged = (tag: string): FoundObject | null => {
    const text = others.find((other) => other.slice(0, tag.length + 1).toLowerCase() === `${tag}:`);
    return foundObject(chunks.get(tag)) ?? foundObject(text?.slice(tag.length + 1));
  };
  return comfyUi(tagged('prompt'), tagged('workflow'));
}

/** What any program may have written about the picture, except what cameras and encoders write into every one of theirs. */
function described({ chunks, exif, xmp, comment }: FoundTexts): string {
  const descriptions = [
    chunks.get('Description'),
    xmp.description,
    exif.description,
    chunks.get('Comment'),
    comment,
    chunks.get('Title'),
    xmp.title,
  ];
  return descriptions.find((text) => text && !saysNothing(text)) ?? '';
}

const emptyPhrases =
  /^(olympus digital camera|sony dsc|(konica )?minolta digital camera|samsung .{0,40}|exif_jpeg.{0,20}|dcim\\.{0,80}|dji_?.{0,40}|default|screenshot|untitled|user comments?|created with .{0,60}|creator: .{0,100}|lead technologies.{0,60}|processed by .{0,60}|file written by .{0,60}|applemark|optimized by .{0,60}|lavc[\d.]*|compressed by .{0,60})$/i;

function saysNothing(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || trimmed.startsWith('{') || emptyPhrases.test(trimmed);
}

function name(text: string | null | undefined): string | null {
  const line = text
    ?.slice(0, maxNameCharacters)
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line === undefined || line === '' ? null : line;
}
