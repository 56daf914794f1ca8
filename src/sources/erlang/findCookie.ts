import { join } from 'node:path';
import { readStart } from '../../disk/readStart';
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

/** What a person said of it. */
export interface GivenCookie {
  readonly cookie?: string;
  /** Path of a file that holds it, or the arguments of a node. */
  readonly cookieFile?: string;
}

/** Larger files are no arguments of a node. */
const mostFileBytes = 64 * 1024;

/**
 * What was given, else what stands in the file that was named, else RELEASE_COOKIE (Elixir's releases), else the file that Erlang reads: `~/.erlang.cookie`, and where there is none,
 * `.erlang.cookie` in the configuration folder for `erlang` (auth.erl, since OTP 25). @throws LeakLensError `no-cookie`
 */
export async function findCookie(
  given: GivenCookie,
  { environment, homeDirectory }: CookiePlaces,
  subject: string,
): Promise<Cookie> {
  const { cookie, cookieFile } = given;
  if (cookie !== undefined) return checked({ value: cookie, from: 'what was given' }, subject);
  if (cookieFile !== undefined) return checked(await namedCookie(cookieFile, subject), subject);
  const released = environment['RELEASE_COOKIE']?.trim() ?? '';
  if (released !== '') return checked({ value: released, from: 'RELEASE_COOKIE' }, subject);
  const paths = cookieFiles(environment, homeDirectory);
  for (const path of paths) {
    const value = await fileCookie(path);
    if (value !== null) return checked({ value, from: path }, subject);
  }
  throw erlangProblem('no-cookie', subject, `looked for in RELEASE_COOKIE, ${paths.join(', ')}`);
}

/** `-setcookie NAME` of `vm.args`, else the first line. @throws LeakLensError `no-cookie` */
async function namedCookie(path: string, subject: string): Promise<Cookie> {
  const text = await fileText(path, subject);
  const [, argument] = /^[^#\n]*-setcookie\s+(?:\S+@\S+\s+)?["']?([^\s"']+)/m.exec(text) ?? [];
  const value = argument ?? text.trimStart().split(/\r?\n/)[0]?.trim() ?? '';
  // What a release puts in when it starts.
  if (!value.startsWith('${')) return { value, from: path };
  throw erlangProblem('no-cookie', subject, `${path} leaves it to a variable of the environment`);
}

async function fileText(path: string, subject: string): Promise<string> {
  try {
    return (await readStart(path, mostFileBytes)).toString('latin1');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be opened';
    throw erlangProblem('no-cookie', subject, `${path}: ${code === 'ENOENT' ? 'there is no such file' : code}`, error);
  }
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
