// Sums up what was found in the field, and holds it to the bars.
import type { Bar } from '../bars.ts';
import { shareText } from '../bars.ts';
import type { FieldWatch } from './watchField.ts';

const wanted = { told: 0.95, ownLine: 0.9, named: 0.8, polls: 0.95 };

/** How often a service's verdicts changed their tier. */
export function changesOf({ stories }: FieldWatch): number {
  return stories.reduce((sum, { steps }) => sum + steps.length, 0);
}

/** How often they took a word back. */
export function fallsOf({ stories }: FieldWatch): number {
  return stories.reduce((sum, { falls }) => sum + falls, 0);
}

function least(name: string, count: number, whole: number, share: number): Bar {
  return { name, measured: shareText(count, whole), holds: count >= share * whole };
}

function none(name: string, found: readonly string[]): Bar {
  return { name, measured: found.length === 0 ? 'none' : found.join('; '), holds: found.length === 0 };
}

export function fieldBars(watches: readonly FieldWatch[]): Bar[] {
  const scores = watches.map(({ score }) => score);
  const leaking = scores.filter(({ leaks }) => leaks);
  const count = (is: (score: (typeof scores)[number]) => boolean): number => leaking.filter(is).length;
  // A recording is polled as fast as it can be.
  const live = watches.filter(({ cost }) => cost !== null);
  const kept = live.reduce((sum, { polls, pollsDue }) => sum + Math.min(polls, pollsDue), 0);
  const due = live.reduce((sum, { pollsDue }) => sum + pollsDue, 0);
  return [
    least(
      'field: leaks are told, proven or probable',
      count(({ told }) => told),
      leaking.length,
      wanted.told,
    ),
    least(
      'field: the first line named is the person’s own',
      count(({ ownLine }) => ownLine),
      leaking.length,
      wanted.ownLine,
    ),
    least(
      'field: the mistake is named',
      count(({ named }) => named),
      leaking.length,
      wanted.named,
    ),
    none(
      'field: no mistake is named wrongly',
      scores.flatMap(({ name, wrongNames }) => wrongNames.map((wrong) => `${name}: ${wrong}`)),
    ),
    none(
      'field: nobody else is accused',
      scores.flatMap(({ name, accused }) => accused.map((one) => `${name}: ${one}`)),
    ),
    least('field: polls are kept', kept, due, wanted.polls),
  ];
}
