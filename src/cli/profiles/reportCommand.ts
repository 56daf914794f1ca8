import { t } from '@vscode/l10n';
import type { Profile } from '../../shared/model/profile';
import { addCounts, nothingRedacted, type RedactionCounts } from '../../shared/model/redaction';
import type { Refinement, RefinementKind } from '../../shared/model/views/viewScope';
import { formatBytes } from '../../shared/base/units';
import { jsonText } from '../../shared/base/said/jsonText';
import { ownText } from '../../shared/base/said/said';
import { longestSentence } from '../../shared/base/said/cutText';
import { terminalText } from '../../shared/base/said/terminalText';
import { firstProfileState, type ProfileViewState } from '../../shared/wires/profileMessages';
import type { ReportPage } from '../../shared/wires/reportPage';
import type { Command, Run } from '../arguments/command';
import { formatOf } from '../arguments/commonOptions';
import { profileOptions, reportScope } from '../arguments/profileScope';
import { givenFilters } from '../arguments/refinementOptions';
import { packProfile } from '../base/packProfile';
import { reportHtml } from '../base/reportHtml';
import { UsageError } from '../base/usageError';
import { asLines, writeAll } from '../base/writeAll';
import { loadProfile } from './loadProfile';
import { profileName, recordedAt } from './profileName';
import { chosenBase, normalizeOption, withBase } from './subtractedProfile';

export function reportCommand(): Command {
  return {
    name: 'report',
    summary: t('one page in a file: flame graph, table, callers and callees, to look at in any browser'),
    args: [{ name: 'SOURCE', summary: t('the profile') }],
    options: [
      { name: 'out', value: 'FILE.html', summary: t('the page (required)') },
      ...profileOptions(),
      { name: 'base', value: 'SOURCE', summary: t('show the difference to this profile') },
      normalizeOption(),
      {
        name: 'no-redact',
        value: null,
        summary: t('keep values of labels, account names in paths, comments, and where the profile is from'),
      },
    ],
    examples: [
      ['leaklens report http://localhost:6060 --out heap.html', t('to be kept by a job, or sent with a bug report')],
      ['leaklens report after.pb.gz --base before.pb.gz --out grown.html', t('what has grown in between')],
    ],
    notes: [
      t('The page holds the profile and all that shows it. It asks no server, and runs nothing but its own script.'),
      t('Options that refine are what it shows first; whoever reads it may change them.'),
    ],
    run,
  };
}

/** What stands in the page, of one profile. */
interface Shown {
  readonly profile: Profile;
  readonly subject: string;
}

async function run(run: Run): Promise<void> {
  const { line, parts, terminal, progress } = run;
  const format = formatOf(line);
  const out = line.option('out');
  if (out === null) throw new UsageError(t('--out is missing: the file for the page.'));
  const chosen = chosenBase(run);
  // Whatever is wrong with the file is said before a service is asked.
  await parts.reportFiles.check(out);
  const { profile, subject } = await loadProfile(run, line.argument(0));
  const scope = await withBase(run, chosen, profile, reportScope(run, profile));
  progress.show(t('writing the page'));
  const shown = { profile, subject };
  const base = scope.base === null ? null : { profile: scope.base.profile, subject: chosen?.source ?? '' };
  const { page, counts } = await pageOf(run, { shown, base, state: stateOf(run, profile, scope.sample) });
  const html = reportHtml(await parts.reportKit.read(), page);
  await parts.reportFiles.write(out, html);
  progress.clear();
  const bytes = Buffer.byteLength(html);
  if (format === 'json') await writeAll(terminal, [jsonText({ file: out, bytes, redacted: counts }), ownText('\n')]);
  else await writeAll(terminal, asLines(writtenText({ out, bytes, counts })));
}

async function pageOf(
  run: Run,
  { shown, base, state }: { readonly shown: Shown; readonly base: Shown | null; readonly state: ProfileViewState },
): Promise<{ readonly page: ReportPage; readonly counts: RedactionCounts | null }> {
  const { line, parts } = run;
  const redacts = !line.has('no-redact');
  let counts = nothingRedacted;
  const packed = async ({ profile }: Shown): Promise<string> => {
    const one = await packProfile(parts, profile, redacts);
    counts = addCounts(counts, one.counts);
    return one.packed;
  };
  const nameOf = ({ profile, subject }: Shown) => (redacts ? profileName(profile) : subject);
  const details = [recordedAt(shown.profile), redacts ? t('redacted') : '', `LeakLens ${parts.version}`];
  const page = {
    title: {
      name: nameOf(shown),
      detail: details.filter((one) => one !== '').join(' · '),
      base: base === null ? null : (redacts ? recordedAt(base.profile) : base.subject) || t('an earlier profile'),
    },
    state,
    profiles: [
      { id: 'profile', name: nameOf(shown), profile: await packed(shown), base: base && (await packed(base)) },
    ],
    watched: null,
  };
  return { page, counts: redacts ? counts : null };
}

/** What the options say is shown first. */
function stateOf(run: Run, profile: Profile, sample: number): ProfileViewState {
  const refinements = givenFilters(run).flatMap(([kind, pattern]): Refinement[] =>
    pattern === null ? [] : [{ kind: kind as RefinementKind, pattern }],
  );
  const { scope } = firstProfileState;
  const type = profile.sampleTypes[sample]?.type ?? '';
  return {
    ...firstProfileState,
    scope: { ...scope, sample: type, refinements, normalize: run.line.has('normalize') },
  };
}

interface Written {
  readonly out: string;
  readonly bytes: number;
  readonly counts: RedactionCounts | null;
}

function writtenText({ out, bytes, counts }: Written): readonly string[] {
  const head = `${terminalText(out, longestSentence)}  ${formatBytes(bytes)}`;
  if (counts === null) return [head];
  const { labels, accounts, remarks } = counts;
  return [head, t('Left out: values of labels {0}, account names {1}, comments {2}.', labels, accounts, remarks)];
}
