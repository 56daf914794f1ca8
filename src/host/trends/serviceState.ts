import { createHash } from 'node:crypto';
import type { SeriesId } from '../../shared/model/series/series';
import type { SeriesLook, SeriesView } from '../../shared/model/series/seriesSpec';
import type { TargetState } from '../../shared/wires/lspMessages';
import type { PanelReplica, PanelService } from '../../shared/wires/panelMessages';
import { groupedBy } from '../../shared/base/groupedBy';
import { mainSeries } from '../targets/targetGrowth';
import { serviceKey } from '../targets/targetNodes';

/** A target as the charts know it: one process, or a service that stands for several. */
export interface TrendsState extends TargetState {
  readonly service?: PanelService;
}

/** What a service and its replicas are called. */
export interface ServiceStateWords {
  /** How it stands with one of several, in two or three words. */
  replica(state: TargetState): string;
  /** How many there are, and how it stands with the worst. */
  service(replicas: readonly TargetState[]): string;
  /** A number of one of several. */
  line(name: string, label: string): string;
}

/** All targets, and before the replicas of each service the service itself, which has a line for each of them. */
export function withServiceStates(states: readonly TargetState[], words: ServiceStateWords): readonly TrendsState[] {
  const told = new Set<string>();
  return states.flatMap((state): readonly TrendsState[] => {
    const key = serviceKey(state);
    if (key === null || told.has(key)) return [state];
    told.add(key);
    const replicas = replicasOf(key, states);
    return replicas.length < 2 ? [state] : [serviceState(key, replicas, words), state];
  });
}

/** The processes that a service of the charts stands for; none where the id is that of one process. */
export function replicasOf(id: string, states: readonly TargetState[]): readonly TargetState[] {
  return states.filter((state) => serviceKey(state) === id);
}

/** Names the line of a process in the chart of its service, the same each time. It has the shape of the id of any series. */
export function replicaLine(targetId: string, number: SeriesId): SeriesId {
  const hash = createHash('sha256').update(targetId).digest('hex').slice(0, 10);
  return `r${hash}${number.slice(0, 1).toUpperCase()}${number.slice(1, 29)}`;
}

function serviceState(key: string, replicas: readonly TargetState[], words: ServiceStateWords): TrendsState {
  const [first] = replicas;
  if (first === undefined) throw new Error('A service without replicas.');
  const numbers = comparedBy(first);
  const name = first.replicaOf?.service ?? '';
  const isAnswered = replicas.some(({ phase }) => phase === 'connected');
  const latest = replicas.flatMap((one) => one.latest ?? []).toSorted((a, b) => b.atMillis - a.atMillis)[0] ?? null;
  const lineOf = (replica: TargetState, number: SeriesView, place: number): SeriesView => {
    const label = words.line(replica.target.name, number.label);
    const { unit, keepsExtremes, growth, explanation } = number;
    const id = replicaLine(replica.target.id, number.id);
    const look = lookOf(replica, number, place);
    return { id, unit, rank: 'told', keepsExtremes, growth, look, label, name: label, explanation };
  };
  const views = replicas.map((one) => replicaView(one, numbers, words)).toSorted(exceptionsFirst);
  return {
    ...first,
    target: { id: key, name, url: first.replicaOf?.address ?? '' },
    phase: isAnswered ? 'connected' : 'reconnecting',
    conditionText: { short: words.service(replicas), sentence: '' },
    ...{ problem: null, latest, growth: {}, limits: [], outlooks: [], cost: null, pace: null, missing: [] },
    series: replicas.flatMap((replica, place) => numbers.map((number) => lineOf(replica, number, place))),
    service: { numbers, replicas: views },
  };
}

/** One number for each chart. */
function comparedBy({ series }: TargetState): readonly SeriesView[] {
  const charts = groupedBy(mainSeries(series), ({ look }) => look.chart);
  return [...charts.values()].flatMap(([first]) => first ?? []);
}

function replicaView(state: TargetState, numbers: readonly SeriesView[], words: ServiceStateWords): PanelReplica {
  const { id, name } = state.target;
  return {
    targetId: id,
    name,
    condition: words.replica(state),
    exception: state.exception ?? '',
    ahead: aheadOf(state),
    lines: Object.fromEntries(numbers.map((number) => [number.id, replicaLine(id, number.id)])),
  };
}

/** What of it comes to its limit first, and when; null where nothing does, and where it does not answer. */
function aheadOf({ outlooks, phase }: TargetState): PanelReplica['ahead'] {
  if (phase !== 'connected') return null;
  const [next] = outlooks.toSorted((a, b) => a.reaches.likelyMillis - b.reaches.likelyMillis);
  return next === undefined ? null : { short: next.short, sentence: next.sentence };
}

function exceptionsFirst(a: PanelReplica, b: PanelReplica): number {
  return Number(a.exception === '') - Number(b.exception === '');
}

/** Colours repeat, and dashes then tell what colour alone may not. */
const colors = ['charts-blue', 'charts-green', 'charts-purple', 'charts-yellow', 'charts-orange'] as const;
const dashes: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [10, 4]];

function lookOf({ exception }: TargetState, number: SeriesView, place: number): SeriesLook {
  const stands = exception !== undefined;
  return {
    chart: number.look.chart,
    leads: stands,
    layer: stands ? 100 + place : place,
    color: stands ? 'charts-red' : (colors[place % colors.length] ?? 'charts-blue'),
    dash: stands ? [] : (dashes[Math.floor(place / colors.length) % dashes.length] ?? []),
    contrastDash: stands ? [] : (dashes[1 + (place % (dashes.length - 1))] ?? []),
    width: stands ? 2.5 : 1,
  };
}
