import type { ExportedSnapshot, ExportParams, SnapshotReport } from '../shared/wires/lspMessages';
import type { StoredSnapshot } from '../shared/model/snapshot';
import { exportSnapshot, type ExportParts } from './exportSnapshot';
import { snapshotComparison, type Compared } from './snapshotComparison';
import { snapshotReport, type ReportParts } from './snapshotReport';

export type DeskParts = ReportParts & ExportParts;

/** What can be done with snapshots that are in the store. */
export class SnapshotDesk {
  private readonly parts: DeskParts;
  private readonly changed: () => void;

  /** @param changed told after the list, or a name or pin in it, became another */
  constructor(parts: DeskParts, changed: () => void) {
    this.parts = parts;
    this.changed = changed;
  }

  /** Newest first. @throws LeakLensError */
  list(): Promise<readonly StoredSnapshot[]> {
    return this.parts.store.list();
  }

  /** @throws LeakLensError, as do all below */
  async rename(id: string, name: string): Promise<StoredSnapshot> {
    return this.told(await this.parts.store.rename(id, name));
  }

  /** A pinned snapshot stays when the store is full. */
  async pin(id: string, pinned: boolean): Promise<StoredSnapshot> {
    return this.told(await this.parts.store.pin(id, pinned));
  }

  async delete(id: string): Promise<null> {
    await this.parts.store.delete(id);
    return this.told(null);
  }

  report(id: string, signal: AbortSignal): Promise<SnapshotReport> {
    return snapshotReport(this.parts, id, signal);
  }

  compare(compared: Compared, signal: AbortSignal): Promise<SnapshotReport> {
    return snapshotComparison(this.parts, compared, signal);
  }

  export(params: ExportParams, signal: AbortSignal): Promise<ExportedSnapshot> {
    return exportSnapshot(this.parts, params, signal);
  }

  private told<T>(answer: T): T {
    this.changed();
    return answer;
  }
}
