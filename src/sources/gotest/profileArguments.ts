import type { TestProfileKind, TestProfileRequest, TestSetup } from '../../shared/model/tests/testProfile';

/** Where a run writes what. */
export interface ProfileFiles {
  readonly profile: string;
  /** `go test` leaves the program beside the sources where it records a profile and is told of no other place (go help testflag). */
  readonly program: string;
}

/** Bytes between the samples of a test: its few allocations would all fall between those of Go's own (512 KB). */
const samplingBytes = 4096;

const profileFlags: Readonly<Record<TestProfileKind, readonly [flag: string, ...others: readonly string[]]>> = {
  cpu: ['-cpuprofile'],
  heap: ['-memprofile', `-memprofilerate=${String(samplingBytes)}`],
  allocs: ['-memprofile', `-memprofilerate=${String(samplingBytes)}`],
  block: ['-blockprofile'],
  mutex: ['-mutexprofile'],
};

/** Flags that have it run nothing, or write what nobody here reads. */
const unfit = /^--?(?:json|c|n|list|overlay)(?:=|$)/;

/** Whether a flag of a person's may be given to runs that are looked at. */
export function isForRuns(flag: string): boolean {
  return !unfit.test(flag);
}

/** A time for all tests; one among the person's flags comes later, and counts. */
export function timeoutFlags({ timeout }: Pick<TestSetup, 'timeout'>): readonly string[] {
  return timeout === '' ? [] : [`-timeout=${timeout}`];
}

/** What `go` is told: the person's flags first, since of several the last one counts. */
export function profileArguments(
  { test, profile, count, time, setup }: TestProfileRequest,
  files: ProfileFiles,
): readonly string[] {
  const end = setup.flags.findIndex((flag) => /^--?args$/.test(flag));
  const [flags, behind] = end < 0 ? [setup.flags, []] : [setup.flags.slice(0, end), setup.flags.slice(end)];
  const [flag, ...others] = profileFlags[profile];
  return [
    'test',
    ...(test.kind === 'benchmark' ? [] : timeoutFlags(setup)),
    ...flags.filter(isForRuns),
    ...(test.kind === 'benchmark' ? benchmarkFlags(test.name, time) : [`-run=^${test.name}$`]),
    `-count=${String(count)}`,
    ...others,
    `${flag}=${files.profile}`,
    `-o=${files.program}`,
    '.',
    ...behind,
  ];
}

function benchmarkFlags(name: string, time: string): readonly string[] {
  return ['-run=^$', `-bench=^${name}$`, '-benchmem', ...(time === '' ? [] : [`-benchtime=${time}`])];
}
