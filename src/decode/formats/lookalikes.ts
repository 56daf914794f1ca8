import { isPprofIndex, isSvg, pageHeading } from '../../shared/base/webPage';
import { LeakLensError } from '../../shared/model/errors';
import { firstContent, recogniseFormat, type ProfileFormat } from './formats';
import { decodeText } from '../base/textLines';
import { unreadable } from '../base/unreadable';

/** Enough of a binary file to know it by. */
const magicBytes = 16;

/** Binary files that people take for profiles, by how they begin (as Latin-1). */
const binaries: readonly (readonly [what: string, ...openings: string[]])[] = [
  ['a Go execution trace (go tool trace reads it)', 'go 1.'],
  ['a Go heap dump of debug.WriteHeapDump', 'go1.'],
  ['a perf.data file of Linux perf', 'PERFILE2', '2ELIFREP'],
  ['a Java Flight Recorder file', 'FLR\0'],
  ['a Java heap dump (hprof)', 'JAVA PROFILE 1'],
  ['an ELF program or core file', '\x7fELF'],
  ['a program', 'MZ', '\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe'],
  ['a zip archive: unpack it first', 'PK\x03\x04'],
  ['a 7-Zip archive: unpack it first', '7z\xbc\xaf\x27\x1c'],
  ['a picture', '\x89PNG', '\xff\xd8\xff', 'GIF8'],
  ['a PDF file', '%PDF-'],
  ['an xz archive: unpack it first', '\xfd7zXZ\0'],
  ['a bzip2 archive: unpack it first', 'BZh'],
  ['a zstd archive: unpack it first', '\x28\xb5\x2f\xfd'],
  ['a zlib stream, where pprof uses gzip', 'x\x01', 'x\x5e', 'x\x9c', 'x\xda'],
  ['UTF-16 text: save it as UTF-8', '\xff\xfe', '\xfe\xff'],
];

/** Texts that people take for profiles, by the first line that says something. */
const texts: readonly (readonly [opening: RegExp, what: string])[] = [
  [/^goroutine \d+ /, 'a goroutine dump (goroutine?debug=2), which is no profile: read it as goroutines'],
  [/^(panic|fatal error|SIG[A-Z]+): /, 'the output of a crash: read it as goroutines'],
  [/^--- symbol$/, "a symbolised profile of gperftools' pprof --raw"],
  [/^(gc ?\d+|scvg)/, 'garbage collector traces of GODEBUG=gctrace=1'],
  [/^=erl_crash_dump/, 'an Erlang crash dump'],
  [/^File: .+$/, 'a report of go tool pprof (-top, -traces …), not the profile it was made of'],
  [/^PeriodType: /, 'a profile printed by go tool pprof -raw'],
  [/^[^\s;]+;[^\s;]/, 'folded stacks'],
  [/^(Unknown profile|404 page not found)/, 'an error of the service'],
  [/^[[{]/, 'JSON'],
];

/** A tar archive has its mark behind the first name (POSIX.1, pax: the field `magic`). */
const tarMark = { at: 257, text: 'ustar', nameBytes: 100 } as const;

/** A binary file of another kind, by its first bytes; null when nothing is known to begin so. */
export function findBinary(bytes: Uint8Array): string | null {
  if (isTar(bytes))
    return `a tar archive: unpack it first, and give one of its files (the first is “${tarName(bytes)}”)`;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, magicBytes)).toString('latin1');
  return binaries.find(([, ...openings]) => openings.some((opening) => head.startsWith(opening)))?.[0] ?? null;
}

/** The error for bytes that no parser takes: what they look like, or what stands at their beginning. */
export function unrecognised(bytes: Uint8Array, subject: string, expected: string): LeakLensError {
  if (bytes.length === 0) return unreadable(subject, `empty: expected ${expected}`);
  if (recogniseFormat(bytes) === 'html') return pageFound(bytes, subject, expected);
  const binary = findBinary(bytes);
  if (binary !== null) return unreadable(subject, `expected ${expected}, found ${binary}`);
  return unreadable(subject, `expected ${expected}, found ${looksLike(bytes)}`);
}

/** What bytes are, where that is known, with their beginning where it is text. */
function looksLike(bytes: Uint8Array): string {
  const known = formatWords[recogniseFormat(bytes)];
  if (known !== null) return known;
  const line = firstContent(bytes);
  const text = texts.find(([opening]) => opening.test(line))?.[1];
  const shown = JSON.stringify(
    decodeText(bytes, 0, Math.min(bytes.length, 1024)).trimStart().slice(0, 80).split('\n')[0],
  );
  return `${text ?? 'text'} which begins with ${shown}`;
}

/** Whether a text is of a kind that is known, and no log. */
export function looksLikeOther(bytes: Uint8Array): boolean {
  const line = firstContent(bytes);
  return bytes.length === 0 || findBinary(bytes) !== null || texts.some(([opening]) => opening.test(line));
}

/** What a command that reads something else is told it got; null for what is told by its lines. */
const formatWords: Readonly<Record<ProfileFormat, string | null>> = {
  'profile-proto': 'binary data, as of a profile (top, stacks and list read those)',
  'heap-text': 'a heap profile as text (top, stacks and list read those)',
  'jemalloc-text': 'a heap profile of jemalloc (top and stacks read those)',
  'count-text': 'a profile that counts stacks as text (goroutine?debug=1 and the like)',
  'contention-text': 'a profile of contention as text (block?debug=1, mutex?debug=1)',
  'thread-text': 'a profile of threads as text',
  'java-text': 'a profile of Java as text',
  'cpu-words': 'a CPU profile of gperftools',
  html: null,
  text: null,
};

/** Enough of a page to know it by. */
const pageBytes = 16 * 1024;

/** Where a profile should be: the index of pprof, the page of an application or a login, or a picture made of a profile. */
function pageFound(bytes: Uint8Array, subject: string, expected: string): LeakLensError {
  const text = decodeText(bytes, 0, Math.min(bytes.length, pageBytes));
  if (isSvg(text)) {
    return unreadable(subject, `expected ${expected}, found an SVG picture, not the profile that it was drawn from`);
  }
  if (isPprofIndex(text)) {
    const detail = `expected ${expected}, found an index page of pprof`;
    return new LeakLensError({ kind: 'html-instead-of-profile', subject, detail });
  }
  const heading = pageHeading(text);
  return unreadable(subject, `expected ${expected}, found a web page${heading === '' ? '' : `, “${heading}”`}`);
}

/** Whether bytes are an archive of tar. */
export function isTar(bytes: Uint8Array): boolean {
  const { at, text } = tarMark;
  return decodeText(bytes, Math.min(at, bytes.length), Math.min(at + text.length, bytes.length)) === text;
}

function tarName(bytes: Uint8Array): string {
  const [name = ''] = decodeText(bytes, 0, tarMark.nameBytes).split('\0');
  return name;
}
