import { LeakLensError } from '../shared/errors';

/** Whatever the types say, a client may send anything for an address. @throws LeakLensError `bad-url` for what is no text */
export function requireAddress(url: unknown): void {
  if (typeof url === 'string') return;
  const subject = url === undefined ? '' : JSON.stringify(url).slice(0, 200);
  throw new LeakLensError({ kind: 'bad-url', subject, detail: 'an address has to be text' });
}
