import { ConfigurationTarget, l10n, window, workspace, type Uri } from 'vscode';
import { requests } from '../../shared/wires/lspMessages';
import type { PathMapping } from '../../shared/model/sourcePaths';
import type { CommandHandlers } from '../base/commandRegistry';
import { commands, settingIds } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import { pickOne, showInStatusBar, showInformation } from '../base/prompts';
import { baseName } from '../../shared/base/fileLine';
import { sitePath } from '../../shared/base/sitePath';

/** More files of one name than a person reads through. */
const mostCandidates = 200;

/** The command that says where a recorded source file lies, and writes it into `leaklens.pathMappings`. */
export function mapFileCommand(engine: EngineClient): Pick<CommandHandlers, (typeof commands)['mapFile']> {
  return {
    [commands.mapFile]: async () => {
      const file = await pickMissing(await engine.request(requests.missingFiles, null));
      const picked = file === undefined ? undefined : await pickLocal(file);
      if (file === undefined || picked === undefined) return undefined;
      const path = sitePath(picked.fsPath);
      const mapping = await engine.request(requests.explainMapping, { file, path });
      await addMapping(mapping);
      showInStatusBar(l10n.t('{0} is now found in {1}.', mapping.from, mapping.to), 5_000);
      return mapping;
    },
  };
}

async function pickMissing(missing: readonly string[]): Promise<string | undefined> {
  if (missing.length === 0) {
    const said = l10n.t('Every source file of the connected services that belongs to this workspace was found.');
    await showInformation(said);
    return undefined;
  }
  const placeHolder = l10n.t('Which recorded file do you want to show LeakLens?');
  return (
    await pickOne(
      missing.map((file) => ({ label: file, file })),
      { placeHolder },
    )
  )?.file;
}

/** Files of the workspace with the same name first; any other by the dialog. */
async function pickLocal(file: string): Promise<Uri | undefined> {
  const name = baseName(file);
  const found = await workspace.findFiles(`**/${name.replaceAll(/[*?[\]{}]/g, '?')}`, undefined, mostCandidates);
  const others = { label: l10n.t('Choose another file…'), uri: null };
  const candidates = found.map((uri) => ({ label: workspace.asRelativePath(uri), uri }));
  const placeHolder = l10n.t('Which file here is {0}?', file);
  const picked = await pickOne([...candidates, others], { placeHolder });
  if (picked === undefined) return undefined;
  if (picked.uri !== null) return picked.uri;
  const chosen = await window.showOpenDialog({ title: placeHolder, canSelectMany: false });
  return chosen?.[0];
}

/** A mapping for the same beginning is replaced: the newest word counts. */
async function addMapping(mapping: PathMapping): Promise<void> {
  const configuration = workspace.getConfiguration();
  const known = configuration.inspect<readonly PathMapping[]>(settingIds.pathMappings)?.globalValue ?? [];
  const kept = known.filter(({ from }) => from !== mapping.from);
  await configuration.update(settingIds.pathMappings, [mapping, ...kept], ConfigurationTarget.Global);
}
