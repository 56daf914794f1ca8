import type { Frame } from '../../../shared/model/sourceLocation';

/**
 * What of runtime/pprof a program calls for itself: labels around its own work, and profiles of its own. `Do` stands
 * below all that runs inside it, so it says nothing about who asks for profiles.
 */
const programsOwn =
  /^runtime\/pprof\.(?:Do|SetGoroutineLabels|WithLabels|Labels|Label|ForLabels|NewProfile|LabelSet|labelMap|\(\*LabelSet\)|\(\*labelMap\)|\(\*Profile\)\.(?:Add|Remove))(?![A-Za-z0-9_])/;

/**
 * True for stacks that exist only because somebody asks for profiles. The asking itself allocates (compress/flate
 * writers, profile builders) and parks goroutines; LeakLens must not report its own shadow.
 */
export function isOwnFootprint(frames: readonly Frame[]): boolean {
  return frames.some(({ function: name }) => asksForProfiles(name));
}

/** True for a function that runs only because somebody asks for a profile. */
export function asksForProfiles(functionName: string): boolean {
  if (functionName.startsWith('net/http/pprof.')) return true;
  return functionName.startsWith('runtime/pprof.') && !programsOwn.test(functionName);
}
