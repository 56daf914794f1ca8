import type { SnapshotReport } from '../../model/report/snapshotReport';
import type { KeptFindings } from '../../model/keptFindings';
import type { StoredSnapshot } from '../../model/snapshot';
import type { ReadMoment } from '../runtime/moments';

/** A snapshot, decoded, with its lines found in the workspace. */
export interface ReadSnapshot extends ReadMoment {
  readonly snapshot: StoredSnapshot;
  /** What was found when it was captured; null in snapshots of services that nobody watched, and in those of earlier versions. */
  readonly found: KeptFindings | null;
}

/** For whom a page is written. */
export interface PageReader {
  /** How links name a file. */
  readonly uriOf: (path: string) => string;
  /** Of dates, as a BCP 47 tag; the machine's when undefined. */
  readonly language?: string | undefined;
}

/** Snapshots as pages of text, with links to the lines that they name. */
export interface SnapshotWords {
  report(read: ReadSnapshot, reader: PageReader): SnapshotReport;
  /** What has changed from one snapshot to another, line by line. */
  comparison(before: ReadSnapshot, after: ReadSnapshot, reader: PageReader): SnapshotReport;
}
