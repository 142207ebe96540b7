/** Fills specks that noise left out and drops lone cells: each becomes what most of the cells around it are, a few times over. */
export function tidied(selected: Uint8Array, columns: number, rows: number): Uint8Array {
  let tidy = selected;
  for (let time = 0; time < 3; time += 1) tidy = tidiedOnce(tidy, columns, rows);
  return tidy;
}

function tidiedOnce(selected: Uint8Array, columns: number, rows: number): Uint8Array {
  const tidy = selected.slice();
  for (let row = 1; row < rows - 1; row += 1)
    for (let at = row * columns + 1; at < (row + 1) * columns - 1; at += 1) {
      const around = sumOf(selected, at, columns);
      if (around <= 2) tidy[at] = 0;
      else if (around >= 5) tidy[at] = 1;
    }
  return tidy;
}

/** How many of the eight cells around one are selected. */
function sumOf(cells: Uint8Array, at: number, columns: number): number {
  let sum = 0;
  for (let line = at - columns; line <= at + columns; line += columns)
    for (let near = line - 1; near <= line + 1; near += 1) sum += cells[near] ?? 0;
  return sum - (cells[at] ?? 0);
}
