import type { Finding } from '../model/finding';
import type { TestEnd } from '../model/go/testedPackage';

/**
 * What the tests of one package have left behind: goroutines that wait, and memory that is kept. Worst first.
 * @throws LeakLensError for files that cannot be read
 */
export type JudgeTests = (packageName: string, end: TestEnd, signal: AbortSignal) => Promise<readonly Finding[]>;
