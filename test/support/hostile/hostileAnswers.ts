import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hostileProfile, type HostileFrame } from './hostileProfile';

/** Bodies by what is asked: `heap`, `goroutine`, `dump` (goroutine?debug=2), `variables` (/debug/vars); what is missing is an ordinary service's. */
export type HostileBodies = Partial<Record<'heap' | 'goroutine' | 'dump' | 'variables', Uint8Array>>;

/** @param folder of a workspace that holds `main.go` of package main */
export type HostileAnswer = (folder: string) => HostileBodies;

const parked: readonly HostileFrame[] = [
  { name: 'runtime.gopark', file: '/usr/local/go/src/runtime/proc.go', line: 402 },
  { name: 'runtime.chanrecv1', file: '/usr/local/go/src/runtime/chan.go', line: 442 },
];

function waiting(count: number, at: (nth: number) => HostileFrame): Uint8Array {
  return hostileProfile(
    'goroutine',
    Array.from({ length: count }, (_, nth) => [...parked, at(nth)]),
  );
}

function holding(count: number, at: (nth: number) => HostileFrame): Uint8Array {
  return hostileProfile(
    'heap',
    Array.from({ length: count }, (_, nth) => [at(nth)]),
  );
}

const letter = (nth: number) => String.fromCharCode(97 + (nth % 26));
const mainLine = (folder: string) => (nth: number) => ({
  name: 'main.main',
  file: join(folder, 'main.go'),
  line: nth + 1,
});

/** What a service can answer to keep whoever asks busy, by what is wrong with it. */
export const hostileAnswers: Readonly<Record<string, HostileAnswer>> = {
  'strings of nothing, packed a thousand times smaller': () => ({
    heap: gzipSync(Buffer.alloc(60_000_000, Uint8Array.of(0x32, 0))),
  }),
  'more than is allowed, in a field that nobody knows': () => ({
    heap: gzipSync(
      Buffer.concat([Uint8Array.of(0x0a, 0, 0x9a, 0x06, 0x80, 0x80, 0x80, 0x80, 1), Buffer.alloc(2 ** 28)]),
    ),
  }),
  'as much as is allowed, and no profile': () => ({ heap: Buffer.alloc(64_000_000, Uint8Array.of(0x32, 0)) }),
  'goroutines on every line of a file': (folder) => ({
    goroutine: waiting(60_000, mainLine(folder)),
    heap: holding(60_000, mainLine(folder)),
  }),
  'a function of its own for each line': (folder) => {
    const at = (nth: number) => ({ ...mainLine(folder)(nth), name: `main.f${nth}` });
    return { goroutine: waiting(60_000, at), heap: holding(60_000, at) };
  },
  'files without end': () => ({
    goroutine: waiting(60_000, (nth) => ({ name: `lib${nth}.F`, file: `/src/lib${nth}/file${nth}.go`, line: 1 })),
  }),
  'names of megabytes': (folder) => ({
    goroutine: waiting(10, (nth) => ({ ...mainLine(folder)(nth), name: `main.${letter(nth).repeat(3_000_000)}` })),
  }),
  'paths of megabytes': () => ({
    goroutine: waiting(10, (nth) => ({ name: 'main.x', file: `/${`${letter(nth)}/`.repeat(1_000_000)}x.go`, line: 1 })),
  }),
  'stacks that all differ, in a dump': (folder) => ({
    dump: Buffer.from(
      Array.from(
        { length: 9000 },
        (_, nth) =>
          `goroutine ${nth + 1} [chan receive]:\nmain.f${nth}(...)\n\t${folder}/main.go:${nth + 1} +0x1d\n` +
          `created by main.main in goroutine 1\n\t${folder}/main.go:3 +0x1d\n\n`,
      ).join(''),
    ),
  }),
  'variables that open and never close': () => ({ variables: Buffer.from(`{"a":${'['.repeat(3_000_000)}`) }),
};
