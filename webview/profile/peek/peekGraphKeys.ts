const columns = ['callers', 'middle', 'callees'] as const;
type Column = (typeof columns)[number];

export interface NodePlace {
  readonly column: Column;
  readonly row: number;
}

/** Where an arrow key leads from a node; null where it leads nowhere, and for any other key. @param counts nodes of each column */
export function nextNode(key: string, from: NodePlace, counts: Readonly<Record<Column, number>>): NodePlace | null {
  const down = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  const right = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (down !== 0) {
    const row = from.row + down;
    return row >= 0 && row < counts[from.column] ? { column: from.column, row } : null;
  }
  const column = right === 0 ? undefined : columns[columns.indexOf(from.column) + right];
  // The heaviest of a column is its first.
  return column === undefined || counts[column] === 0 ? null : { column, row: 0 };
}
