import { t } from '@vscode/l10n';
import type { WaitingGroup, WaitingGroups } from '../../shared/ports/processReports';
import type { Frame } from '../../shared/model/sourceLocation';
import { jsonDocument } from '../../shared/base/said/jsonText';
import type { Said } from '../../shared/base/said/said';
import type { Command, Run } from '../arguments/command';
import { formatOf } from '../arguments/commonOptions';
import { asLines, writeAll } from '../base/writeAll';
import { goroutinesText } from './goroutinesText';
import { loadGoroutines } from './loadGoroutines';

/** Asking for every goroutine stops the service in proportion to their number. */
const defaultDumpLimit = 10_000;

const defaultTextGroups = 30;

export function goroutinesCommand(): Command {
  return {
    name: 'goroutines',
    summary: t('goroutines, grouped by where they wait'),
    args: [
      { name: 'SOURCE', summary: t('a service, or a file with goroutine?debug=1, debug=2 or a goroutine profile') },
    ],
    options: [
      {
        name: 'dump-limit',
        value: 'N',
        summary: t('ask for states, ages and creators only below N goroutines (10000): it stops the world'),
      },
      { name: 'limit', value: 'N', summary: t('at most so many groups; 0 is all (text 30, JSON all)') },
    ],
    examples: [['leaklens goroutines http://localhost:6060', t('what is stuck, where, and who started it')]],
    run,
  };
}

async function run(run: Run): Promise<void> {
  const { line, terminal, progress } = run;
  const format = formatOf(line);
  const limit = line.count('limit', format === 'json' ? 0 : defaultTextGroups);
  const found = await loadGoroutines(run, line.count('dump-limit', defaultDumpLimit));
  progress.clear();
  const groups = limit === 0 ? found.groups : found.groups.slice(0, limit);
  if (format === 'json') await writeAll(terminal, goroutinesJson(found, groups));
  else await writeAll(terminal, asLines(goroutinesText(found, groups)));
}

function goroutinesJson(
  { total, truncated, groups: all }: WaitingGroups,
  groups: readonly WaitingGroup[],
): Iterable<Said> {
  const items = groups.map(({ count, state, minutes, site, createdBy, labels, leaked, stack }) => ({
    count,
    state,
    minutes,
    site: place(site) ?? { function: '', file: '', line: 0 },
    createdBy: place(createdBy),
    labels,
    leaked,
    stack: stack.map(({ function: name, file, line, inlined }) => ({ function: name, file, line, inlined })),
  }));
  return jsonDocument({ total, truncated, groupCount: all.length }, 'groups', items);
}

function place(frame: Frame | null): { function: string; file: string; line: number } | null {
  return frame === null ? null : { function: frame.function, file: frame.file, line: frame.line };
}
