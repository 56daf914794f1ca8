import { t } from '@vscode/l10n';
import { LeakLensError } from '../../shared/model/errors';
import type { OpenInput } from '../../shared/ports/inputOpener';
import type { SourceAnswer } from '../../shared/ports/profileSource';
import type { WaitingGroups } from '../../shared/ports/processReports';
import type { Run } from '../arguments/command';
import { withInput } from './loadProfile';

/**
 * Goroutines of a service, with states, ages and creators below `dumpLimit` of them; or of a file in any of pprof's forms.
 * @throws UsageError, LeakLensError
 */
export async function loadGoroutines(run: Run, dumpLimit: number): Promise<WaitingGroups> {
  return withInput(run, run.line.argument(0), async (input) =>
    input.kind === 'endpoint' ? askService(run, input, dumpLimit) : readAny(run, await input.read('', run.signal)),
  );
}

/** The profile first: it is cheap at any size, and tells how dear the dump would be. */
async function askService(run: Run, input: OpenInput, dumpLimit: number): Promise<WaitingGroups> {
  const { parts, progress, signal } = run;
  progress.show(t('counting the goroutines of {0}', input.subject));
  const answer = await input.read('goroutine', signal);
  const profile = parts.decoder.profile(answer.bytes, answer.url);
  if (parts.analyser.goroutineCount(profile) >= dumpLimit) return parts.processReports.goroutineProfile(profile);
  progress.show(t('reading the goroutines of {0}', input.subject));
  const dump = await input.read('goroutine?debug=2', signal);
  return parts.processReports.goroutines(parts.decoder.goroutineDump(dump.bytes, dump.url));
}

/** Text tells more than a profile, so it is tried first; what is neither fails with what the profile's decoder says. */
function readAny({ parts }: Run, { bytes, url }: SourceAnswer): WaitingGroups {
  try {
    return parts.processReports.goroutines(parts.decoder.goroutineDump(bytes, url));
  } catch (error) {
    if (!(error instanceof LeakLensError) || error.problem.kind !== 'unreadable') throw error;
  }
  const profile = parts.decoder.profile(bytes, url);
  const type = profile.sampleTypes[0]?.type;
  if (type === 'goroutine' || type === 'goroutineleak') return parts.processReports.goroutineProfile(profile);
  const detail = `expected goroutines, found a profile of ${type ?? 'nothing'}`;
  throw new LeakLensError({ kind: 'unreadable', subject: url, detail });
}
