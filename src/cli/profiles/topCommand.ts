import { t } from '@vscode/l10n';
import type { TopReport, TopRow } from '../../shared/model/report/report';
import { jsonDocument } from '../../shared/base/said/jsonText';
import type { Said } from '../../shared/base/said/said';
import type { ProfileParts } from '../base/cliParts';
import type { Command, ProfileRun } from '../arguments/command';
import { formatOf } from '../arguments/commonOptions';
import { loadProfile, takenJson, withTaken } from './loadProfile';
import { profileOptions, reportScope, zoneName } from '../arguments/profileScope';
import { givenFilters } from '../arguments/refinementOptions';
import { asLines, writeAll } from '../base/writeAll';
import { baseOptions, chosenBase, withBase } from './subtractedProfile';
import { topText } from './topText';

const groupings = ['function', 'line', 'file', 'package'] as const;

/** A text is read by a person, JSON by a program that wants all of it. */
const defaultTextRows = 30;

export function topCommand(): Command<ProfileParts> {
  return {
    name: 'top',
    summary: t('what costs most: flat and cum by function, line, file or package'),
    args: [{ name: 'SOURCE', summary: t('the profile') }],
    options: [
      ...profileOptions(),
      { name: 'by', value: 'function|line|file|package', summary: t('what makes one row (function)') },
      ...baseOptions(),
      { name: 'limit', value: 'N', summary: t('at most so many rows; 0 is all (text 30, JSON all)') },
    ],
    examples: [
      ['leaklens top http://localhost:6060', t('memory in use, by function')],
      ['leaklens top --by line --sample alloc_space heap.pb.gz', t('all that was ever allocated, by line')],
      ['leaklens top --base before.pb.gz after.pb.gz', t('what has grown in between')],
      ['leaklens top --by package --hide ^runtime heap.pb.gz', t('by package, at what called the runtime')],
    ],
    notes: [
      t(
        'flat is what a row costs itself, cum what it costs with all that it calls: the columns of “go tool pprof -top”,',
      ),
      t('to the same last byte. With --format json all values are whole numbers in the unit of the sample type.'),
    ],
    run,
  };
}

async function run(run: ProfileRun): Promise<void> {
  const { line, parts, terminal, progress } = run;
  const format = formatOf(line);
  const by = line.choice('by', groupings, 'function');
  const limit = line.count('limit', format === 'json' ? 0 : defaultTextRows);
  const base = chosenBase(run);
  const { profile, taken } = await loadProfile(run, line.argument(0));
  const scope = await withBase(run, base, profile, reportScope(run, profile));
  progress.show(t('adding up'));
  const report = parts.reports.top(profile, scope, by);
  progress.clear();
  const rows = limit === 0 ? report.rows : report.rows.slice(0, limit);
  if (format === 'json')
    await writeAll(terminal, topJson(report, rows, { hasLines: by === 'line', peeled: takenJson(taken) }));
  else
    await writeAll(
      terminal,
      asLines(
        withTaken(
          taken,
          topText(profile, report, { rows, by, filters: givenFilters(run), zoneName: await zoneName(run) }),
        ),
      ),
    );
}

function topJson(
  report: TopReport,
  rows: readonly TopRow[],
  { hasLines, peeled }: { readonly hasLines: boolean; readonly peeled: object | null },
): Iterable<Said> {
  const { sampleType, total } = report;
  const shown = rows.map(({ function: name, file, line, flat, cum }) =>
    hasLines ? { function: name, file, line, flat, cum } : { function: name, file, flat, cum },
  );
  return jsonDocument({ sampleType, total, peeled, rowCount: report.rows.length }, 'rows', shown);
}
