import { LeakLensError } from '../../shared/model/errors';

/**
 * What the file system answered, typed: a missing file is `not-found`, anything else `store`. Typed errors pass
 * unchanged.
 */
export function storeError(thrown: unknown, path: string): LeakLensError {
  if (thrown instanceof LeakLensError) return thrown;
  const code = errorCode(thrown);
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new LeakLensError({ kind: isMissing(code) ? 'not-found' : 'store', subject: path, detail }, thrown);
}

/** What the file system answered to who wants to write: always `store`. */
export function writeError(thrown: unknown, path: string): LeakLensError {
  if (thrown instanceof LeakLensError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  // "ENOTDIR: not a directory, mkdir '/file/soak'": the call and its path say nothing to a person.
  const reason = message.replace(/^(E[A-Z]+: [^,]+), .*$/s, '$1');
  const detail = errorCode(thrown) === 'ENOENT' ? 'ENOENT: no folder can be made there' : reason;
  return new LeakLensError({ kind: 'store', subject: path, detail }, thrown);
}

/** The system's code, such as `ENOENT`; empty when there is none. */
export function errorCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}

/** Nothing at this path, also because a part of it is no folder. */
export function isMissing(code: string): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}
