// One of each older format that pprof reads, as small as it can be and still hold what is peculiar to it.
import { cpuLayouts, encodeCpuProfile } from '../cpuWords';

/** Executables, a library that lies in front of its main binary, and lines that are no mapping. */
const procMaps = `
7f0000000000-7f0000100000 r-xp 00000000 08:01 123   /lib/x86_64-linux-gnu/libc-2.31.so
7f0000100000-7f0000200000 r--p 00100000 08:01 123   /lib/x86_64-linux-gnu/libc-2.31.so
00400000-00500000 r-xp 00000000 08:01 456           /usr/bin/server
00500000-00600000 r-xp 00100000 08:01 456           /usr/bin/server (deleted)
7ffd00000000-7ffd00001000 r-xp 00000000 00:00 0     [vdso]
not a mapping
`;

const briefMaps = `
build=/export/bin
I1120 12:00:00.000000 17 maps.cc:45] 0x40000000-0x40015000: /lib/ld-2.3.2.so
  400000-4a0000: $build/server (@1000) 0123abcd
  0x4a0000-0x4b0000 /usr/lib/libz.so.1
`;

const map = (lines: string) => `MAPPED_LIBRARIES:${lines}`;

/** Lower half of a heap profile: records only. */
const heapRecords = `  3:   1536 [     7:    3584] @ 0x00401234 0x00405678 0x7f0000001111
  1:  1048576 [   1:  1048576] @ 0x00401300
  0:        0 [    12:      768] @ 0x00401234 0x00405679
  -2:   -128 [     0:        0] @
`;

const heap = (kind: string, tail = '') =>
  `heap profile:     2:  1049984 [    20:  1052928] @ ${kind}\n${heapRecords}${tail}`;

const twoColumns = `heap profile:      4:     4096 [     4:     4096] @ heap/2097152
     4:     4096 [     4:     4096] @ 0x401234 0x405678
     0:        0 [     0:        0] @ 0x401234
`;

const threadz = `--- threadz 1 ---

--- Thread 7f794ab90940 (name: main/14748) stack: ---
  PC: 0x00bf6700 0x0048e5a1 0x00bfa94b
creator:
  0x0048e5a1
  0x00bf6700
--- Thread 7f794abb3940 (name: thread1/14760) stack: ---
    [same as previous thread]
--- Thread 7f794abb4940 (name: thread2/14761) stack: ---
    0x00bf6701 0x00bf6701 0x0048e5a2
---- no stack trace for 2 threads
--- Memory map: ---${procMaps}`;

const javaSymbols = `
 0x00000001 java.util.Arrays.copyOf (Arrays.java:3210)
 0x00000002 com.example.Shop.order (Shop.java:-1)
 0x00000003 libjvm_call (/usr/lib/jvm/libjvm.so)
 0x00000004 generated stub/JIT
 0x00000005 GC
 0x00000099 never.used (Never.java:1)
`;

const javaHeap = `--- heapz 1 ---
format = java
resolution=bytes
     524288          4 @ 0x00000001 0x00000002 0x00000003
         48          1 @ 0x00000004 0x00000002

       4096         16 @ 0x00000005
${javaSymbols}`;

const javaContention = `--- contentionz 1 ---
format = java
resolution = microseconds
sampling period = 100
ms since reset = 6019923
   1403      3 @ 0x00000001 0x00000002
     10      1 @ 0x00000003
${javaSymbols}`;

const cppContention = `--- contentionz 1 ---
cycles/second = 3201000000
sampling period = 100
ms since reset = 16502830
discarded samples = 0
  19490304       27 @ 0x00401234 0x00405678 0x7f0000001111
       768        1 @ 0x00401300
--- Memory map: ---${procMaps}`;

/** Files by name. */
export const legacyProfiles: ReadonlyMap<string, Uint8Array> = new Map(
  Object.entries({
    'heap, four columns': heap('heap/1048576', map(procMaps)),
    'heap, two columns': twoColumns,
    'heap without a rate': heap('heap'),
    'heap that counts everything': heap('heap/2'),
    heap_v2: heap('heap_v2/524288', map(briefMaps)),
    heapz_v2: heap('heapz_v2/1024'),
    heapprofile: heap('heapprofile', map(procMaps)),
    growthz: heap('growthz', map(briefMaps)),
    growth: heap('growth'),
    fragmentationz: heap('fragmentationz', map(procMaps)),
    'heap with numbers beyond 2^53': heap('heap_v2/524288').replaceAll('1048576', '9007199254740993'),
    goroutine: '# a comment\n\ngoroutine profile: total 5\n3 @ 0x401234 0x405678\n2 @ 0x401234\n',
    'custom count': `example.com/shop/open profile: total 1\n1 @ 0xffffffffff600000 0x401234\n--- Memory map: ---${procMaps}`,
    contention: '--- contention:\ncycles/second=2596135879\n19395 2 @ 0x401234 0x405678\n10 1 @ 0x401234\n',
    mutex: '--- mutex:\ncycles/second=2596135879\nsampling period=5\n19395 2 @ 0x401234 0x405678\n',
    'contentionz of C++': cppContention,
    'contentionz without a clock': '--- contentionz 1 ---\n19395 2 @ 0x401234\n',
    threadz,
    'threadz without its heading': threadz.slice(threadz.indexOf('--- Thread')),
    'heapz of Java': javaHeap,
    'contentionz of Java': javaContention,
    'contentionz of Java, all recorded': javaContention.replace(/sampling period.*\n/, ''),
  }).map(([name, text]) => [name, new TextEncoder().encode(text)]),
);

const stacks = [
  [5, 0x401234, 0x405678, 0x405999],
  [3, 0x401240, 0x405678, 0x40599a],
  [1, 0x401250],
  [2, 0x7f001111, 0x7f001111, 0x405999],
] as const;

/** As many samples as it takes for one to be taken for an exception. */
const underOneHandler = Array.from({ length: 40 }, (_, at) => [1, 0x401000 + at * 8, 0x7f000010, 0x7f000020, 0x405678]);

/** Binary files by name. */
export const cpuProfiles: ReadonlyMap<string, Uint8Array> = new Map([
  ...cpuLayouts.map((layout) => {
    const order = layout.littleEndian ? 'little' : 'big';
    const name = `${layout.bytes * 8} bit, ${order} endian`;
    return [name, encodeCpuProfile({ layout, samples: stacks, text: procMaps })] as const;
  }),
  ['addresses beyond 2^53', encodeCpuProfile({ samples: [[1, 0xffffffffff600000n, 0x401234], ...stacks] })],
  ['frames of a signal handler', encodeCpuProfile({ samples: [...underOneHandler, [1, 0x401234, 0x405678]] })],
  ['a single sample', encodeCpuProfile({ samples: [[7, 0x401234, 0x402000, 0x403000, 0x404000]] })],
  ['no samples', encodeCpuProfile({ samples: [] })],
  ['no end mark', encodeCpuProfile({ samples: stacks, unended: true })],
  [
    'Java',
    encodeCpuProfile({
      java: true,
      samples: [
        [4, 1, 2],
        [1, 3, 4, 5],
      ],
      text: javaSymbols,
    }),
  ],
]);
