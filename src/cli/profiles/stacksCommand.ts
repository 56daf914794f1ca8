import { t } from '@vscode/l10n';
import type { Amount } from '../../shared/model/report/amount';
import type { Profile } from '../../shared/model/profile';
import type { StackSample, StacksReport } from '../../shared/model/report/report';
import { jsonDocument } from '../../shared/base/said/jsonText';
import { terminalText } from '../../shared/base/said/terminalText';
import { padColumnStart } from '../../shared/base/textWidth';
import type { ProfileParts } from '../base/cliParts';
import type { Command, ProfileRun } from '../arguments/command';
import { formatOf } from '../arguments/commonOptions';
import { frameName } from '../text/frameName';
import { loadProfile, takenJson, withTaken } from './loadProfile';
import { formatAmount, ownScale } from '../text/measure';
import { profileHead, type ZoneName } from '../text/profileHead';
import { profileOptions, reportScope, zoneName } from '../arguments/profileScope';
import { asLines, writeAll } from '../base/writeAll';

export function stacksCommand(): Command<ProfileParts> {
  return {
    name: 'stacks',
    summary: t('every sample with its whole stack and its labels'),
    args: [{ name: 'SOURCE', summary: t('the profile') }],
    options: profileOptions(),
    examples: [
      ['leaklens stacks --type goroutine --focus main http://localhost:6060', t('stacks that go through main')],
    ],
    run,
  };
}

async function run(run: ProfileRun): Promise<void> {
  const { line, parts, terminal, progress } = run;
  const format = formatOf(line);
  const { profile, taken } = await loadProfile(run, line.argument(0));
  const scope = reportScope(run, profile);
  const report = parts.reports.stacks(profile, scope);
  progress.clear();
  if (format === 'text')
    await writeAll(
      terminal,
      asLines(withTaken(taken, stacksText(profile, report, { sample: scope.sample, zoneName: zoneName(run) }))),
    );
  else
    await writeAll(
      terminal,
      jsonDocument({ sampleTypes: report.sampleTypes, peeled: takenJson(taken) }, 'samples', jsonSamples(report)),
    );
}

function* jsonSamples(report: StacksReport): Generator {
  for (const { values, labels, stack } of report.samples) {
    yield { values, labels: jsonLabels(labels), ...labelUnits(labels), stack: stack.map(jsonFrame) };
  }
}

function jsonFrame({ function: name, file, line, inlined, address }: StackSample['stack'][number]) {
  const frame = { function: name, file, line, inlined };
  return address === null ? frame : { ...frame, address };
}

/** One value as it is, several as a list. A key that is used for text and for numbers has both. */
function jsonLabels(labels: StackSample['labels']): Record<string, unknown> {
  const merged = new Map<string, (string | Amount)[]>();
  for (const { key, values } of labels) merged.set(key, [...(merged.get(key) ?? []), ...values]);
  // Object.fromEntries defines own properties, so that a label named __proto__ is a label.
  return Object.fromEntries([...merged].map(([key, values]) => [key, values.length === 1 ? values[0] : values]));
}

function labelUnits(labels: StackSample['labels']): { labelUnits?: Record<string, string> } {
  const units = labels.filter(({ unit }) => unit !== '').map(({ key, unit }) => [key, unit] as const);
  return units.length === 0 ? {} : { labelUnits: Object.fromEntries(units) };
}

const separator = '-----------+-------------------------------------------------------';

/** The blocks of `go tool pprof -traces`, with files and lines. */
function* stacksText(
  profile: Profile,
  report: StacksReport,
  { sample, zoneName }: { readonly sample: number; readonly zoneName: ZoneName },
): Generator<string> {
  yield* profileHead(profile, report, zoneName);
  for (const { values, labels, stack } of report.samples) {
    yield separator;
    for (const label of labels) yield `${padColumnStart(terminalText(label.key), 10)}:  ${labelText(label)}`;
    const value = values[sample] ?? 0;
    let prefix = padColumnStart(formatAmount(value, ownScale(value, report.sampleType.unit)), 10);
    for (const frame of stack) {
      yield `${prefix}   ${frameName(frame)}${frame.inlined ? ' (inline)' : ''}`;
      prefix = ' '.repeat(10);
    }
  }
  yield separator;
}

/** A number without a unit has that of its key, as in `bytes`. */
function labelText({ key, values, unit }: StackSample['labels'][number]): string {
  const shown = values.map((value) =>
    typeof value === 'string' ? terminalText(value) : formatAmount(value, ownScale(value, labelUnit(key, unit))),
  );
  return shown.join(' ');
}

function labelUnit(key: string, unit: string): string {
  if (unit !== '') return unit;
  return key === 'alignment' || key === 'request' ? 'bytes' : key;
}
