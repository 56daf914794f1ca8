// What `go test` says of one test or benchmark, as Go 1.26 writes it.
import { expect, it } from 'vitest';
import { readGoTestOutput } from '../../../../src/decode/go/tests/goTestOutput';

const ofTest = { name: 'TestParse', isBenchmark: false, status: 0, stdout: '', stderr: '' };
const ofBenchmark = { ...ofTest, name: 'BenchmarkParse', isBenchmark: true };

it.each([
  ['passes', { stdout: 'ok  \tshop/parse\t0.003s\n' }, null],
  [
    'fails',
    {
      status: 1,
      stdout:
        '--- FAIL: TestParse (0.00s)\n    --- FAIL: TestParse/empty (0.00s)\n        parse_test.go:9: got 3, want 4\nFAIL\n',
    },
    { kind: 'failed', detail: 'parse_test.go:9: got 3, want 4' },
  ],
  [
    'panics',
    { status: 1, stdout: '--- FAIL: TestParse (0.00s)\npanic: no rows [recovered]\n\ngoroutine 7 [running]:\n' },
    { kind: 'failed', detail: 'panic: no rows [recovered]' },
  ],
  [
    'does not compile',
    {
      status: 1,
      stderr: '# shop/parse\n./parse_test.go:7:2: undefined: foo\n',
      stdout: 'FAIL\tshop/parse [build failed]\nFAIL\n',
    },
    { kind: 'build', detail: './parse_test.go:7:2: undefined: foo' },
  ],
  [
    'is not passed by vet',
    {
      status: 1,
      stderr: '# shop/parse\nvet: ./parse_test.go:7:2: undefined: foo\n',
      stdout: 'FAIL\tshop/parse [build failed]\n',
    },
    { kind: 'build', detail: './parse_test.go:7:2: undefined: foo' },
  ],
  [
    'imports what is not there',
    {
      status: 1,
      stderr:
        '# shop/parse\nparse.go:3:8: no required module provides package example.com/x; to add it:\n\tgo get example.com/x\n',
      stdout: 'FAIL\tshop/parse [setup failed]\n',
    },
    { kind: 'build', detail: 'parse.go:3:8: no required module provides package example.com/x; to add it:' },
  ],
  [
    'is in no module',
    { status: 1, stderr: 'go: go.mod file not found in current directory\n' },
    { kind: 'not-run', detail: 'go: go.mod file not found in current directory' },
  ],
  [
    'is not there',
    { stdout: 'testing: warning: no tests to run\nPASS\nok  \tshop/parse\t0.002s [no tests to run]\n' },
    { kind: 'no-tests', detail: 'no tests to run' },
  ],
])('a test that %s', (_what, said, fault) => {
  expect(readGoTestOutput({ ...ofTest, ...said }).fault).toEqual(fault);
});

it('a benchmark that is not there', () => {
  const { costs, fault } = readGoTestOutput({ ...ofBenchmark, stdout: 'PASS\nok  \tshop/parse\t0.002s\n' });
  expect([costs, fault?.kind]).toEqual([[], 'no-tests']);
});

it('what an operation costs is the median of the runs, beside measures of the benchmark’s own', () => {
  const run = (nanos: string, bytes: string, allocations: string) =>
    `BenchmarkParse-8   \t  100000\t     ${nanos} ns/op\t  12.50 MB/s\t   3.0 rows/op\t    ${bytes} B/op\t      ${allocations} allocs/op\n`;
  const stdout = `goos: linux\ncpu: some-8\n${run('120.5', '96', '3')}${run('100.5', '98', '3')}${run('180.0', '960', '30')}PASS\n`;
  expect(readGoTestOutput({ ...ofBenchmark, stdout }).costs).toEqual([
    { name: 'BenchmarkParse', nanos: 120.5, bytes: 98, allocations: 3 },
  ]);
});

it('sub-benchmarks that end in numbers keep them, with any number of processors', () => {
  const line = (name: string) => `${name}\t  100\t  5 ns/op\t  8 B/op\t  1 allocs/op\n`;
  const names = (stdout: string) => readGoTestOutput({ ...ofBenchmark, stdout }).costs.map(({ name }) => name);
  const two = ['BenchmarkParse/size-10', 'BenchmarkParse/size-100'];
  expect(names(two.map(line).join(''))).toEqual(two);
  expect(names(two.map((name) => line(`${name}-16`)).join(''))).toEqual(two);
});
