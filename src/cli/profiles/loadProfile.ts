import { t } from '@vscode/l10n';
import type { OpenInput, PickedMoment } from '../../shared/ports/sources/inputOpener';
import { LeakLensError } from '../../shared/model/errors';
import type { Peeled } from '../../shared/model/peeled';
import type { Profile } from '../../shared/model/profile';
import { cutText, longestSentence } from '../../shared/base/said/cutText';
import { terminalText } from '../../shared/base/said/terminalText';
import type { LoggedProfile } from '../../shared/ports/decoder';
import type { SourceAnswer } from '../../shared/ports/sources/profileSource';
import { peeledJson, peeledText } from '../text/peeledText';
import type { ProfileRun } from '../arguments/command';
import { sourceOptions } from '../arguments/commonOptions';
import { UsageError } from '../base/usageError';

export interface LoadedProfile {
  readonly profile: Profile;
  /** What messages call it: a URL without credentials, a path, `standard input`. */
  readonly subject: string;
  /** Null where nothing stood around it. */
  readonly taken: Taken | null;
}

/** What a profile was taken out of. */
export interface Taken {
  readonly words: string;
  /** Null for a profile of an archive. */
  readonly peeled: Peeled | null;
}

/** The profile that SOURCE names, as the options have it. @throws UsageError, LeakLensError */
export async function loadProfile(run: ProfileRun, source: string): Promise<LoadedProfile> {
  const seconds = run.line.option('seconds') === null ? 0 : run.line.positive('seconds', 0);
  const type = profileType(run.line.option('type') ?? 'heap');
  const path = seconds === 0 ? type : `${type}?seconds=${String(seconds)}`;
  if (await run.parts.heapDumps.isDump(source)) return ofHeapDump(run, source);
  return withInput(run, source, async (input) => {
    const { progress, signal, parts } = run;
    progress.show(seconds === 0 ? t('reading {0}', input.subject) : t('{0} records for {1} s', input.subject, seconds));
    const parted = input.inParts?.(signal) ?? null;
    const large = parted === null ? null : await parts.profileInParts(parted, input.subject);
    if (large !== null) return { profile: await placed(run, large), subject: input.subject, taken: null };
    const answer = await input.read(path, signal);
    progress.show(t('decoding {0}', answer.url));
    const plain = { subject: answer.url, taken: null };
    // What a service answers is read as it is; what a person names may stand in a log.
    if (input.kind === 'endpoint') return { profile: parts.decoder.profile(answer.bytes, answer.url), ...plain };
    if (answer.picked !== undefined) return ofArchive(run, answer, answer.picked);
    const read = readOrProblem(run, answer);
    if (read instanceof LeakLensError) return ofLog(run, answer, read);
    return { profile: await placed(run, read), ...plain };
  });
}

/** Of a heap dump there is no telling what it holds before all of it is read, and no room for all of it. */
async function ofHeapDump({ parts, progress, signal, terminal }: ProfileRun, source: string): Promise<LoadedProfile> {
  progress.show(t('reading {0}', source));
  const read = await parts.heapDumps.read(source, null, signal);
  const { profileOfDump } = await parts.sources();
  return { profile: await profileOfDump(read, [terminal.workingDirectory]), subject: source, taken: null };
}

/** What tells who holds what names declarations, which are looked for here. */
async function placed({ parts, terminal }: ProfileRun, profile: Profile): Promise<Profile> {
  if (!parts.isRetention(profile)) return profile;
  const { placeRetained } = await parts.sources();
  return placeRetained(profile, [terminal.workingDirectory]);
}

/** One profile of one replica: what adds up to twice the number that the archive itself tells is a sum of several. */
function ofArchive({ parts }: ProfileRun, { bytes, url }: SourceAnswer, picked: PickedMoment): LoadedProfile {
  const profile = parts.decoder.profile(bytes, url);
  const { values } = profile.samples;
  const sum = profile.sampleTypes.length === 1 ? values.reduce((all, value) => all + value, 0) : picked.expected;
  if (picked.expected > 0 && sum > picked.expected * sumsFrom) {
    const detail = `${String(sum)} where ${String(picked.expected)} was scraped`;
    throw new LeakLensError({ kind: 'archive', subject: url, detail, archive: 'summed' });
  }
  const at = new Date(picked.atMillis).toISOString();
  const words =
    picked.of > 1
      ? t('{0}, the one of {1} replicas that has most, as it was at {2}', picked.replica, picked.of, at)
      : t('{0}, as it was at {1}', picked.replica, at);
  return { profile, subject: url, taken: { words, peeled: null } };
}

/** Numbers and profiles are rounded, and never by so much. */
const sumsFrom = 1.5;

function readOrProblem({ parts }: ProfileRun, { bytes, url }: SourceAnswer): Profile | LeakLensError {
  try {
    return parts.decoder.profile(bytes, url);
  } catch (error) {
    if (error instanceof LeakLensError && error.problem.kind === 'unreadable') return error;
    throw error;
  }
}

/** @param problem why it is no profile by itself */
function ofLog(run: ProfileRun, { bytes, url }: SourceAnswer, problem: LeakLensError): LoadedProfile {
  const found = loggedOrNone(run, bytes, url);
  const [first, ...others] = found;
  if (first === undefined) throw problem;
  if (others.length > 0) {
    const services = found.map(({ service }) => service).join(', ');
    const detail = `it holds profiles of ${found.length} services (${services}): give one of them`;
    throw new LeakLensError({ kind: 'unreadable', subject: url, detail: cutText(detail, longestSentence) });
  }
  const words = [peeledText(first.peeled), first.count > 1 ? t('the last of {0} profiles', first.count) : null];
  const said = words.filter((word) => word !== null).join(', ');
  const taken = { words: said === '' ? t('a text around it') : said, peeled: first.peeled };
  return { profile: first.profile, subject: url, taken };
}

/** A text that is cut in the middle of a record is no profile either. */
function loggedOrNone({ parts }: ProfileRun, bytes: Uint8Array, url: string): readonly LoggedProfile[] {
  try {
    return parts.decoder.loggedProfiles(bytes, url);
  } catch (error) {
    if (error instanceof LeakLensError && error.problem.kind === 'unreadable') return [];
    throw error;
  }
}

/** The lines of a report, with what its profile was taken out of above them. */
export function* withTaken(taken: Taken | null, lines: Iterable<string>): Generator<string> {
  if (taken !== null) yield t('Taken out of: {0}', terminalText(taken.words, longestSentence));
  yield* lines;
}

/** The same as the field `peeled` of a report in JSON. */
export function takenJson(taken: Taken | null): object | null {
  if (taken === null) return null;
  return taken.peeled === null ? { words: taken.words } : peeledJson(taken.words, taken.peeled);
}

/** Opens SOURCE, and lets go of it in the end. */
export async function withInput<T>(run: ProfileRun, source: string, use: (input: OpenInput) => Promise<T>): Promise<T> {
  run.progress.show(t('opening {0}', withoutCredentials(source)));
  const input = await run.parts.inputs.open(source, await sourceOptions(run), run.signal);
  try {
    return await use(input);
  } finally {
    input.dispose();
  }
}

/** Profile names may hold slashes (pprof.NewProfile advises an import path), but lead nowhere else. */
function profileType(name: string): string {
  const isName = /^[\w.~-]+(?:\/[\w.~-]+)*$/.test(name) && !/(?:^|\/)\.\.?(?:\/|$)/.test(name);
  if (!isName) throw new UsageError(t('--type takes the name of a profile, such as heap, not “{0}”.', name));
  return name;
}

/** What a person typed may hold a password. */
function withoutCredentials(source: string): string {
  return source.replace(/^(.*:\/\/)?.*@/s, '$1');
}
