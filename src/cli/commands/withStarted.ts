import { t } from '@vscode/l10n';
import { LeakLensError, toProblem, type Problem, type ProblemKind } from '../../shared/model/errors';
import { printedAddress } from '../../shared/base/addresses/printedUrl';
import type { StartedCommand } from '../../shared/ports/sources/startedCommand';
import type { Run } from '../arguments/command';
import { sourceOptions } from '../arguments/commonOptions';
import { UsageError } from '../base/usageError';

/** A service that is built first takes its time. */
const longestStartMillis = 120_000;
const pauseMillis = 200;

/** What passes while a service comes up. */
const passing: ReadonlySet<ProblemKind> = new Set([
  'refused',
  'unknown-host',
  'network',
  'timeout',
  'cut-off',
  'no-pprof',
  'unreadable',
  'http-status',
]);

/**
 * Where the options name a command that starts the service: runs it, waits until its pprof answers, and ends it with all that it has
 * started when `use` is done, however that ends.
 * @throws UsageError where somebody answers there already, or the command fails; LeakLensError where nobody does in two minutes
 */
export async function withStarted<T>(run: Run, url: string, use: () => Promise<T>): Promise<T> {
  const command = run.line.option('start');
  if (command === null) return use();
  if ((await whyNot(run, url)) === null) {
    throw new UsageError(
      t('Something answers at {0} already: end it first, or leave out --start.', printedAddress(url)),
    );
  }
  const started = run.parts.startCommand(command, run.terminal.workingDirectory);
  try {
    await untilAnswers(run, url, started);
    return await use();
  } finally {
    run.progress.show(t('ending what --start has started'));
    await started.stop();
    run.progress.clear();
  }
}

async function untilAnswers(run: Run, url: string, started: StartedCommand): Promise<void> {
  const { clock } = run.parts;
  const giveUpAt = clock.now() + longestStartMillis;
  run.progress.show(t('waiting for {0}', printedAddress(url)));
  for (;;) {
    const problem = await whyNot(run, url);
    if (problem === null) return;
    const exit = started.exit();
    // One that ends well may have left the service running, as docker compose does.
    if (exit !== null && exit.code !== 0) throw failedStart(exit.failure ?? t('status {0}', String(exit.code)));
    if (!passing.has(problem.kind) || clock.now() > giveUpAt) throw new LeakLensError(problem);
    await new Promise<void>((resolve) => clock.after(pauseMillis, resolve));
  }
}

function failedStart(how: string): UsageError {
  return new UsageError(t('What --start names has ended before pprof answered: {0}.', how));
}

/** Why nothing can be asked there (yet); null where pprof answers. @throws UsageError */
async function whyNot(run: Run, url: string): Promise<Problem | null> {
  const options = await sourceOptions(run);
  try {
    const input = await run.parts.inputs.open(url, options, run.signal);
    input.dispose();
    return null;
  } catch (error) {
    return toProblem(error, printedAddress(url));
  }
}
