import { LeakLensError } from '../../shared/model/errors';
import type { Profile } from '../../shared/model/profile';
import type { GoDecoder } from '../../shared/ports/decoder';
import { dumpProfile } from './goroutines/dumpProfile';

/**
 * Whatever a person opens as a profile: any format that pprof reads, goroutines as a dump or a crash has them, and the newest profile or
 * dump of a log. @throws LeakLensError that says what the bytes are instead
 */
export function openedProfile(decoder: GoDecoder, bytes: Uint8Array, subject: string): Profile {
  const plain = unlessUnreadable(() => decoder.profile(bytes, subject));
  if (!(plain instanceof LeakLensError)) return plain;
  const logged = unlessUnreadable(() => decoder.loggedProfiles(bytes, subject));
  if (!(logged instanceof LeakLensError) && logged.length > 0) {
    return onlyService(logged, subject).at(-1)?.profile ?? failed(plain);
  }
  const text = unlessUnreadable(() => decoder.goroutineText(bytes, subject));
  if (text instanceof LeakLensError) throw plain;
  const last = onlyService(text.dumps, subject).at(-1);
  return last === undefined ? failed(plain) : dumpProfile(last.dump);
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
