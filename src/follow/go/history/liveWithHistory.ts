import type { LiveOrigin } from '../../../shared/model/views/profileOrigin';
import type { LiveProfiles } from '../../../shared/ports/runtime/liveProfiles';
import type { SourceAnswer } from '../../../shared/ports/sources/profileSource';
import { isReplicaSource } from '../../../shared/ports/sources/replicaSource';
import type { TargetSource } from '../../../shared/ports/sources/targetSource';

/** The profiles that somebody looks at: of processes those that they are asked for, of replicas in archives those that were scraped. */
export class LiveWithHistory implements LiveProfiles {
  private readonly processes: LiveProfiles;

  constructor(processes: LiveProfiles) {
    this.processes = processes;
  }

  polled(source: TargetSource, wanted: LiveOrigin): SourceAnswer | null {
    return isReplicaSource(source) ? source.told(wanted.profile) : this.processes.polled(source, wanted);
  }

  ask(source: TargetSource, wanted: LiveOrigin, signal: AbortSignal): Promise<SourceAnswer> {
    if (!isReplicaSource(source)) return this.processes.ask(source, wanted, signal);
    // As pprof calls it.
    return source.newest(wanted.profile === 'cpu' ? 'profile' : wanted.profile, signal);
  }
}
