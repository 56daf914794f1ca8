import { LeakLensError } from '../../shared/model/errors';
import type { Profile } from '../../shared/model/profile';
import type { GoroutineDump } from '../../shared/model/go/goroutine';
import type { GoDecoder } from '../../shared/ports/decoder';
import { dumpProfile } from './goroutines/dumpProfile';

/** What a file is opened as. */
export interface OpenedFile {
  readonly profile: Profile;
  /** The goroutines, where the file tells of each of them, and not how many have each stack alone; else null. */
  readonly dump: GoroutineDump | null;
}

/**
 * Whatever a person opens as a profile: any format that pprof reads, goroutines as a dump or a crash has them, and the newest profile or
 * dump of a log. @throws LeakLensError that says what the bytes are instead
 */
export function openedProfile(decoder: GoDecoder, bytes: Uint8Array, subject: string): OpenedFile {
  const dump = beginsWithDump(bytes) ? newestDump(decoder, bytes, subject) : null;
  if (dump !== null) return dump;
  const plain = unlessUnreadable(() => decoder.profile(bytes, subject));
  if (!(plain instanceof LeakLensError)) return { profile: plain, dump: null };
  const logged = unlessUnreadable(() => decoder.loggedProfiles(bytes, subject));
  if (!(logged instanceof LeakLensError) && logged.length > 0) {
    return { profile: onlyService(logged, subject).at(-1)?.profile ?? failed(plain), dump: null };
  }
  return newestDump(decoder, bytes, subject) ?? failed(plain);
}

/** As services and crashes write them: looking for profiles of a log in 100,000 goroutines takes longer than reading these. */
function beginsWithDump(bytes: Uint8Array): boolean {
  return /^goroutine \d+ \[/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 40)));
}

/** Null where there is none. */
function newestDump(decoder: GoDecoder, bytes: Uint8Array, subject: string): OpenedFile | null {
  const text = unlessUnreadable(() => decoder.goroutineText(bytes, subject));
  if (text instanceof LeakLensError) return null;
  const last = onlyService(text.dumps, subject).at(-1);
  return last === undefined ? null : { profile: dumpProfile(last.dump), dump: last.dump };
}

function unlessUnreadable<T>(read: () => T): T | LeakLensError {
  try {
    return read();
  } catch (error) {
    if (error instanceof LeakLensError && error.problem.kind === 'unreadable') return error;
    throw error;
  }
}

/** Which of several services is meant, only a person can tell. */
function onlyService<T extends { readonly service: string }>(found: readonly T[], subject: string): readonly T[] {
  const services = [...new Set(found.map(({ service }) => service))];
  if (services.length <= 1) return found;
  const detail = `it holds profiles of ${String(services.length)} services (${services.slice(0, 5).join(', ')}): give one of them`;
  throw new LeakLensError({ kind: 'unreadable', subject, detail });
}

function failed(error: LeakLensError): never {
  throw error;
}
