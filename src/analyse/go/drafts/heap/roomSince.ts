import type { TrendPoint } from '../../../numbers/trend';
import type { ProcessHistory } from '../../history/history';
import { pollSeries, type PollKey } from '../../history/seriesKeys';
import { heapRules as rules } from '../../base/heapRules';

/**
 * The points of a room, and one more where it has grown since the profile was made. A heap profile is one collection behind the
 * collector's goal (runtime/mprof.go), and a buffer that doubles has the next collection, which would show it, come twice as late each
 * time: of a leak in one buffer the newest doubling is missing for half of the time. Where the room is most of what is alive, the goal
 * says it: what is alive rises at one collection by as much as a new room adds, beside the old one or in its place, and as much was
 * allocated in one pause between two polls.
 */
export function withRoomSince(history: ProcessHistory, points: readonly TrendPoint[]): readonly TrendPoint[] {
  const room = points.at(-1);
  const alive = history.heapReading?.bytes ?? 0;
  const rise = newestRise(history);
  if (room === undefined || rise === null || room.value <= 0 || room.value < alive * rules.mostlyRoom) return points;
  const added = alive * (rise.times - 1);
  if (added < room.value * rules.roomAdds || added > room.value * rules.roomAddsMost || rise.leap < room.value)
    return points;
  const atMillis = Math.max(rise.seenMillis, room.atMillis + 1);
  return [...points, { atMillis, value: room.value + Math.min(room.value, added) }];
}

/** From the collection that the profile is of to the one that published it. */
interface Rise {
  /** The goal, against what it was. */
  readonly times: number;
  /** When a poll saw it first. */
  readonly seenMillis: number;
  /** The most that was allocated from one poll to the next meanwhile, bytes. */
  readonly leap: number;
}

/** Null where no poll saw both. */
function newestRise({ byPoll }: ProcessHistory): Rise | null {
  const [scale] = byPoll.scales;
  const of = (key: PollKey) => scale?.points(key) ?? [];
  const [goals, collections, allocated] = [of(pollSeries.goal), of(pollSeries.collections), of(pollSeries.allocated)];
  const newest = collections.at(-1)?.value ?? 0;
  const before = collections.findLastIndex(({ value }) => value === newest - 1);
  const [then, now, seen] = [goals[before], goals.at(-1), goals[before + 1]];
  if (then === undefined || now === undefined || seen === undefined || then.value <= 0) return null;
  const since = allocated.slice(before);
  const leap = since.reduce((most, { value }, at) => Math.max(most, value - (since[at - 1]?.value ?? value)), 0);
  return { times: now.value / then.value, seenMillis: seen.atMillis, leap };
}
