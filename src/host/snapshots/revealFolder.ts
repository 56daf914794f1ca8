import { commands as editorCommands, env, l10n, UIKind, Uri } from 'vscode';
import { showInStatusBar } from '../base/prompts';

/** A browser, or a window on another machine, has no file manager for these files: the path goes to the clipboard. */
export async function revealFolder(directory: string): Promise<'revealed' | 'copied'> {
  if (env.remoteName === undefined && env.uiKind === UIKind.Desktop) {
    await editorCommands.executeCommand('revealFileInOS', Uri.file(directory));
    return 'revealed';
  }
  await env.clipboard.writeText(directory);
  showInStatusBar(l10n.t('Copied the folder of the snapshot: {0}', directory), 8_000);
  return 'copied';
}
