import { join } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import { readSecretFile } from '../secrets/readSecretFile';
import { erlangProblem } from './erlangProblem';

/** What opens a node. Whoever has it may do everything with it. */
export interface Cookie {
  readonly value: string;
  /** Where it was found, for errors: a path, or a variable. Never the cookie. */
  readonly from: string;
}

/** The machine that asks. */
export interface CookiePlaces {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
}

/** Of an atom. */
const longestCookie = 255;

/**
 * What was given, else RELEASE_COOKIE (Elixir's releases), else the file that Erlang reads: `~/.erlang.cookie`, and where there is none,
 * `.erlang.cookie` in the configuration folder for `erlang` (auth.erl, since OTP 25). @throws LeakLensError `no-cookie`
 */
export async function findCookie(
  given: string | undefined,
  { environment, homeDirectory }: CookiePlaces,
  subject: string,
): Promise<Cookie> {
  if (given !== undefined) return checked({ value: given, from: 'what was given' }, subject);
  const released = environment['RELEASE_COOKIE']?.trim() ?? '';
  if (released !== '') return checked({ value: released, from: 'RELEASE_COOKIE' }, subject);
  const paths = cookieFiles(environment, homeDirectory);
  for (const path of paths) {
    const value = await fileCookie(path);
    if (value !== null) return checked({ value, from: path }, subject);
  }
  throw erlangProblem('no-cookie', subject, `looked for in RELEASE_COOKIE, ${paths.join(', ')}`);
}

function cookieFiles(environment: CookiePlaces['environment'], home: string): readonly string[] {
  const configured = environment['XDG_CONFIG_HOME'] ?? '';
  const folder = configured === '' ? join(home, '.config') : configured;
  return [join(home, '.erlang.cookie'), join(folder, 'erlang', '.erlang.cookie')];
}

/** Null where there is none. */
async function fileCookie(path: string): Promise<string | null> {
  try {
    return await readSecretFile(path);
  } catch (error) {
    if (error instanceof LeakLensError && error.problem.kind === 'not-found') return null;
    throw error;
  }
}

function checked(cookie: Cookie, subject: string): Cookie {
  const { value, from } = cookie;
  if (/^[\x20-\x7e\xa0-\xff]+$/.test(value) && value.length <= longestCookie) return cookie;
  throw erlangProblem(
    'no-cookie',
    subject,
    `what stands in ${from} is no cookie: it is empty, too long, or no plain text`,
  );
}
