import { analysis } from '../../../src/analyse/analysis';
import type { SeriesGrowth, TrendsEngine } from '../../../src/host/trends/trendsEngine';
import { SeriesBuffer } from '../../../src/engine/sessions/seriesBuffer';
import { Emitter } from '../../../src/shared/base/emitter';
import type { Outcome, TargetState } from '../../../src/shared/wires/lspMessages';
import type { SeriesQuery } from '../../../src/shared/model/engineRequests';
import { toSeriesTable, type SeriesTable } from '../../../src/shared/model/series/series';
import {
  healthyService,
  isAway,
  leakingService,
  millisOf,
  pointAt,
  pollsADay,
  stateAt,
  type DayService,
} from '../../support/soak/serviceDay';

const services = [leakingService, healthyService];

/** The engine as the trends feed knows it, on two services, a day after it began: its own buffers hold that day. */
export class DayTrends implements TrendsEngine {
  private poll = pollsADay;
  private readonly targetsChanged = new Emitter<readonly TargetState[]>();
  private readonly grew = new Emitter<SeriesGrowth>();
  private readonly buffers = new Map(services.map((service) => [service.id, dayBefore(service)]));

  readonly onTargets = (listener: (targets: readonly TargetState[]) => void) => this.targetsChanged.on(listener);
  readonly onSeries = (listener: (growth: SeriesGrowth) => void) => this.grew.on(listener);

  targets(): readonly TargetState[] {
    return services.map((service) => stateAt(service, this.poll));
  }

  series({ targetId, sinceMillis, maxPoints }: SeriesQuery): Promise<Outcome<SeriesTable>> {
    const points = this.buffers.get(targetId)?.since(sinceMillis) ?? [];
    return Promise.resolve({ ok: true, value: toSeriesTable(analysis.thin(points, maxPoints)) });
  }

  /** The next round, simulated ten seconds later. */
  pollOnce(): void {
    this.poll += 1;
    for (const service of services) {
      if (isAway(service, this.poll)) continue;
      const point = pointAt(service, this.poll);
      this.buffers.get(service.id)?.append(point);
      this.grew.fire({ targetId: service.id, points: [point] });
    }
    this.targetsChanged.fire(this.targets());
  }

  now(): number {
    return millisOf(this.poll);
  }
}

function dayBefore(service: DayService): SeriesBuffer {
  const polls = Array.from({ length: pollsADay }, (_, poll) => poll).filter((poll) => !isAway(service, poll));
  return new SeriesBuffer(
    analysis,
    polls.map((poll) => pointAt(service, poll)),
  );
}
