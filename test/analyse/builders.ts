import type { Observation, ResolveFile } from '../../src/shared/ports/runtime/analyser';
import type { GoroutineDump, GoroutineGroup } from '../../src/shared/model/go/goroutine';
import { emptyMemory, type MemoryStatistics } from '../../src/shared/model/process/memoryStatistics';
import { goSeriesIds, type GoSeriesId } from '../../src/follow/go/goSeries';
import type { SeriesPoint } from '../../src/shared/model/series/series';
import type { Frame } from '../../src/shared/model/sourceLocation';
import { profileFromText } from '../support/profiles/profileText';

export const megabyte = 1024 * 1024;
export const minute = 60_000;

/** `main.leak@/ws/leak.go:21`, where the file may hold an `@` of its own; without a place it is `main.go:1`. */
export function frame(text: string): Frame {
  const [, name = '', place = 'main.go:1'] = /^([^@]*)(?:@(.*))?$/.exec(text) ?? [];
  const colon = place.lastIndexOf(':');
  return { function: name, file: place.slice(0, colon), line: Number(place.slice(colon + 1)), inlined: false };
}

/** `runtime.gopark;main.leak@/ws/leak.go:21`, leaf first. */
export function frames(text: string): Frame[] {
  return text.split(';').map(frame);
}

export function group(
  stack: string,
  about: Partial<Omit<GoroutineGroup, 'createdBy'>> & { createdBy?: string } = {},
): GoroutineGroup {
  const { createdBy, ...rest } = about;
  return {
    count: 1,
    state: 'chan send',
    minutes: null,
    labels: {},
    leaked: false,
    ...rest,
    stack: frames(stack),
    createdBy: createdBy === undefined ? null : frame(createdBy),
  };
}

export function dumpOf(...groups: readonly GoroutineGroup[]): GoroutineDump {
  return { total: groups.reduce((sum, { count }) => sum + count, 0), truncated: false, groups };
}

/** Files below `/ws/` are the workspace's, under their own name. */
export const inWorkspace: ResolveFile = (file) => (file.startsWith('/ws/') ? file : null);

export function memoryOf(values: Partial<MemoryStatistics> = {}): MemoryStatistics {
  return { ...emptyMemory, ...values };
}

export interface Moment {
  readonly at: number;
  /** Completed collections. */
  readonly gc?: number;
  /** Lines of profileFromText. */
  readonly heap?: string;
  readonly goroutines?: string;
  readonly dump?: GoroutineDump;
}

export function observationOf({ at, gc = 1, heap = '- 0 0', goroutines = '- 0', dump }: Moment): Observation {
  return {
    atMillis: at,
    memory: memoryOf({ numGc: gc }),
    heap: profileFromText(heap),
    goroutines: profileFromText(goroutines),
    dump: dump ?? null,
  };
}

export function point(atMillis: number, values: Partial<Record<GoSeriesId, number | null>>, life = 0): SeriesPoint {
  const known = goSeriesIds.map((name) => [name, values[name] ?? null] as const);
  return { atMillis, life, values: Object.fromEntries(known) };
}
