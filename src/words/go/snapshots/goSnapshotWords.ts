import type { SnapshotWords } from '../../../shared/ports/words/snapshotWords';
import { snapshotComparison } from './snapshotComparison';
import { snapshotReport } from './snapshotReport';

export const goSnapshotWords: SnapshotWords = { report: snapshotReport, comparison: snapshotComparison };
