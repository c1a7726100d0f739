/** Rows of cells as lines, each column as wide as its widest cell, the indent before them. */
export function tableText(rows: readonly (readonly string[])[], indent = ''): string {
  const widths = (rows[0] ?? []).map((_head, column) =>
    rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return rows.map((row) => `${indent}${line(row)}\n`).join('');
}
