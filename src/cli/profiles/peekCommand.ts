import { t } from '@vscode/l10n';
import type { Neighbour } from '../../shared/model/report/report';
import { jsonDocument } from '../../shared/base/said/jsonText';
import type { ProfileParts } from '../base/cliParts';
import type { Command, ProfileRun } from '../arguments/command';
import { formatOf } from '../arguments/commonOptions';
import { takenJson, withTaken } from './loadProfile';
import { loadMatched, matchedFunctionsForm, noMatch } from './matchedFunctions';
import { zoneName } from '../arguments/profileScope';
import { givenFilters } from '../arguments/refinementOptions';
import { asLines, writeAll } from '../base/writeAll';
import { peekText } from './peekText';

export function peekCommand(): Command<ProfileParts> {
  return {
    name: 'peek',
    summary: t('callers and callees of the functions that match'),
    ...matchedFunctionsForm(),
    examples: [["leaklens peek http://localhost:6060 'store\\.get'", t('who calls it, and what it calls')]],
    run,
  };
}

async function run(run: ProfileRun): Promise<void> {
  const { line, parts, terminal, progress } = run;
  const format = formatOf(line);
  const matched = await loadMatched(run);
  const { profile, scope, pattern, taken } = matched;
  const report = parts.reports.peek(profile, scope, pattern);
  progress.clear();
  if (format === 'text') {
    const isEmpty = report.rows.length === 0;
    await writeAll(
      terminal,
      asLines(
        isEmpty
          ? [noMatch(matched)]
          : withTaken(taken, peekText(profile, report, { filters: givenFilters(run), zoneName: zoneName(run) })),
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
