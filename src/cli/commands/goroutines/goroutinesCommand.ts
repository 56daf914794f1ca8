import { t } from '@vscode/l10n';
import type { Frame } from '../../../shared/model/sourceLocation';
import { jsonDocument } from '../../../shared/base/said/jsonText';
import type { Said } from '../../../shared/base/said/said';
import type { Command, Run } from '../../arguments/command';
import { formatOf } from '../../arguments/commonOptions';
import { asLines, writeAll } from '../../base/writeAll';
import { goroutinesText } from './goroutinesText';
import { loadGoroutines } from './loadGoroutines';
import { peeledJson, peeledText } from '../../text/peeledText';
import type { NumberedDump, ShownGoroutines, ShownGroup } from './shownDumps';

/** Asking for every goroutine stops the service in proportion to their number. */
const defaultDumpLimit = 10_000;

const defaultTextGroups = 30;

export function goroutinesCommand(): Command {
  return {
    name: 'goroutines',
    summary: t('goroutines, grouped by where they wait'),
    args: [
      {
        name: 'SOURCE',
        summary: t('a service, or a file with goroutine?debug=1, debug=2, a goroutine profile, a crash or a log'),
      },
    ],
    options: [
      {
        name: 'dump-limit',
        value: 'N',
        summary: t('ask for states, ages and creators only below N goroutines (10000): it stops the world'),
      },
      {
        name: 'dump',
        value: 'N|all',
        summary: t('of a text with several dumps the Nth, or all together (the last of each service)'),
      },
      { name: 'base-dump', value: 'N', summary: t('compare with the Nth dump of the text: what has changed since') },
      { name: 'limit', value: 'N', summary: t('at most so many groups; 0 is all (text 30, JSON all)') },
    ],
    examples: [
      ['leaklens goroutines http://localhost:6060', t('what is stuck, where, and who started it')],
      ['kubectl logs web-0 | leaklens goroutines -', t('the same of a dump in a log')],
      ['leaklens goroutines --base-dump 1 service.log', t('what has changed since the first dump of a log')],
    ],
    run,
  };
}

async function run(run: Run): Promise<void> {
  const { line, parts, terminal, progress } = run;
  const format = formatOf(line);
  const limit = line.count('limit', format === 'json' ? 0 : defaultTextGroups);
  const found = await loadGoroutines(run, line.count('dump-limit', defaultDumpLimit));
  progress.clear();
  const groups = limit === 0 ? found.groups : found.groups.slice(0, limit);
  const { withoutStacks } = found;
  const { words } = parts.runtimes.of('go');
  const missing = withoutStacks === null ? [] : [words.capability('stacks').refused(withoutStacks.detail)];
  if (format === 'json') await writeAll(terminal, goroutinesJson(found, groups, missing));
  else await writeAll(terminal, asLines(goroutinesText(found, groups, missing)));
}

function goroutinesJson(
  found: ShownGoroutines,
  groups: readonly ShownGroup[],
  missing: readonly string[],
): Iterable<Said> {
  const { total, truncated, isTotalKnown, peeled, dumps, baseDump } = found;
  const items = groups.map((group) => {
    const { count, state, minutes, site, createdBy, origins, labels, leaked, stack, service, change } = group;
    return {
      count,
      ...(change === null ? {} : { change }),
      state,
      minutes,
      site: place(site) ?? { function: '', file: '', line: 0 },
      createdBy: place(createdBy),
      ...(origins === undefined
        ? {}
        : {
            origins: origins.map((origin) => ({
              count: origin.count,
              stack: origin.stack.map((frame) => place(frame)),
            })),
          }),
      labels,
      leaked,
      lockedToThread: group.lockedToThread ?? 0,
      ...(service === '' ? {} : { service }),
      stack: stack.map(({ function: name, file, line, inlined }) => ({ function: name, file, line, inlined })),
    };
  });
  const head = { missing, total, truncated, totalKnown: isTotalKnown, groupCount: found.groups.length };
  return jsonDocument(
    {
      ...head,
      peeled: peeled === null ? null : peeledJson(peeledText(peeled), peeled),
      dumps: dumps.map(dumpJson),
      baseDump,
    },
    'groups',
    items,
  );
}

function dumpJson({ number, service, line, total, groups, isShown }: NumberedDump): object {
  return { number, service: service === '' ? null : service, line, total, groupCount: groups, shown: isShown };
}

function place(frame: Frame | null): { function: string; file: string; line: number } | null {
  return frame === null ? null : { function: frame.function, file: frame.file, line: frame.line };
}
