import { l10n, workspace, type ExtensionContext } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { clientNotifications, type EngineOptions } from '../../shared/wires/lspMessages';
import { toEngineSettings } from './engineSettings';
import type { EngineClient } from './engineClient';

/** What the engine is started with, as it stands at this moment. */
export function currentEngineOptions(context: ExtensionContext): EngineOptions {
  return {
    storageDirectory: context.globalStorageUri.fsPath,
    trusted: workspace.isTrusted,
    settings: currentSettings(),
    hostCommands: true,
    ...(l10n.uri === undefined ? {} : { l10nBundlePath: l10n.uri.fsPath }),
  };
}

/** Sends the settings to a running engine whenever one of ours changes. */
export function followSettings(engine: EngineClient, report: (thrown: unknown) => void): Disposable {
  return workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration('leaklens')) return;
    engine.notify(clientNotifications.settings, currentSettings()).catch(report);
  });
}

function currentSettings() {
  const configuration = workspace.getConfiguration();
  return toEngineSettings((settingId) => configuration.get(settingId));
}
