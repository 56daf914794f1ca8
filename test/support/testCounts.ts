// How many tests passed and failed, read from what the two suites leave behind.

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** The summary that vitest's json reporter writes; only what is needed of it. */
interface VitestSummary {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function checked(counts: TestCounts, text: string): TestCounts {
  if (isCount(counts.passed) && isCount(counts.failed) && counts.passed + counts.failed > 0) return counts;
  throw new Error(`these are no counts of tests: ${text.slice(0, 200)}`);
}

/**
 * Counts of vitest's json report. A file that cannot be loaded has no tests to fail: it makes the run fail, and counts
 * as one failure. Throws when the text is no such report, or when nothing ran.
 */
export function unitCounts(text: string): TestCounts {
  const { numPassedTests: passed, numFailedTests, success } = JSON.parse(text) as VitestSummary;
  const failed = !success && numFailedTests === 0 ? 1 : numFailedTests;
  return checked({ passed, failed }, text);
}

/** Counts of the suite inside VS Code. Throws when the text is no report of it, or when nothing ran. */
export function hostCounts(text: string): TestCounts {
  const { passed, failed } = JSON.parse(text) as TestCounts;
  return checked({ passed, failed }, text);
}

/** `12 passed, 0 failed`: what CI reads. */
export function closingLine(counts: readonly TestCounts[]): string {
  const sum = (key: keyof TestCounts) => counts.reduce((total, { [key]: count }) => total + count, 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}
