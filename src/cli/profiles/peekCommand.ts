import { t } from '@vscode/l10n';
import type { Neighbour } from '../../shared/model/report/report';
import { jsonDocument } from '../../shared/base/said/jsonText';
import { terminalText } from '../../shared/base/said/terminalText';
import type { ProfileParts } from '../base/cliParts';
import type { Command, ProfileRun } from '../arguments/command';
import { formatOf } from '../arguments/commonOptions';
import { loadProfile, takenJson, withTaken } from './loadProfile';
import { profileOptions, reportScope, zoneName } from '../arguments/profileScope';
import { givenFilters, requiredPattern } from '../arguments/refinementOptions';
import { asLines, writeAll } from '../base/writeAll';
import { peekText } from './peekText';
import { baseOptions, chosenBase, withBase } from './subtractedProfile';

export function peekCommand(): Command<ProfileParts> {
  return {
    name: 'peek',
    summary: t('callers and callees of the functions that match'),
    args: [
      { name: 'SOURCE', summary: t('the profile') },
      { name: 'REGEX', summary: t('regular expression for the function, in Go’s syntax') },
    ],
    options: [...profileOptions(), ...baseOptions()],
    examples: [["leaklens peek http://localhost:6060 'store\\.get'", t('who calls it, and what it calls')]],
    notes: [t('flat is what a function costs itself, cum what it costs with all that it calls.')],
    run,
  };
}

async function run(run: ProfileRun): Promise<void> {
  const { line, parts, terminal, progress } = run;
  const format = formatOf(line);
  const pattern = requiredPattern(parts.reports, line.argument(1), 'REGEX');
  const base = chosenBase(run);
  const { profile, subject, taken } = await loadProfile(run, line.argument(0));
  const scope = await withBase(run, base, profile, reportScope(run, profile));
  progress.show(t('adding up'));
  const report = parts.reports.peek(profile, scope, pattern);
  progress.clear();
  if (format === 'text') {
    const isEmpty = report.rows.length === 0;
    await writeAll(
      terminal,
      asLines(
        isEmpty
          ? [noMatch(pattern.source, subject)]
          : withTaken(taken, peekText(profile, report, { filters: givenFilters(run), zoneName: await zoneName(run) })),
      ),
    );
    return;
  }
  const { sampleType, total } = report;
  const plain = (neighbours: readonly Neighbour[]) =>
    neighbours.map(({ function: name, value, inlined }) => ({ function: name, value, inlined }));
  const rows = report.rows.map(({ function: name, flat, cum, callers, callees }) => ({
    function: name,
    flat,
    cum,
    callers: plain(callers),
    callees: plain(callees),
  }));
  await writeAll(terminal, jsonDocument({ sampleType, total, peeled: takenJson(taken) }, 'rows', rows));
}

/** What to say when a pattern finds nothing. */
export function noMatch(pattern: string, subject: string): string {
  return t(
    'No function in {0} matches “{1}”; “leaklens top” lists what there is.',
    terminalText(subject),
    terminalText(pattern),
  );
}
