import type { SnapshotWords } from '../../shared/ports/snapshotWords';
import { snapshotComparison } from './snapshotComparison';
import { snapshotReport } from './snapshotReport';

export const snapshotWords: SnapshotWords = { report: snapshotReport, comparison: snapshotComparison };
