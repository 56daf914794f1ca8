// The counts of a run, for whoever did not watch it.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface HostResults {
  readonly passed: number;
  readonly failed: number;
  /** Skipped tests, which count as neither. */
  readonly pending: number;
  readonly failures: readonly { readonly title: string; readonly message: string }[];
}

const noResults: HostResults = { passed: 0, failed: 0, pending: 0, failures: [] };

export function addResults(one: HostResults, other: HostResults): HostResults {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    pending: one.pending + other.pending,
    failures: [...one.failures, ...other.failures],
  };
}

/** The file that the launcher named; nobody named one when the suite was started from an editor. */
function resultsFile(): string | undefined {
  return process.env['LEAKLENS_TEST_RESULTS'];
}

/** What the earlier extension hosts of this run have written: those of another window, and those before a reload. */
export async function readResults(): Promise<HostResults> {
  const file = resultsFile();
  return file && existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as HostResults) : noResults;
}

export async function writeResults(results: HostResults): Promise<void> {
  const file = resultsFile();
  if (!file) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);
}
