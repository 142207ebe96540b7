import type { Statement } from 'better-sqlite3';

import type { IndexDatabase } from '../index-file.ts';
import type { PictureRecord } from '../picture-record.ts';
import { columnsOf, sourceOf, type NewPicture, type PictureState } from '../picture-row.ts';
import { searchable } from '../search-text.ts';
import type { Columns } from './columns.ts';
import type { Ids } from './ids.ts';
import type { Models } from './models.ts';
import type { Words } from './words.ts';

/** What of the index is in memory, and is written along. */
interface InMemory {
  readonly columns: Columns;
  readonly ids: Ids;
  readonly models: Models;
  readonly words: Words;
}

/** Writes pictures into the index, in whatever transaction it is called. */
export class IndexWriter {
  readonly #memory: InMemory;
  readonly #insert: Statement<[ReturnType<typeof columnsOf> & { row: number }]>;
  readonly #words: Statement<[number, string]>;
  readonly #parent: Statement<[string, number]>;
  readonly #state: Statement<[PictureState & { row: number }]>;
  readonly #forgetting: readonly Statement<[number]>[];

  constructor(database: IndexDatabase, memory: InMemory) {
    this.#memory = memory;
    this.#insert = database.prepare(
      `INSERT INTO pictures (row, id, created_at, width_px, height_px, bytes, kind, source, is_answer, canvas, practice, file, trashed_at, job_id, job_index, model, path, recorded_path, prompt, rest)
       VALUES (@row, @id, @createdAt, @widthPx, @heightPx, @bytes, @kind, @source, @isAnswer, @canvas, @practice, @file, @trashedAt, @jobId, @index, @model, @path, @recordedPath, @prompt, @rest)`,
    );
    this.#words = database.prepare('INSERT INTO prompts (rowid, words) VALUES (?, ?)');
    this.#parent = database.prepare('INSERT OR IGNORE INTO parents (parent, row) VALUES (?, ?)');
    this.#state = database.prepare(
      // Expressions see what the row was before.
      `UPDATE pictures SET recorded_path = coalesce(recorded_path, iif(path = @path, NULL, path)), path = @path, file = @file, trashed_at = @trashedAt
       WHERE row = @row`,
    );
    this.#forgetting = [
      database.prepare('DELETE FROM prompts WHERE rowid = ?'),
      database.prepare('DELETE FROM parents WHERE row = ?'),
      database.prepare('DELETE FROM pictures WHERE row = ?'),
    ];
  }

  /** Returns its row. */
  add(picture: NewPicture): number {
    const { record, file, trashedAt } = picture;
    const { columns, ids, models, words } = this.#memory;
    const facts = {
      ...{ id: record.id, createdAt: record.createdAt, jobId: record.jobId, jobIndex: record.index, bytes: record.bytes },
      ...{ ratio: record.widthPx / record.heightPx, practice: record.practice, source: sourceOf(record) },
      model: models.take(record.model),
      credits: record.jobCredits === null ? null : record.jobCredits / Math.max(1, record.count),
    };
    const row = columns.add(facts, { file, trashed: trashedAt !== null });
    this.#insert.run({ ...columnsOf(picture), row });
    ids.set(row, record.id);
    const text = wordsOf(record);
    this.#words.run(row, text);
    words.added(row, text);
    for (const parent of parentsOf(record)) this.#parent.run(parent, row);
    return row;
  }

  setState(row: number, { path, file, trashedAt }: PictureState): void {
    this.#state.run({ row, path, file, trashedAt });
    this.#memory.columns.setState(row, { file, trashed: trashedAt !== null });
  }

  remove(row: number): void {
    for (const statement of this.#forgetting) statement.run(row);
    this.#memory.columns.drop(row);
  }
}

/** What a picture was made from: contents that may be pictures of the library themselves. */
export function parentsOf({ references, mask, edit, composite }: PictureRecord): string[] {
  const others = [mask, edit?.original, composite?.answer].filter((id) => typeof id === 'string');
  return [...new Set([...references, ...others])];
}

function wordsOf({ prompt, revisedPrompt }: PictureRecord): string {
  // A word no one can type between the two, so that no phrase reaches from one into the other.
  return revisedPrompt === null ? searchable(prompt) : `${searchable(prompt)} \u{10ffff} ${searchable(revisedPrompt)}`;
}
