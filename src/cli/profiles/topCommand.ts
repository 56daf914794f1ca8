import { t } from '@vscode/l10n';
import type { Profile } from '../../shared/model/profile';
import type { ReportBase, ReportScope, TopReport, TopRow } from '../../shared/model/report/report';
import { jsonDocument } from '../../shared/base/said/jsonText';
import type { Said } from '../../shared/base/said/said';
import type { ProfileParts } from '../base/cliParts';
import type { Command, ProfileRun } from '../arguments/command';
import { formatOf } from '../arguments/commonOptions';
import { loadProfile, withTaken } from './loadProfile';
import { givenFilters, profileOptions, reportScope, zoneName } from '../arguments/profileScope';
import { UsageError } from '../base/usageError';
import { asLines, writeAll } from '../base/writeAll';
import { topText } from './topText';

const groupings = ['function', 'line', 'file'] as const;

/** A text is read by a person, JSON by a program that wants all of it. */
const defaultTextRows = 30;

export function topCommand(): Command<ProfileParts> {
  return {
    name: 'top',
    summary: t('what costs most: flat and cum by function, line or file'),
    args: [{ name: 'SOURCE', summary: t('the profile') }],
    options: [
      ...profileOptions(),
      { name: 'by', value: 'function|line|file', summary: t('what makes one row (function)') },
      { name: 'base', value: 'SOURCE', summary: t('subtract this profile; percentages are of all differences') },
      { name: 'diff-base', value: 'SOURCE', summary: t('the same, with percentages of the subtracted profile') },
      { name: 'limit', value: 'N', summary: t('at most so many rows; 0 is all (text 30, JSON all)') },
    ],
    examples: [
      ['leaklens top http://localhost:6060', t('memory in use, by function')],
      ['leaklens top --by line --sample alloc_space heap.pb.gz', t('all that was ever allocated, by line')],
      ['leaklens top --base before.pb.gz after.pb.gz', t('what has grown in between')],
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
  const baseSource = chosenBase(run);
  const { profile, taken } = await loadProfile(run, line.argument(0));
  const plain = reportScope(run, profile);
  const scope = baseSource === null ? plain : { ...plain, base: await loadBase(run, baseSource, profile, plain) };
  progress.show(t('adding up'));
  const report = parts.reports.top(profile, scope, by);
  progress.clear();
  const rows = limit === 0 ? report.rows : report.rows.slice(0, limit);
  if (format === 'json') await writeAll(terminal, topJson(report, rows, by === 'line'));
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

function topJson(report: TopReport, rows: readonly TopRow[], hasLines: boolean): Iterable<Said> {
  const { sampleType, total } = report;
  const shown = rows.map(({ function: name, file, line, flat, cum }) =>
    hasLines ? { function: name, file, line, flat, cum } : { function: name, file, flat, cum },
  );
  return jsonDocument({ sampleType, total, rowCount: report.rows.length }, 'rows', shown);
}

interface BaseSource {
  readonly source: string;
  readonly total: ReportBase['total'];
}

function chosenBase({ line }: ProfileRun): BaseSource | null {
  const base = line.option('base');
  const diffBase = line.option('diff-base');
  if (base !== null && diffBase !== null) throw new UsageError(t('Give --base or --diff-base, not both.'));
  const source = base ?? diffBase;
  if (source === null) return null;
  if (source === '-' && line.argument(0) === '-') {
    throw new UsageError(t('Standard input can be read only once: give one of the two profiles as a file.'));
  }
  return { source, total: base === null ? 'base' : 'differences' };
}

async function loadBase(
  run: ProfileRun,
  { source, total }: BaseSource,
  profile: Profile,
  scope: ReportScope,
): Promise<ReportBase> {
  const { profile: base, subject } = await loadProfile(run, source);
  const wanted = profile.sampleTypes[scope.sample];
  const found = base.sampleTypes.find(({ type }) => type === wanted?.type);
  if (wanted === undefined || found?.unit !== wanted.unit) {
    const known = base.sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(', ');
    const message = t(
      '{0} has no {1} in {2} to subtract; it has {3}.',
      subject,
      wanted?.type ?? '',
      wanted?.unit ?? '',
      known,
    );
    throw new UsageError(message);
  }
  return { profile: base, total };
}
