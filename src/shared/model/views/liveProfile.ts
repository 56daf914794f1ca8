/**
 * What a running process can be asked for to be looked at, by the names that net/http/pprof gives it, but for `cpu`, which it calls
 * `profile`. In the order in which they are offered.
 */
export const liveProfiles = ['heap', 'allocs', 'goroutine', 'cpu', 'block', 'mutex', 'threadcreate'] as const;
export type LiveProfile = (typeof liveProfiles)[number];

/** True for what the process records only while it is asked, for as long as it is asked. */
export function isRecorded(profile: LiveProfile): boolean {
  return profile === 'cpu';
}

/** Seconds for which a recording may be asked: what is longer is nothing that a person waits for at an editor. */
export const recordingSeconds = { least: 1, most: 300, usual: 10 } as const;
