// Where the scripts find the parts of the repository, and where they leave what they make. All of it is absolute.
import { resolve } from 'node:path';

export const repositoryRoot = resolve(import.meta.dirname, '../..');

/** Downloads that later runs reuse; @vscode/test-electron keeps its VS Code here too. Ignored by git. */
export const downloadsFolder = resolve(repositoryRoot, '.vscode-test');

/** What a test run leaves behind for people and for CI to read. Ignored by git. */
export const outputFolder = resolve(repositoryRoot, '.test-out');

export const screenshotsFolder = resolve(outputFolder, 'screenshots');

/** Written by the suite inside VS Code: `{ passed, failed, pending, failures }`. */
export const hostResultsFile = resolve(outputFolder, 'host-results.json');

/** Everything that VS Code said during the last run of the tests in it. */
export const hostLogFile = resolve(outputFolder, 'vscode.log');

/** Everything that VS Code said while a picture of the demo was taken. */
export const demoLogFile = resolve(outputFolder, 'demo.log');

/** Written by vitest's json reporter: `{ numPassedTests, numFailedTests, success, … }`. */
export const unitResultsFile = resolve(outputFolder, 'unit-results.json');
