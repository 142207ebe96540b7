import { basename, extname } from 'node:path';

import * as v from 'valibot';

import { PictureRecord } from '../picture-record.ts';
import type { CheckedPicture } from './checked-picture.ts';

const maxNameCharacters = 255;

/** A checked picture on its way in. */
export interface Incoming extends CheckedPicture {
  readonly id: string;
  readonly bytes: number;
  /** As the person knows it. */
  readonly shown: string;
}

/** The import that brings a picture in, and its place in it. */
export interface Brought {
  readonly jobId: string;
  readonly index: number;
}

export function importRecord(incoming: Incoming, { jobId, index }: Brought, path: string): PictureRecord {
  const { id, bytes, shown, told, createdAt, facts } = incoming;
  const { kind, widthPx, heightPx } = facts;
  const { size = '', revisedPrompt = null, practice = false } = told.embedded ?? {};
  // A record that couldn't be read again must never be written.
  return v.parse(PictureRecord, {
    ...{ version: 1, id, kind, widthPx, heightPx, bytes, path, jobId, index, taskId: '' },
    ...{ model: told.model, prompt: told.prompt, size, count: 1, references: [], mask: null, callbackUrl: null },
    ...{ revisedPrompt, jobCredits: null, practice, createdAt },
    imported: { fileName: basename(shown).toWellFormed().slice(0, maxNameCharacters), software: told.software },
  });
}

/** What the file is called in the library: the prompt, or else what it was called before, without what every name there has. */
export function wordsFor({ told, shown }: Pick<Incoming, 'told' | 'shown'>): string {
  if (told.prompt !== '') return told.prompt;
  const stem = basename(shown, extname(shown));
  return stem.replace(/^\d{4}-\d\d-\d\d /, '').replace(/ [0-9a-f]{6,64}$/, '');
}
