import { l10n, type LogOutputChannel } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { requests } from '../../shared/wires/lspMessages';
import type { EngineClient } from './engineClient';
import { showError } from '../base/prompts';

export interface EngineCrashesOptions {
  readonly engine: EngineClient;
  readonly log: LogOutputChannel;
  readonly report: (thrown: unknown) => void;
}

/** Tells the person when the engine crashed too often to be started again by itself. A single crash is only logged. */
export function reportCrashes({ engine, log, report }: EngineCrashesOptions): Disposable {
  const offer = async () => {
    const restart = l10n.t('Restart');
    const showLog = l10n.t('Show Log');
    const said = l10n.t('The LeakLens engine ended unexpectedly several times and stays down.');
    const choice = await showError(said, restart, showLog);
    // Any request starts it again.
    if (choice === restart) await engine.request(requests.targets, null);
    if (choice === showLog) log.show();
  };
  return engine.onLost(({ restarts }) => {
    if (!restarts) offer().catch(report);
  });
}
