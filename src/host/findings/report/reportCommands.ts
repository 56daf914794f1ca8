import { env, l10n, Uri, window, workspace } from 'vscode';
import type { CommandHandlers } from '../../base/commandRegistry';
import { commands } from '../../base/contributionNames';
import { showInformation, showInStatusBar } from '../../base/prompts';
import type { TargetConnections } from '../../targets/targetConnections';
import type { ReportCommandName } from '../findingCommandNames';
import type { FoundFinding } from '../findingList';
import type { FindingPick } from '../findingPick';
import { leakStory, type LeakStory } from './leakStory';
import { storyMarkdown } from './storyMarkdown';
import { storyPage } from './storyPage';
import type { TrendsBefore } from './trendsBefore';

export interface ReportCommandsOptions {
  readonly pick: FindingPick;
  readonly before: Pick<TrendsBefore, 'of'>;
  readonly connections: Pick<TargetConnections, 'states'>;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** Commands that tell somebody else of a finding. They take its id or tree node, or mean the one at the cursor, or ask. */
export function reportCommands(options: ReportCommandsOptions): Pick<CommandHandlers, ReportCommandName> {
  const { pick } = options;
  return {
    /** The text of the report, which is opened as a new file; null when there was nothing to report. */
    [commands.writeReport]: async (argument) => {
      const found = await pick.finding(argument, l10n.t('Write a report of which finding?'));
      if (found === null) return null;
      const content = storyMarkdown(await storyOf(found, options));
      await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
      return content;
    },
    /** The address of the page; null when there was nothing to report, or nowhere to put it. Takes where to put it, else asks. */
    [commands.writeReportPage]: async (argument, where) => {
      const found = await pick.finding(argument, l10n.t('Write a report of which finding?'));
      const file = found && (where instanceof Uri ? where : await askWhere());
      if (found === null || file === null) return null;
      await workspace.fs.writeFile(file, new TextEncoder().encode(storyPage(await storyOf(found, options))));
      offerPage(file).catch(options.report);
      return file.toString();
    },
    /** The same text, in the clipboard. */
    [commands.copyForIssue]: async (argument) => {
      const found = await pick.finding(argument, l10n.t('Copy which finding?'));
      if (found === null) return null;
      const content = storyMarkdown(await storyOf(found, options));
      await env.clipboard.writeText(content);
      showInStatusBar(l10n.t('The finding is in the clipboard, as Markdown.'), 5_000);
      return content;
    },
  };
}

function storyOf(
  { finding, target }: FoundFinding,
  { before, connections }: Pick<ReportCommandsOptions, 'before' | 'connections'>,
): Promise<LeakStory> {
  const state = connections.states.find((one) => one.target.id === target.targetId);
  const ahead = (state?.outlooks ?? []).map(({ sentence }) => sentence);
  return leakStory({ finding, before: before.of(finding), ahead });
}

async function askWhere(): Promise<Uri | null> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const chosen = await window.showSaveDialog({
    title: l10n.t('Write Report as Page'),
    filters: { HTML: ['html'] },
    ...(folder !== undefined && { defaultUri: Uri.joinPath(folder, 'leak.html') }),
  });
  return chosen ?? null;
}

async function offerPage(file: Uri): Promise<void> {
  const open = l10n.t('Open in Browser');
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  if ((await showInformation(l10n.t('The report is in {0}.', name), open)) === open) await env.openExternal(file);
}
