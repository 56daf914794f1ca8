import type { MadeProfile } from './madeProfiles';

/** Hand-made profiles by what they show. Every report is compared with pprof on all of them. */
export const madeCases: Readonly<Record<string, MadeProfile>> = {
  'recursion counts once in cum': {
    functions: [{ name: 'main.walk' }, { name: 'main.main' }],
    locations: [{ lines: [[1, 10]] }, { lines: [[1, 12]] }, { lines: [[2, 20]] }],
    samples: [
      { stack: [1, 1, 2, 1, 3], values: [100] },
      { stack: [2, 1, 2, 3], values: [7] },
    ],
  },
  'mutual recursion goes along an edge once': {
    functions: [{ name: 'main.even' }, { name: 'main.odd' }, { name: 'main.main' }],
    locations: [{ lines: [[1, 1]] }, { lines: [[2, 2]] }, { lines: [[3, 3]] }],
    samples: [{ stack: [1, 2, 1, 2, 1, 3], values: [11] }],
  },
  'inlined calls are frames of their own': {
    functions: [{ name: 'main.tiny' }, { name: 'main.small' }, { name: 'main.big' }, { name: 'main.main' }],
    locations: [
      {
        lines: [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
      },
      { lines: [[1, 9]] },
      {
        lines: [
          [2, 5],
          [4, 6],
        ],
      },
      {
        lines: [
          [1, 7],
          [1, 8],
          [4, 7],
        ],
      },
    ],
    samples: [
      { stack: [1, 3], values: [10] },
      { stack: [2, 1, 3], values: [5] },
      { stack: [4], values: [2] },
    ],
  },
  'a function of one name in two files is one function and two lines': {
    functions: [
      { name: 'main.init', file: '/src/a.go', startLine: 3 },
      { name: 'main.init', file: '/src/b.go', startLine: 9 },
      { name: 'main.init', file: '/src/a.go', startLine: 30 },
      { name: 'main.main', file: '/src/./lib/../a.go' },
    ],
    locations: [{ lines: [[1, 4]] }, { lines: [[2, 10]] }, { lines: [[3, 4]] }, { lines: [[4, 50]] }],
    samples: [
      { stack: [1, 4], values: [1] },
      { stack: [2, 4], values: [20] },
      { stack: [3, 1, 4], values: [300] },
    ],
  },
  'code without symbols is named after its binary': {
    functions: [{ name: 'main.main' }, { name: '', file: '/src/gen.go' }, { name: '', file: '', startLine: 5 }],
    binaries: ['/usr/bin/service', '/lib/libc.so.6', ''],
    locations: [
      { lines: [], mapping: 1, address: 0x1234 },
      { lines: [], mapping: 1, address: 0x1240 },
      { lines: [], mapping: 2, address: 0x11100 },
      { lines: [], mapping: 3, address: 0x21100 },
      { lines: [], address: 0xdead },
      { lines: [[1, 5]], mapping: 1 },
      { lines: [[2, 6]], mapping: 1 },
      { lines: [[3, 0]], mapping: 1 },
    ],
    samples: [
      { stack: [1, 6], values: [1] },
      { stack: [2, 6], values: [2] },
      { stack: [3, 1, 6], values: [4] },
      { stack: [4, 6], values: [8] },
      { stack: [5, 6], values: [16] },
      { stack: [7, 6], values: [32] },
      { stack: [8, 6], values: [64] },
    ],
  },
  'samples without a stack count in the total alone': {
    functions: [{ name: 'main.main' }],
    locations: [{ lines: [[1, 5]] }],
    samples: [
      { stack: [], values: [40] },
      { stack: [1], values: [2] },
      { stack: [1], values: [0] },
    ],
  },
  'negative values count with their size in the total': {
    functions: [{ name: 'main.grows' }, { name: 'main.shrinks' }, { name: 'main.even' }, { name: 'main.main' }],
    locations: [{ lines: [[1, 1]] }, { lines: [[2, 2]] }, { lines: [[3, 3]] }, { lines: [[4, 4]] }],
    samples: [
      { stack: [1, 4], values: [50] },
      { stack: [2, 4], values: [-70] },
      { stack: [3, 4], values: [5], labels: { tenant: 'a' } },
      { stack: [3, 4], values: [-5], labels: { tenant: 'b' } },
    ],
  },
  'drop_frames takes a frame with all it called, keep_frames makes an exception': {
    dropFrames: 'alloc.*|.*malloc',
    keepFrames: 'allocKept',
    functions: [
      { name: 'inner' },
      { name: 'allocFast(int, char)' },
      { name: 'allocKept' },
      { name: 'main.main' },
      { name: '.malloc' },
    ],
    locations: [
      { lines: [[1, 1]] },
      { lines: [[2, 2]] },
      { lines: [[3, 3]] },
      { lines: [[4, 4]] },
      {
        lines: [
          [1, 5],
          [5, 6],
          [4, 7],
        ],
      },
    ],
    samples: [
      { stack: [1, 2, 4], values: [1] },
      { stack: [1, 2, 3, 4], values: [2] },
      { stack: [3, 4], values: [4] },
      { stack: [1, 5], values: [8] },
      { stack: [1, 5, 4], values: [16] },
      { stack: [1, 2], values: [32] },
    ],
  },
  'a broken drop_frames drops nothing': {
    dropFrames: 'alloc(',
    functions: [{ name: 'alloc' }, { name: 'main.main' }],
    locations: [{ lines: [[1, 1]] }, { lines: [[2, 2]] }],
    samples: [{ stack: [1, 2], values: [3] }],
  },
  'a difference that pprof saved has the total of its base': {
    functions: [{ name: 'main.main' }],
    locations: [{ lines: [[1, 5]] }],
    samples: [
      { stack: [1], values: [50] },
      { stack: [1], values: [-20], labels: { 'pprof::base': 'true' } },
      { stack: [1], values: [-3], labels: { 'pprof::base': 'no' } },
    ],
  },
  'labels of text and number, several of a key': {
    functions: [{ name: 'main.main' }],
    locations: [{ lines: [[1, 5]] }],
    samples: [
      { stack: [1], values: [40], labels: { tenant: 'acme', bytes: 16, endpoint: '/checkout' } },
      { stack: [1], values: [41], labels: {} },
    ],
  },
  'Bazel paths lose their prefix': {
    functions: [
      { name: 'main.main', file: '/proc/self/cwd/./cmd/main.go' },
      { name: 'main.run', file: '/proc/self/cwd/cmd/run.go' },
    ],
    locations: [{ lines: [[1, 5]] }, { lines: [[2, 0]] }],
    samples: [{ stack: [2, 1], values: [3] }],
  },
};
