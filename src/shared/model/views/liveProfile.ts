/**
 * What a running process can be asked for to be looked at, by the names that net/http/pprof gives it, but for `cpu`, which it calls
 * `profile`, and `goroutine-dump`: `goroutine?debug=2`. In the order in which they are offered.
 */
export const liveProfiles = [
  'heap',
  'allocs',
  'goroutine',
  'goroutine-dump',
  'cpu',
  'block',
  'mutex',
  'threadcreate',
] as const;
export type LiveProfile = (typeof liveProfiles)[number];

/** True for what the process records only while it is asked, for as long as it is asked. */
export function isRecorded(profile: LiveProfile): boolean {
  return profile === 'cpu';
}

/** True for what stops the process while it is written (runtime.Stack): nobody asks for it who has not read so. */
export function stopsProcess(profile: LiveProfile): boolean {
  return profile === 'goroutine-dump';
}

/** Seconds for which a recording may be asked: what is longer is nothing that a person waits for at an editor. */
export const recordingSeconds = { least: 1, most: 300, usual: 10 } as const;
