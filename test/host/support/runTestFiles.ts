// mocha, started from code: there is no command line inside an extension host.
import { format } from 'node:util';
import type Mocha from 'mocha';
import { hasDriver, print } from './screen/driver';
import type { HostResults } from './results';

/** A file of tests, evaluated by `load`. */
export interface TestFile {
  readonly file: string;
  readonly load: () => Promise<unknown>;
}

/** Long enough for a window to draw on a busy machine; a test that waits for something says for what when it gives up. */
const testMillis = 60_000;

function options(): Mocha.MochaOptions {
  const grep = process.env['LEAKLENS_TEST_GREP'];
  return { ui: 'bdd', reporter: 'spec', timeout: testMillis, color: false, ...(grep ? { grep } : {}) };
}

function runLoaded(mocha: Mocha): Promise<HostResults> {
  return new Promise((resolve) => {
    const failures: { title: string; message: string }[] = [];
    const runner = mocha.run(() => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures.length, pending, failures });
    });
    runner.on('fail', (test, error: Error) => {
      failures.push({ title: test.fullTitle(), message: error.stack ?? error.message });
    });
  });
}

/**
 * Sends what the reporter says to the terminal, in order; returns what to await for the last of it. The console of an
 * extension host would mix it with everything that VS Code has to say.
 */
function reportToTerminal(reporter: typeof Mocha.reporters.Base): () => Promise<void> {
  let said = Promise.resolve();
  reporter.consoleLog = (...values: unknown[]) => {
    const text = `${format(...values)}\n`;
    said = said.then(() => print(text));
  };
  return () => said;
}

/** A file that cannot be loaded counts as a failed test: a suite that lost half of its files must not look well. */
export async function runTestFiles(files: readonly TestFile[]): Promise<HostResults> {
  process.setSourceMapsEnabled(true);
  const { default: MochaSuite } = await import('mocha');
  const mocha = new MochaSuite(options());
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const { file, load } of files) {
    await load().catch((error: unknown) => {
      const fail = () => Promise.reject(error instanceof Error ? error : new Error(String(error)));
      mocha.suite.addTest(new MochaSuite.Test(`${file} can be loaded`, fail));
    });
  }
  const reported = hasDriver() ? reportToTerminal(MochaSuite.reporters.Base) : () => Promise.resolve();
  const results = await runLoaded(mocha);
  await reported();
  return results;
}
