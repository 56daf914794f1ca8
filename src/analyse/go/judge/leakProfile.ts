import type { Profile } from '../../../shared/model/profile';

/** True for an answer of `/debug/pprof/goroutineleak`: its only value is so called (runtime/pprof, Go 1.26 and later). */
export function isLeakProfile(profile: Profile): boolean {
  return profile.sampleTypes[0]?.type === 'goroutineleak';
}
