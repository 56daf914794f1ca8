import { t } from '@vscode/l10n';
import { LeakLensError } from '../../../shared/model/errors';
import { isRefusal } from '../../../shared/model/target/capabilities';
import type { GoroutineText } from '../../../shared/model/go/goroutine';
import type { Profile } from '../../../shared/model/profile';
import type { OpenInput } from '../../../shared/ports/sources/inputOpener';
import type { SourceAnswer } from '../../../shared/ports/sources/profileSource';
import type { Run } from '../../arguments/command';
import { withInput } from '../../profiles/loadProfile';
import { ofService, shownDumps, type ShownGoroutines } from './shownDumps';

/**
 * Goroutines of a service, with states, ages and creators below `dumpLimit` of them; or of a file in any of pprof's forms.
 * @throws UsageError, LeakLensError
 */
export async function loadGoroutines(run: Run, dumpLimit: number): Promise<ShownGoroutines> {
  return withInput(run, run.line.argument(0), async (input) => {
    if (input.kind === 'endpoint') return askService(run, input, dumpLimit);
    // An archive has counts by stack, and no dump: neither states nor ages nor creators.
    return readAny(run, await input.read(input.kind === 'archive' ? 'goroutine' : '', run.signal));
  });
}

/** The profile first: it is cheap at any size, and tells how dear the dump would be. Where the dump is refused, it is all there is. */
async function askService(run: Run, input: OpenInput, dumpLimit: number): Promise<ShownGoroutines> {
  const { parts, progress, signal } = run;
  progress.show(t('counting the goroutines of {0}', input.subject));
  const answer = await input.read('goroutine', signal);
  // Some handlers write their dump whatever they are asked for.
  if (isDump(answer)) return ofDump(run, answer);
  const profile = parts.decoder.profile(answer.bytes, answer.url);
  if (parts.analyser.goroutineCount(profile) >= dumpLimit)
    return ofService(parts.processReports.goroutineProfile(profile));
  progress.show(t('reading the goroutines of {0}', input.subject));
  try {
    return ofDump(run, await input.read('goroutine?debug=2', signal));
  } catch (error) {
    if (!(error instanceof LeakLensError) || !isRefusal(error.problem)) throw error;
    return ofService(parts.processReports.goroutineProfile(profile), error.problem);
  }
}

function isDump({ bytes }: SourceAnswer): boolean {
  return /^goroutine \d+ /.test(Buffer.from(bytes.subarray(0, 40)).toString('latin1'));
}

function ofDump({ parts }: Run, { bytes, url }: SourceAnswer): ShownGoroutines {
  return ofService(parts.processReports.goroutines(parts.decoder.goroutineDump(bytes, url)));
}

/** A profile is told by its first bytes; what is neither that nor a text with goroutines fails with what this command reads. */
function readAny(run: Run, { bytes, url }: SourceAnswer): ShownGoroutines {
  const { processReports } = run.parts;
  const text = goroutineText(run, bytes, url);
  if (!(text instanceof LeakLensError)) return shownDumps(run, text);
  const profile = profileOf(run, bytes, url);
  if (profile === null) throw text;
  const type = profile.sampleTypes[0]?.type;
  if (type === 'goroutine' || type === 'goroutineleak') return ofService(processReports.goroutineProfile(profile));
  const detail = `expected goroutines, found a profile of ${type ?? 'nothing'}`;
  throw new LeakLensError({ kind: 'unreadable', subject: url, detail });
}

/** What is no text of goroutines is answered as the problem it is: it may still be a profile. */
function goroutineText({ parts }: Run, bytes: Uint8Array, url: string): GoroutineText | LeakLensError {
  try {
    return parts.decoder.goroutineText(bytes, url);
  } catch (error) {
    if (error instanceof LeakLensError && error.problem.kind === 'unreadable') return error;
    throw error;
  }
}

/** Null for what is no profile either. */
function profileOf({ parts }: Run, bytes: Uint8Array, url: string): Profile | null {
  try {
    return parts.decoder.profile(bytes, url);
  } catch (error) {
    if (error instanceof LeakLensError && error.problem.kind === 'unreadable') return null;
    throw error;
  }
}
