import { t } from '@vscode/l10n';
import type { Profile } from '../../shared/model/profile';
import type { Grouping, ReportScope, TopReport, TopRow } from '../../shared/model/report/report';
import type { RowTurnover } from '../../shared/model/turnover';
import { jsonDocument } from '../../shared/base/said/jsonText';
import type { Said } from '../../shared/base/said/said';
import type { ProfileParts } from '../base/cliParts';
import type { Command, ProfileRun } from '../arguments/command';
import { formatOf } from '../arguments/commonOptions';
import { loadProfile, takenJson, withTaken } from './loadProfile';
import { profileOptions, reportScope, zoneName } from '../arguments/profileScope';
import { givenFilters } from '../arguments/refinementOptions';
import { UsageError } from '../base/usageError';
import { asLines, writeAll } from '../base/writeAll';
import { baseOptions, chosenBase, withBase } from './subtractedProfile';
import { topText, type RowsBy } from './topText';

const groupings = ['function', 'line', 'file', 'package'] as const;

/** A text is read by a person, JSON by a program that wants all of it. */
const defaultTextRows = 30;

export function topCommand(): Command<ProfileParts> {
  return {
    name: 'top',
    summary: t('what costs most: flat and cum by function, line, file, package or label'),
    args: [{ name: 'SOURCE', summary: t('the profile') }],
    options: [
      ...profileOptions(),
      {
        name: 'by',
        value: 'function|line|file|package|label:KEY',
        summary: t('what makes one row (function); label:tenant: each value of a label'),
      },
      ...baseOptions(),
      {
        name: 'turnover',
        value: null,
        summary: t('of a heap: how much was allocated and freed on each row, and how long it is kept'),
      },
      { name: 'limit', value: 'N', summary: t('at most so many rows; 0 is all (text 30, JSON all)') },
    ],
    examples: [
      ['leaklens top http://localhost:6060', t('memory in use, by function')],
      ['leaklens top --by line --sample alloc_space heap.pb.gz', t('all that was ever allocated, by line')],
      ['leaklens top --base before.pb.gz after.pb.gz', t('what has grown in between')],
      [
        'leaklens top --turnover --base before.pb.gz after.pb.gz',
        t('how much of what was allocated in between was freed'),
      ],
      ['leaklens top --by label:tenant cpu.pb.gz', t('by what the label tenant says')],
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
  const by = chosenRows(line);
  const limit = line.count('limit', format === 'json' ? 0 : defaultTextRows);
  const base = chosenBase(run);
  const { profile, taken } = await loadProfile(run, line.argument(0));
  const scope = await withBase(run, base, profile, reportScope(run, profile));
  progress.show(t('adding up'));
  const report = reportBy(parts, { profile, scope, by });
  const rows = limit === 0 ? report.rows : report.rows.slice(0, limit);
  const turnover = line.has('turnover') ? knownTurnover(parts, { profile, scope, by: frames(by), rows }) : null;
  progress.clear();
  if (format === 'json') {
    const peeled = takenJson(taken);
    await writeAll(terminal, topJson(report, rows, { by, peeled, turnover }));
    return;
  }
  const shown = { rows, by, filters: givenFilters(run), zoneName: zoneName(run), turnover };
  await writeAll(terminal, asLines(withTaken(taken, topText(profile, report, shown))));
}

/** @throws UsageError */
function chosenRows(line: ProfileRun['line']): RowsBy {
  const text = line.option('by') ?? '';
  if (!text.startsWith(labelled)) return line.choice('by', groupings, 'function');
  if (text === labelled) throw new UsageError(t('--by label:KEY needs the key of a label, such as label:tenant.'));
  return { label: text.slice(labelled.length) };
}

const labelled = 'label:';

/** More are no help. */
const mostNamed = 20;

interface Counted {
  readonly profile: Profile;
  readonly scope: ReportScope;
  readonly by: RowsBy;
}

/** @throws UsageError for a label that no sample has */
function reportBy({ reports }: ProfileParts, { profile, scope, by }: Counted): TopReport {
  if (typeof by === 'string') return reports.top(profile, scope, by);
  const { label } = by;
  const profiles = scope.base === null ? [profile] : [profile, scope.base.profile];
  const keys = [...new Set(profiles.flatMap((one) => reports.labelKeys(one)))];
  if (keys.includes(label)) return reports.topByLabel(profile, scope, label);
  if (keys.length === 0) throw new UsageError(t('--by label:{0}: no sample of the profile has labels.', label));
  throw new UsageError(
    t('--by label:{0}: no sample has that label; there are {1}.', label, keys.slice(0, mostNamed).join(', ')),
  );
}

/** @throws UsageError for rows that are no frames: nothing is allocated in a label */
function frames(by: RowsBy): Grouping {
  if (typeof by === 'string') return by;
  throw new UsageError(
    t('--turnover goes by frames, and not by labels: leave out one of --turnover and --by label:KEY.'),
  );
}

type Turnovers = readonly (RowTurnover | null)[];

interface Added {
  readonly profile: Profile;
  readonly scope: ReportScope;
  readonly by: Grouping;
  readonly rows: readonly TopRow[];
}

/** @throws UsageError for a profile that does not tell */
function knownTurnover({ reports }: ProfileParts, { profile, scope, by, rows }: Added): Turnovers {
  const told = reports.turnover(profile, scope, by, rows);
  if (told !== null) return told;
  const has = profile.sampleTypes.map(({ type }) => type).join(', ');
  throw new UsageError(
    t('--turnover needs a heap profile that counts what was allocated, and a column of it; this one has {0}.', has),
  );
}

interface TopJson {
  readonly by: RowsBy;
  readonly peeled: object | null;
  readonly turnover: Turnovers | null;
}

function topJson(report: TopReport, rows: readonly TopRow[], { by, peeled, turnover }: TopJson): Iterable<Said> {
  const { sampleType, total } = report;
  const shown = rows.map(({ function: name, file, line, flat, cum }, at) => ({
    function: name,
    file,
    ...(by === 'line' && { line }),
    ...(typeof by !== 'string' && { label: name === '' ? null : name }),
    flat,
    cum,
    ...(turnover !== null && { turnover: turnover[at] ?? null }),
  }));
  return jsonDocument({ sampleType, total, peeled, rowCount: report.rows.length }, 'rows', shown);
}
