import { tablesKey, type Measure } from '../../../shared/model/beam/measure';
import type { Asker } from '../questions/ask';
import { ownersOf, type TableGroup } from './tables';

/** A table that got fewer rows since it was seen first holds nothing new. */
const leastRows = 20;

/** From so many bytes on it is worth a call to know whose table it is. */
const leastBytes = 2 ** 19;

export interface BinariesNow {
  /** All that the node holds, bytes. */
  readonly all: number;
  /** What was measured of single processes. */
  readonly ofProcesses: readonly Measure[];
}

/**
 * Rows of tables refer to binaries as processes do, but nothing tells which (erts: erl_db.c counts the rows alone): what no process holds
 * that was looked at is taken for those of the table that gets most rows.
 */
export class TableBinaries {
  private readonly firstRows = new Map<string, number>();
  private first: number | null = null;

  async measures(ask: Asker, tables: ReadonlyMap<string, TableGroup>, now: BinariesNow): Promise<readonly Measure[]> {
    const held = now.ofProcesses
      .filter(({ kind }) => kind === 'binary-growth')
      .reduce((sum, { value }) => sum + value, 0);
    const value = Math.max(0, now.all - held);
    this.first ??= value;
    const table = this.fullest(tables);
    if (table === null) return [];
    const { name, owner } = table;
    const isLarge = value - this.first >= leastBytes && owner !== null;
    const [process = null] = isLarge ? [...(await ownersOf(ask, [owner])).values()] : [];
    const common = { other: '', otherProcess: null, isRemote: false, limit: null };
    return [{ kind: 'binary-growth', key: tablesKey, value, unit: 'bytes', name, process, ...common }];
  }

  /** Which got most rows since it was seen first. */
  private fullest(tables: ReadonlyMap<string, TableGroup>): TableGroup | null {
    let most = leastRows - 1;
    let found: TableGroup | null = null;
    for (const [key, table] of tables) {
      const first = this.firstRows.get(key) ?? table.rows;
      this.firstRows.set(key, first);
      if (table.rows - first <= most) continue;
      most = table.rows - first;
      found = table;
    }
    for (const key of [...this.firstRows.keys()]) if (!tables.has(key)) this.firstRows.delete(key);
    return found;
  }
}
