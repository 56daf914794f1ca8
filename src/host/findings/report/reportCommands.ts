import { env, l10n, window, workspace } from 'vscode';
import type { CommandHandlers } from '../../base/commandRegistry';
import { commands } from '../../base/contributionNames';
import { showInStatusBar } from '../../base/prompts';
import type { ReportCommandName } from '../findingCommandNames';
import type { FindingPick } from '../findingPick';
import { findingReport } from './findingReport';

export interface ReportCommandsOptions {
  readonly pick: FindingPick;
}

/** Commands that tell somebody else of a finding. They take its id or tree node, or mean the one at the cursor, or ask. */
export function reportCommands({ pick }: ReportCommandsOptions): Pick<CommandHandlers, ReportCommandName> {
  return {
    /** The text of the report, which is opened as a new file; null when there was nothing to report. */
    [commands.writeReport]: async (argument) => {
      const found = await pick.finding(argument, l10n.t('Write a report of which finding?'));
      if (found === null) return null;
      const content = await findingReport(found.finding);
      await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
      return content;
    },
    /** The same text, in the clipboard. */
    [commands.copyForIssue]: async (argument) => {
      const found = await pick.finding(argument, l10n.t('Copy which finding?'));
      if (found === null) return null;
      const content = await findingReport(found.finding);
      await env.clipboard.writeText(content);
      showInStatusBar(l10n.t('The finding is in the clipboard, as Markdown.'), 5_000);
      return content;
    },
  };
}
