// Prints the last line of a CI run, `N passed, N failed`, for the unit tests and those inside VS Code together. Ends with
// 1 when a test failed, or when one of the suites left no counts: what did not run has not passed.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { hostResultsFile, unitResultsFile } from './paths.ts';
import { closingLine, hostCounts, unitCounts, type TestCounts } from './testCounts.ts';

function read(suite: string, file: string, parse: (text: string) => TestCounts): TestCounts | undefined {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    process.stderr.write(`no counts of the ${suite}: ${String(error)}\n`);
    return undefined;
  }
}

const suites = [
  read('unit tests', unitResultsFile, unitCounts),
  read('tests inside VS Code', hostResultsFile, hostCounts),
];
const counts = suites.filter((suite) => suite !== undefined);
if (counts.length > 0) process.stdout.write(`${closingLine(counts)}\n`);
process.exitCode = counts.length === suites.length && counts.every(({ failed }) => failed === 0) ? 0 : 1;
