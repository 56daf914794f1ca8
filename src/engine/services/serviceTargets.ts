import { LeakLensError } from '../../shared/model/errors';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { ReplicaOf } from '../../shared/model/replica';
import type { Log } from '../../shared/ports/log';
import { isReplicaSource } from '../../shared/ports/sources/replicaSource';
import { openService, type OpenServiceParts } from '../archives/openService';
import type { Sessions } from '../sessions/sessions';
import type { TargetSession } from '../sessions/targetSession';

export interface ServiceTargetsParts {
  readonly sessions: Sessions;
  readonly log: Log;
  /** Read anew for each service. */
  readonly opening: () => OpenServiceParts;
}

/** Which targets are replicas of one service. */
export class ServiceTargets {
  private readonly parts: ServiceTargetsParts;

  constructor(parts: ServiceTargetsParts) {
    this.parts = parts;
  }

  /** Connects all replicas of a service that an archive keeps, each with its history. @returns them, that first which grew most. @throws LeakLensError */
  async connect(params: ConnectParams, signal: AbortSignal): Promise<readonly TargetSession[]> {
    const { sessions, log, opening } = this.parts;
    const { sources, known } = await openService(opening(), params, signal);
    if (known > sources.length)
      log.warn(
        `${params.url}: ${String(sources.length)} of ${String(known)} replicas are followed, those that grew most`,
      );
    const connected: TargetSession[] = [];
    try {
      for (const source of sources) connected.push(await sessions.attach(source, signal));
      for (const session of connected) {
        if (session.state().phase !== 'connected') await session.pollNow();
        if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject: params.url, detail: 'cancelled' });
      }
      requireOne(connected);
      return connected;
    } catch (error) {
      for (const source of sources.slice(connected.length)) source.dispose();
      for (const { source } of connected) sessions.close(source.target.id);
      throw error;
    }
  }

  /** The targets that end together with one: all replicas of an archive's service were connected at once. */
  connectedWith(targetId: string): readonly string[] {
    const { sessions } = this.parts;
    const session = sessions.find(targetId);
    const address = session === null ? null : (this.of(session)?.address ?? null);
    if (address === null) return [targetId];
    return sessions
      .all()
      .filter((other) => this.of(other)?.address === address)
      .map(({ source }) => source.target.id);
  }

  of({ source }: Pick<TargetSession, 'source'>): ReplicaOf | null {
    return isReplicaSource(source) ? source.replicaOf : null;
  }
}

/** @throws LeakLensError where not one of them could be read */
function requireOne(connected: readonly TargetSession[]): void {
  const states = connected.map((session) => session.state());
  const [first] = states;
  if (first?.problem && states.every(({ latest }) => latest === null)) throw new LeakLensError(first.problem);
}
