import { t } from '@vscode/l10n';
import type { GoroutineText, TextDump } from '../../../shared/model/go/goroutine';
import type { Problem } from '../../../shared/model/errors';
import type { Peeled } from '../../../shared/model/peeled';
import type { WaitingGroup, WaitingGroups } from '../../../shared/ports/processReports';
import type { Run } from '../../arguments/command';
import { UsageError } from '../../base/usageError';

/** A group of one of the services of a text. */
export interface ShownGroup extends WaitingGroup {
  /** Empty where there is one service only. */
  readonly service: string;
  /** How many more there are than in the dump that was asked to be compared with; null without one. */
  readonly change: number | null;
}

/** A dump of a text, by the number under which it can be asked for. */
export interface NumberedDump {
  readonly number: number;
  readonly service: string;
  readonly line: number;
  readonly total: number;
  readonly groups: number;
  readonly isShown: boolean;
}

export interface ShownGoroutines {
  readonly total: number;
  readonly truncated: boolean;
  readonly isTotalKnown: boolean;
  readonly groups: readonly ShownGroup[];
  /** Null for a service that was asked. */
  readonly peeled: Peeled | null;
  readonly dumps: readonly NumberedDump[];
  /** The dump that the numbers are compared with. */
  readonly baseDump: number | null;
  /** Why a service does not tell states, ages and creators; null where it does, or was not asked. */
  readonly withoutStacks: Problem | null;
}

/** What a service says of itself. */
export function ofService(found: WaitingGroups, withoutStacks: Problem | null = null): ShownGoroutines {
  const groups = found.groups.map((group) => ({ ...group, service: '', change: null }));
  return { ...found, isTotalKnown: true, groups, peeled: null, dumps: [], baseDump: null, withoutStacks };
}

/** The dumps of a text that are asked for: of each service the last one, else by number. @throws UsageError */
export function shownDumps(run: Run, { peeled, dumps }: GoroutineText): ShownGoroutines {
  const chosen = chosenDumps(run, dumps);
  const base =
    run.line.option('base-dump') === null ? null : numbered(dumps, 'base-dump', run.line.option('base-dump'));
  const isNamed = new Set(dumps.map(({ service }) => service)).size > 1;
  const groups = chosen.flatMap(({ service, dump }) =>
    run.parts.processReports
      .goroutines(dump)
      .groups.map((group) => ({ ...group, service: isNamed ? service : '', change: null })),
  );
  const compared = base === null ? groups : compare(run, groups, base);
  return {
    total: chosen.reduce((sum, { dump }) => sum + dump.total, 0),
    truncated: chosen.some(({ dump }) => dump.truncated),
    isTotalKnown: chosen.every(({ dump }) => dump.isTotalKnown !== false),
    groups: compared.sort((a, b) => sizeOf(b) - sizeOf(a)),
    peeled,
    dumps: dumps.map(({ service, line, dump }, at) => ({
      number: at + 1,
      service,
      line,
      total: dump.total,
      groups: dump.groups.length,
      isShown: chosen.some((one) => one.dump === dump),
    })),
    baseDump: base === null ? null : dumps.indexOf(base) + 1,
    withoutStacks: null,
  };
}

function sizeOf({ count, change }: ShownGroup): number {
  return change === null ? count : Math.abs(change);
}

function chosenDumps({ line }: Run, dumps: readonly TextDump[]): readonly TextDump[] {
  const asked = line.option('dump');
  if (asked === 'all') return dumps;
  if (asked !== null) return [numbered(dumps, 'dump', asked)];
  return [...new Map(dumps.map((dump) => [dump.service, dump])).values()];
}

function numbered(dumps: readonly TextDump[], option: string, asked: string | null): TextDump {
  const found = /^\d{1,6}$/.test(asked ?? '') ? dumps[Number(asked) - 1] : undefined;
  if (found !== undefined) return found;
  throw new UsageError(
    t('--{0} takes the number of a dump, from 1 to {1}, not “{2}”.', option, dumps.length, asked ?? ''),
  );
}

/** Groups by what they wait for and where; those that are gone have a count of 0. */
function compare(run: Run, groups: readonly ShownGroup[], base: TextDump): ShownGroup[] {
  const before = new Map(run.parts.processReports.goroutines(base.dump).groups.map((group) => [keyOf(group), group]));
  const here = groups.map((group) => {
    const earlier = before.get(keyOf(group));
    before.delete(keyOf(group));
    return { ...group, change: group.count - (earlier?.count ?? 0) };
  });
  const gone = [...before.values()].map((group) => ({ ...group, count: 0, service: '', change: -group.count }));
  return [...here, ...gone];
}

function keyOf({ state, stack, createdBy, labels, leaked }: WaitingGroup): string {
  return JSON.stringify([state, stack, createdBy, labels, leaked]);
}
