import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import type { Profile } from '../../../src/shared/model/profile';
import { encodeCpuProfile } from '../../support/cpuWords';
import { problemOf, readFixture } from '../../support/profiles/decodeFixtures';
import { cpuProfiles, legacyProfiles } from '../../support/profiles/legacyProfiles';
import { profileContent } from '../../support/profiles/profileContent';

const decoder = createGoDecoder();
const read = (text: string): Profile => decoder.profile(new TextEncoder().encode(text), 'profile');

/** Values of all samples together, as `name/unit sum`. */
function totals(profile: Profile): string {
  const { samples } = profileContent(profile);
  const sum = (column: number) => samples.reduce((total, { values }) => total + values[column]!, 0n);
  return profile.sampleTypes.map(({ type, unit }, column) => `${type}/${unit} ${sum(column)}`).join(', ');
}

/** Leaf first: names where there are any, else addresses. */
function stacks(profile: Profile): string[][] {
  const { samples, locations } = profileContent(profile);
  return samples.map(({ stack }) =>
    stack.flatMap((row) => {
      const { lines, address } = locations[row]!;
      return lines.length > 0 ? lines : [`0x${address!.toString(16)}`];
    }),
  );
}

/** Samples and totals as `go tool pprof -raw` prints them. pprofOracle.test.ts compares all else, where Go is installed. */
const printed: readonly (readonly [name: string, samples: number, totals: string])[] = [
  [
    'heap, four columns',
    4,
    'alloc_objects/count 105482, alloc_space/bytes 11176344, inuse_objects/count -13311, inuse_space/bytes 1737688',
  ],
  ['heap, two columns', 2, 'objects/count 4098, space/bytes 4196352'],
  [
    'heap without a rate',
    4,
    'alloc_objects/count 20, alloc_space/bytes 1052928, inuse_objects/count 2, inuse_space/bytes 1049984',
  ],
  [
    'heap that counts everything',
    4,
    'alloc_objects/count 20, alloc_space/bytes 1052928, inuse_objects/count 2, inuse_space/bytes 1049984',
  ],
  [
    'heap_v2',
    4,
    'alloc_objects/count 105482, alloc_space/bytes 11176344, inuse_objects/count -13311, inuse_space/bytes 1737688',
  ],
  [
    'heapz_v2',
    4,
    'alloc_objects/count 216, alloc_space/bytes 1070359, inuse_objects/count -25, inuse_space/bytes 1050367',
  ],
  [
    'heapprofile',
    4,
    'alloc_objects/count 20, alloc_space/bytes 1052928, inuse_objects/count 2, inuse_space/bytes 1049984',
  ],
  ['growthz', 4, 'objects/count 2, space/bytes 1049984'],
  ['growth', 4, 'objects/count 2, space/bytes 1049984'],
  ['fragmentationz', 4, 'objects/count 2, space/bytes 1049984'],
  [
    'heap with numbers beyond 2^53',
    4,
    'alloc_objects/count 105482, alloc_space/bytes 9007199264704640, inuse_objects/count -13311, inuse_space/bytes 9007199255265984',
  ],
  ['goroutine', 2, 'goroutine/count 5'],
  ['custom count', 1, 'example.com/shop/open/count 1'],
  ['contention', 2, 'contentions/count 3, delay/nanoseconds 7473'],
  ['mutex', 1, 'contentions/count 10, delay/nanoseconds 37353'],
  ['contentionz of C++', 2, 'contentions/count 2800, delay/nanoseconds 608905716'],
  ['contentionz without a clock', 1, 'contentions/count 2, delay/nanoseconds 19395'],
  ['threadz', 2, 'thread/count 3'],
  ['threadz without its heading', 2, 'thread/count 3'],
  ['heapz of Java', 3, 'inuse_objects/count 43717, inuse_space/bytes 11285175'],
  ['contentionz of Java', 2, 'contentions/count 400, delay/microseconds 141300'],
  ['contentionz of Java, all recorded', 2, 'contentions/count 4, delay/microseconds 1413'],
  ['32 bit, little endian', 4, 'samples/count 11, cpu/nanoseconds 110000000'],
  ['32 bit, big endian', 4, 'samples/count 11, cpu/nanoseconds 110000000'],
  ['64 bit, little endian', 4, 'samples/count 11, cpu/nanoseconds 110000000'],
  ['64 bit, big endian', 4, 'samples/count 11, cpu/nanoseconds 110000000'],
  ['addresses beyond 2^53', 5, 'samples/count 12, cpu/nanoseconds 120000000'],
  ['frames of a signal handler', 41, 'samples/count 41, cpu/nanoseconds 410000000'],
  ['a single sample', 1, 'samples/count 7, cpu/nanoseconds 70000000'],
  ['no samples', 0, 'samples/count 0, cpu/nanoseconds 0'],
  ['no end mark', 4, 'samples/count 11, cpu/nanoseconds 110000000'],
  ['Java', 2, 'samples/count 5, cpu/nanoseconds 50000000'],
];

describe('an older format', () => {
  it.each(printed)('has the samples and totals that pprof prints: %s', (name, samples, expected) => {
    const profile = decoder.profile((legacyProfiles.get(name) ?? cpuProfiles.get(name))!, name);
    expect([profile.samples.count, totals(profile)]).toEqual([samples, expected]);
  });

  it('is told by its content, packed or not, with Windows line ends or a byte order mark', () => {
    const text = new TextDecoder().decode(legacyProfiles.get('heap, four columns'));
    const expected = profileContent(read(text));
    expect(profileContent(decoder.profile(gzipSync(text), 'profile'))).toEqual(expected);
    expect(profileContent(read(text.replaceAll('\n', '\r\n')))).toEqual(expected);
    expect(profileContent(read(`\ufeff${text}`))).toEqual(expected);
    const escaped = text.replace('\n', '\n# \x1b[1mbold\x1b[0m\n');
    expect(profileContent(read(escaped))).toEqual(expected);
  });

  it('has the executable mappings of the process, with what pprof corrects in them', () => {
    const mapped = (name: string) => {
      const { mappings, locations } = decoder.profile(legacyProfiles.get(name)!, name);
      return {
        files: mappings.map(({ memoryStart, memoryLimit, fileOffset, file, buildId }) =>
          [memoryStart.toString(16), memoryLimit.toString(16), fileOffset.toString(16), file, buildId].join(' ').trim(),
        ),
        rows: [...locations.mappings],
      };
    };
    // The main binary goes first, and its two parts are one.
    expect(mapped('heap, four columns')).toEqual({
      files: [
        '400000 600000 0 /usr/bin/server',
        '7f0000000000 7f0000100000 0 /lib/x86_64-linux-gnu/libc-2.31.so',
        '7ffd00000000 7ffd00001000 0 [vdso]',
      ],
      rows: [1, 1, 2, 1, 1],
    });
    // A variable, a log prefix, an offset with a build id; an address that is nowhere gets a mapping of everything.
    expect(mapped('heap_v2')).toEqual({
      files: [
        '400000 4a0000 1000 /export/bin/server 0123abcd',
        '40000000 40015000 0 /lib/ld-2.3.2.so',
        '4a0000 4b0000 0 /usr/lib/libz.so.1',
        '0 ffffffffffffffff 0',
      ],
      rows: [1, 1, 4, 1, 1],
    });
    expect(mapped('heapz of Java').rows).toEqual([0, 0, 0, 0, 0]);
  });

  it('finds the first part of a mapping that is missing by the offset of the second', () => {
    const text = 'x profile: total 1\n1 @ 0x402001 0x700001\n---\nMAPPED_LIBRARIES:\n  403000-404000: /bin/a (@2000)\n';
    const { mappings, locations } = read(text);
    expect(mappings[0]).toMatchObject({ memoryStart: 0x401000n, memoryLimit: 0x404000n, fileOffset: 0n });
    expect([...locations.mappings]).toEqual([1, 2]);
  });

  it('has the rules of pprof for frames that are left out', () => {
    const rule = (name: string, frame: string) => {
      const { dropFrames, keepFrames } = decoder.profile((legacyProfiles.get(name) ?? cpuProfiles.get(name))!, name);
      const matches = (pattern: string) => pattern !== '' && new RegExp(`^(?:${pattern})$`).test(frame);
      return matches(dropFrames) && !matches(keepFrames);
    };
    for (const frame of [
      ...['malloc', 'calloc', 'cfree', 'free', '__posix_memalign', 'do_memalign', 'pvalloc', 'tc_newarray_nothrow'],
      ...[
        'tc_posix_memalign',
        'tc_valloc',
        'tcmalloc::Allocate',
        'malloc_zone_valloc',
        '::do_malloc_pages',
        'cpp_alloc',
      ],
      ...[
        'operator new[]',
        '__builtin_vec_delete',
        'BaseArena::x',
        'runtime.mallocgc',
        'runtime.gopanic',
        '_M_allocate',
      ],
    ]) {
      expect([frame, rule('heapprofile', frame)]).toEqual([frame, true]);
    }
    for (const frame of ['mallocs', 'runtime.panic', 'runtime.call32', 'runtime.reflectcall', 'main.free', 'xfree']) {
      expect([frame, rule('heapprofile', frame)]).toEqual([frame, false]);
    }
    for (const frame of [
      'Mutex::UnlockSlow',
      'base::Mutex::ReaderUnlock',
      'SpinLock::SlowUnlock',
      '~MutexLock',
      'UnlockX',
    ]) {
      expect([frame, rule('contentionz of C++', frame)]).toEqual([frame, true]);
    }
    expect(rule('contentionz of C++', 'sync.(*Mutex).Unlock')).toBe(false);
    expect(rule('64 bit, little endian', 'ProfileData::prof_handler')).toBe(true);
    expect(rule('goroutine', 'runtime.gopark')).toBe(false);
  });
});

describe('a text of Go', () => {
  const record = '1: 64 [1: 64] @ 0x11 0x21 0x31 0x41\n';
  const heap = (comments: string) => stacks(read(`heap profile: 1: 64 [1: 64] @ heap/2\n${record}${comments}\n`))[0];

  it('names its frames in comments, which pprof skips', () => {
    const comments = '#\t0x20\tmain.alloc+0x4\t\t/src/my app/a.go:7\n#\t0x30\tmain.main+0x1\tC:/b.go:9\n';
    expect(heap(comments)).toEqual(['main.alloc /src/my app/a.go:7', 'main.main C:/b.go:9']);
  });

  it('keeps every address where it has no comments', () => {
    expect(heap('')).toEqual(['0x10', '0x20', '0x30', '0x40']);
    expect(heap('# a remark of somebody\n')).toEqual(['0x10', '0x20', '0x30', '0x40']);
  });

  it('keeps an address that the runtime itself could not name', () => {
    expect(heap('#\t0x20\tmain.alloc+0x4\t/a.go:7\n#\t0x30\n#\t0x40\tmain.main+0x1\t/b.go:9\n')).toEqual([
      'main.alloc /a.go:7',
      '0x30',
      'main.main /b.go:9',
    ]);
  });

  it('of Go before 1.6 has the program counters themselves', () => {
    expect(heap('#\t0x11\tmain.alloc+0x4\t/a.go:7\n#\t0x21\tmain.main+0x1\t/b.go:9\n')).toEqual([
      'main.alloc /a.go:7',
      'main.main /b.go:9',
    ]);
  });

  it('may name several calls at one address, innermost first', () => {
    const profile = read(
      `heap profile: 1: 64 [1: 64] @ heap/2\n${record}` +
        '#\t0x10\tmain.inlined+0x4\t/a.go:1\n#\t0x10\tmain.outer+0x4\t/a.go:2\n#\t0x20\tmain.main+0x1\t/b.go:9\n',
    );
    expect(profileContent(profile).locations.map(({ lines }) => lines)).toEqual([
      ['main.inlined /a.go:1', 'main.outer /a.go:2'],
      ['main.main /b.go:9'],
    ]);
  });

  it('of other kinds keeps the runtime frames at the leaf, whose names are hidden', () => {
    const text = 'goroutine profile: total 2\n2 @ 0x11 0x21 0x31\n#\t0x20\tmain.f+0x1\t/b.go:9\n';
    expect(stacks(read(text))).toEqual([['0x10', 'main.f /b.go:9']]);
  });

  it('has the labels of goroutines, which pprof drops', () => {
    const text =
      'goroutine profile: total 2\n1 @ 0x11\n# labels: {"a":"b", "tenant":"x \\"y\\""}\n#\t0x10\tmain.f+0x1\t/b.go:9\n\n1 @ 0x11\n';
    const labels = profileContent(read(text)).samples.map((sample) => sample.labels);
    expect(labels).toEqual([
      [
        ['a', 'b', ''],
        ['tenant', 'x "y"', ''],
      ],
      [],
    ]);
  });

  it('may have empty stacks, and stacks filled up with zeros', () => {
    const text = 'threadcreate profile: total 13\n12 @\n#\t0x0\n\n1 @ 0x11 0x0 0x0\n#\t0x10\truntime.f+0x1\t/r.go:1\n';
    expect(stacks(read(text))).toEqual([[], ['runtime.f /r.go:1']]);
    const recorded = decoder.profile(readFixture('profiles/threadcreate.debug1.txt'), 'threadcreate');
    expect(stacks(recorded)[0]).toEqual([]);
  });

  it.each([
    [
      'heap profile: 2: 128 [2: 128] @ heap/2\n1: 64 [1: 64] @ 0x11\n',
      /counts 2 objects of 128 bytes, its records 1 of 64/,
    ],
    ['goroutine profile: total 9\n1 @ 0x1\n', /counts 9, its records only 1/],
  ])('that holds less than its heading counts says so', (text, words) => {
    expect(read(text).comments).toEqual([expect.stringMatching(words)]);
  });
});

describe('an older format that is damaged', () => {
  const heap = (line: string) => `heap profile: 0: 0 [0: 0] @ heap/1048576\n${line}\n`;

  it.each([
    ['a record that is none', heap('1: 64 [1: 64 @ 0x1'), /line 2: expected a record/],
    ['a record that is cut', heap('1: 64 [1'), /line 2: expected a record/],
    ['bytes of no object', heap('0: 64 [1: 64] @ 0x1'), /line 2: expected no bytes/],
    ['an address beyond 64 bits', heap('1: 64 [1: 64] @ 0x12345678123456781'), /hexadecimal addresses/],
    ['an address that is none', heap('1: 64 [1: 64] @ 0xzz'), /hexadecimal addresses/],
    ['a number beyond 64 bits', heap('1: 9223372036854775808 [1: 64] @ 0x1'), /64-bit number as bytes/],
    [
      'a rate that makes values endless',
      'heap profile: 0: 0 [0: 0] @ heap_v2/9000000000000000000\n1: 1 [0: 0] @\n',
      /rate/,
    ],
    ['an unknown kind', 'heap profile: 0: 0 [0: 0] @ heapmap/1\n', /line 1: expected a heading like/],
    ['a heading without numbers', 'heap profile: much\n', /line 1: expected a heading like/],
    ['a count that is none', 'goroutine profile: total 1\nmany @ 0x1\n', /line 2: expected a record like/],
    ['contention without delays', '--- mutex:\n12 @ 0x1\n', /line 2: expected a record like/],
    ['an unknown attribute', '--- mutex:\nsampling = 1\n', /line 2: expected cycles\/second/],
    ['a clock that is no number', '--- mutex:\ncycles/second=fast\n', /line 2: expected a 64-bit number as cycles/],
    ['a thread that is none', '--- threadz 1 ---\n--- Thread ? ---\n', /line 2: expected a line like "--- Thread/],
    ['Java without a unit', '--- heapz 1 ---\nformat = java\n 64 1 @ 0x1\n', /expected a line like "resolution/],
    ['Java of no objects', '--- heapz 1 ---\nresolution=bytes\n 64 0 @ 0x1\n', /expected objects/],
    ['Java of another language', '--- heapz 1 ---\nformat = rust\n', /expected format=java/],
  ])('names the line and what it expected: %s', (_what, text, words) => {
    expect(problemOf(() => read(text))).toMatchObject({
      kind: 'unreadable',
      subject: 'profile',
      detail: expect.stringMatching(words) as string,
    });
  });

  it('is refused where a CPU profile ends inside a sample', () => {
    const whole = encodeCpuProfile({ samples: [[1, 0x11, 0x21, 0x31]], unended: true });
    for (let length = 48; length < whole.length; length += 8) {
      const cut = () => decoder.profile(whole.subarray(0, length), 'cpu');
      expect(problemOf(cut)).toMatchObject({
        kind: 'unreadable',
        detail: expect.stringContaining('byte 40') as string,
      });
    }
  });
});
