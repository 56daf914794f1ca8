import { LeakLensError } from '../../shared/model/errors';
import { firstContent, recogniseFormat } from './formats';
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
  ['a zip archive', 'PK\x03\x04'],
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
  [/^heap_v2\/\d+$/, 'a jemalloc heap profile (convert it with jeprof)'],
  [/^--- symbol$/, "a symbolised profile of gperftools' pprof --raw"],
  [/^(gc ?\d+|scvg)/, 'garbage collector traces of GODEBUG=gctrace=1'],
  [/^=erl_crash_dump/, 'an Erlang crash dump'],
  [/^File: .+$/, 'a report of go tool pprof (-top, -traces …), not the profile it was made of'],
  [/^PeriodType: /, 'a profile printed by go tool pprof -raw'],
  [/^[^\s;]+;[^\s;]/, 'folded stacks'],
  [/^(Unknown profile|404 page not found)/, 'an error of the service'],
  [/^[[{]/, 'JSON'],
];

/** A binary file of another kind, by its first bytes; null when nothing is known to begin so. */
export function findBinary(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, magicBytes)).toString('latin1');
  return binaries.find(([, ...openings]) => openings.some((opening) => head.startsWith(opening)))?.[0] ?? null;
}

/** The error for bytes that no parser takes: what they look like, or what stands at their beginning. */
export function unrecognised(bytes: Uint8Array, subject: string, expected: string): LeakLensError {
  if (bytes.length === 0) return unreadable(subject, `empty: expected ${expected}`);
  if (recogniseFormat(bytes) === 'html') {
    const detail = `expected ${expected}, found an HTML page`;
    return new LeakLensError({ kind: 'html-instead-of-profile', subject, detail });
  }
  const binary = findBinary(bytes);
  if (binary !== null) return unreadable(subject, `expected ${expected}, found ${binary}`);
  const line = firstContent(bytes);
  const text = texts.find(([opening]) => opening.test(line))?.[1];
  const shown = JSON.stringify(
    decodeText(bytes, 0, Math.min(bytes.length, 1024)).trimStart().slice(0, 80).split('\n')[0],
  );
  return unreadable(subject, `expected ${expected}, found ${text ?? 'text'} which begins with ${shown}`);
}
