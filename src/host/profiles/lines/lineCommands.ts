import { l10n, TabInputCustom, window, type Tab, type Uri } from 'vscode';
import { profileEditors, commands } from '../../base/contributionNames';
import type { CommandHandlers } from '../../base/commandRegistry';
import { pickOne, tell } from '../../base/prompts';
import type { ProfileEditor } from '../profileEditor';
import type { ProfileOnLines } from './profileOnLines';

/** The command that shows an opened profile on source lines, or takes it off. */
export function lineCommands(
  editor: ProfileEditor,
  onLines: ProfileOnLines,
): Pick<CommandHandlers, typeof commands.toggleProfileLines> {
  return {
    /** Means the profile in front; else takes off the one that is shown; else asks which one. `false` only takes off. */
    [commands.toggleProfileLines]: async (on) => {
      const inFront = profileIn(window.tabGroups.activeTabGroup.activeTab);
      const { shown } = onLines;
      if (shown !== null && (on === false || inFront === null)) onLines.hide(shown);
      else if (on !== false) {
        const uri = inFront ?? (await pickOpened());
        if (uri !== null) editor.toggleLines(uri);
      }
    },
  };
}

function profileIn(tab: Tab | undefined): Uri | null {
  const viewTypes: readonly string[] = Object.values(profileEditors);
  const input = tab?.input;
  return input instanceof TabInputCustom && viewTypes.includes(input.viewType) ? input.uri : null;
}

async function pickOpened(): Promise<Uri | null> {
  const opened = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap((tab) => {
      const uri = profileIn(tab);
      return uri === null ? [] : [{ label: tab.label, uri }];
    });
  const [only] = opened;
  if (only === undefined) {
    const said = l10n.t('Open a profile first: a file, a snapshot, or what a service says now.');
    tell(said);
    return null;
  }
  if (opened.length === 1) return only.uri;
  return (await pickOne(opened, { placeHolder: l10n.t('Show which profile on source lines?') }))?.uri ?? null;
}
