import type { Disposable } from '../../shared/base/disposable';
import { printedAddress } from '../../shared/base/addresses/printedUrl';
import { LeakLensError } from '../../shared/model/errors';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { ReplicaException, ReplicaOf } from '../../shared/model/replica';
import type { Clock } from '../../shared/ports/clock';
import type { Log } from '../../shared/ports/log';
import type { Analysis } from '../../shared/ports/runtime/analysis';
import type { Runtimes } from '../../shared/ports/runtime/runtime';
import { isReplicaSource } from '../../shared/ports/sources/replicaSource';
import { versionException } from '../archives/versionException';
import { openService, type OpenServiceParts } from '../archives/openService';
import type { ReplicasKnown } from './joinVerdicts';
import { LivingService, type LivingServiceParts } from './livingService';
import type { Members } from './members';
import type { Sessions } from '../sessions/sessions';
import type { TargetSession } from '../sessions/targetSession';

export interface ServiceTargetsParts {
  readonly sessions: Sessions;
  readonly analysis: Pick<Analysis, 'outliers' | 'versionOutlier'>;
  readonly runtimes: Runtimes;
  readonly clock: Clock;
  readonly log: Log;
  /** Read anew for each service. */
  readonly opening: () => OpenServiceParts;
  readonly sourceOf: LivingServiceParts['sourceOf'];
  /** Replicas came or went. */
  readonly changed: () => void;
}

/** Who is the exception changes slowly, and to tell costs a look at all points. */
const outliersHoldMillis = 15_000;

/** A history that comes in changes it at once. */
const muchMore = 1.1;

const noException: ReplicaException = { outlierIn: [], outlyingVersion: null };

interface Exceptions {
  readonly atMillis: number;
  /** Of all replicas, when it was looked at. */
  readonly points: number;
  readonly byTarget: ReadonlyMap<string, ReplicaException>;
}

/** Which targets are replicas of one service: those of an archive, and those that a person calls one. */
export class ServiceTargets implements ReplicasKnown, Disposable {
  private readonly parts: ServiceTargetsParts;
  /** By target, as a person said it. */
  private readonly named = new Map<string, string>();
  private readonly exceptions = new Map<string, Exceptions>();
  /** By address: those whose replicas are looked up again and again. */
  private readonly living = new Map<string, LivingService>();

  constructor(parts: ServiceTargetsParts) {
    this.parts = parts;
  }

  /** Connects all replicas of a service that an archive keeps, each with its history. @returns them, that first which grew most. @throws LeakLensError */
  async connect(params: ConnectParams, signal: AbortSignal): Promise<readonly TargetSession[]> {
    const { sessions, log, opening } = this.parts;
    const subject = printedAddress(params.url);
    const { sources, known } = await openService(opening(), params, signal);
    if (known > sources.length)
      log.warn(`${subject}: ${String(sources.length)} of ${String(known)} replicas are followed, those that grew most`);
    const connected: TargetSession[] = [];
    try {
      for (const source of sources) connected.push(await sessions.attach(source, signal));
      for (const session of connected) {
        if (session.state().phase !== 'connected') await session.pollNow();
        if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
      }
      requireOne(connected);
      return connected;
    } catch (error) {
      for (const source of sources.slice(connected.length)) source.dispose();
      for (const { source } of connected) sessions.close(source.target.id);
      throw error;
    }
  }

  /** Connects all replicas that are listed, and goes on looking who is there. @returns those that answer. @throws LeakLensError */
  async connectMembers(members: Members, signal: AbortSignal): Promise<readonly TargetSession[]> {
    const { address } = members.replicaOf;
    const known = this.living.get(address);
    if (known !== undefined) {
      await known.look();
      return known.all();
    }
    const service = new LivingService({ ...this.parts, changed: () => this.membersChanged() }, members);
    this.living.set(address, service);
    try {
      const connected = await service.open(signal);
      this.membersChanged();
      return connected;
    } catch (error) {
      this.living.delete(address);
      service.dispose();
      for (const { source } of service.all()) this.parts.sessions.close(source.target.id);
      throw error;
    }
  }

  /** A target is to end. @returns those that end with it: all replicas that were connected at once */
  release(targetId: string): readonly string[] {
    const { sessions } = this.parts;
    const session = sessions.find(targetId);
    const address = session === null ? null : (this.of(session)?.address ?? null);
    if (address === null) return [targetId];
    const living = this.living.get(address);
    const own = living?.all().map(({ source }) => source.target.id);
    living?.dispose();
    this.living.delete(address);
    if (own !== undefined) return own;
    return sessions
      .all()
      .filter((other) => this.of(other)?.address === address)
      .map(({ source }) => source.target.id);
  }

  /** A person says which service a target is a replica of; null for none. @returns whether that is news */
  name(targetId: string, service: string | null): boolean {
    if ((this.named.get(targetId) ?? null) === service) return false;
    this.exceptions.clear();
    if (service === null) this.named.delete(targetId);
    else this.named.set(targetId, service);
    return true;
  }

  of({ source }: Pick<TargetSession, 'source'>): ReplicaOf | null {
    if (isReplicaSource(source)) return source.replicaOf;
    for (const living of this.living.values()) {
      const replicaOf = living.replicaOf(source.target.id);
      if (replicaOf !== null) return replicaOf;
    }
    const service = this.named.get(source.target.id);
    return service === undefined ? null : { service, address: null };
  }

  membersOf(targetId: string): readonly string[] {
    return this.peersOf(targetId).map(({ source }) => source.target.id);
  }

  isGone(targetId: string): boolean {
    return this.parts.sessions.find(targetId)?.hasLeft === true;
  }

  dispose(): void {
    for (const living of this.living.values()) living.dispose();
    this.living.clear();
  }

  exceptionOf(targetId: string): ReplicaException {
    const peers = this.peersOf(targetId).filter(({ hasLeft }) => !hasLeft);
    const key = peers.map(({ source }) => source.target.id).join(' ');
    const atMillis = this.parts.clock.now();
    const points = peers.reduce((sum, peer) => sum + peer.pointsSince(null).length, 0);
    const known = this.exceptions.get(key);
    const holds =
      known !== undefined && atMillis - known.atMillis < outliersHoldMillis && points <= known.points * muchMore;
    if (holds) return known.byTarget.get(targetId) ?? noException;
    const byTarget = this.exceptionsOf(peers);
    this.exceptions.set(key, { atMillis, points, byTarget });
    return byTarget.get(targetId) ?? noException;
  }

  private membersChanged(): void {
    this.exceptions.clear();
    this.parts.changed();
  }

  private peersOf(targetId: string): readonly TargetSession[] {
    const { sessions } = this.parts;
    const session = sessions.find(targetId);
    if (session === null) return [];
    const own = this.of(session);
    if (own === null) return [session];
    return sessions.all().filter((other) => {
      const its = this.of(other);
      return its !== null && its.service === own.service && its.address === own.address;
    });
  }

  private exceptionsOf(peers: readonly TargetSession[]): ReadonlyMap<string, ReplicaException> {
    const { analysis, runtimes } = this.parts;
    const [first] = peers;
    if (first === undefined || peers.length < 2) return new Map();
    const all = peers.map((peer) => ({
      id: peer.source.target.id,
      labels: peer.labels,
      points: peer.pointsSince(null),
    }));
    const { reported } = runtimes.of(first.source.runtime);
    const points = all.map((one) => one.points);
    const found = reported.map((id) => ({ id, at: new Set(analysis.outliers(points, id)) }));
    const version = versionException(analysis, all, reported);
    return new Map(
      all.map(({ id, labels }, at) => {
        const outlierIn = found.filter((one) => one.at.has(at)).map((one) => one.id);
        const isOfVersion = version !== null && labels[version.label] === version.version;
        return [id, { outlierIn, outlyingVersion: isOfVersion ? version : null }];
      }),
    );
  }
}

/** @throws LeakLensError where not one of them could be read */
function requireOne(connected: readonly TargetSession[]): void {
  const states = connected.map((session) => session.state());
  const [first] = states;
  if (first?.problem && states.every(({ latest }) => latest === null)) throw new LeakLensError(first.problem);
}
