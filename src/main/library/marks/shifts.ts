import type { MarkChange } from '../index/marks-store.ts';
import { RowSet } from '../index/row-set.ts';
import { highestValue, nameOfValue, type Field } from './stored-mark.ts';

/** Some pictures' field goes from one value to another. Every change of marks is a list of these, and so is its undoing. */
export interface Shift {
  readonly field: Field;
  readonly from: number;
  readonly to: number;
  readonly rows: RowSet;
}

/** The marks that the index holds: which rows have which. */
export interface MarkedRows {
  rowsOf(name: string): RowSet;
}

/** What brings a field of all these pictures to a value; nothing for those that have it. */
export function shiftsTo(marked: MarkedRows, field: Field, to: number, among: RowSet): Shift[] {
  const shifts: Shift[] = [];
  for (let from = 0; from <= highestValue(field); from += 1) {
    if (from !== to) shifts.push({ field, from, to, rows: rowsWith(marked, field, from, among) });
  }
  return shifts.filter(({ rows }) => rows.count > 0);
}

/** What takes a change back: only of those pictures that are still as the change left them. */
export function shiftsBack(marked: MarkedRows, shifts: readonly Shift[], among: RowSet): Shift[] {
  return shifts
    .map(({ field, from, to, rows }) => ({ field, from: to, to: from, rows: rowsWith(marked, field, to, among.copy().keep(rows)) }))
    .filter(({ rows }) => rows.count > 0);
}

/** What a change means for the index, of the rows that it reached on the disk. */
export function changesOf(shifts: readonly Shift[], reached: RowSet): MarkChange[] {
  return shifts.flatMap(({ field, from, to, rows }) => {
    const moved = rows.copy().keep(reached);
    const [left, entered] = [nameOfValue(field, from), nameOfValue(field, to)];
    return [
      ...(left === null ? [] : [{ name: left, rows: moved, on: false }]),
      ...(entered === null ? [] : [{ name: entered, rows: moved, on: true }]),
    ];
  });
}

/** The pictures that a change is about. */
export function rowsOfShifts(shifts: readonly Shift[]): RowSet {
  return shifts.reduce((all, { rows }) => all.addAll(rows), new RowSet());
}

/** What shifts take in memory. */
export function bytesOf(shifts: readonly Shift[]): number {
  return shifts.reduce((sum, { rows }) => sum + rows.bytes.byteLength, 1000);
}

/** Those of the rows whose field has a value. */
function rowsWith(marked: MarkedRows, field: Field, value: number, among: RowSet): RowSet {
  const name = nameOfValue(field, value);
  const rows = among.copy();
  if (name !== null) return rows.keep(marked.rowsOf(name));
  for (let other = 1; other <= highestValue(field); other += 1) rows.deleteAll(marked.rowsOf(nameOfValue(field, other) ?? field));
  return rows;
}
