import { workspace } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { clientNotifications } from '../../shared/wires/lspMessages';
import type { AutomaticTargets } from './automaticTargets';
import type { EngineClient } from '../engine/engineClient';

export interface TrustParts {
  readonly engine: EngineClient;
  readonly automatic: AutomaticTargets;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** Connects what is to be connected as soon as the person trusts the workspace. Until then nothing connects. */
export function followTrust({ engine, automatic, report }: TrustParts): Disposable {
  const trusted = async () => {
    await engine.notify(clientNotifications.trusted, null);
    automatic.follow();
  };
  return workspace.onDidGrantWorkspaceTrust(() => {
    trusted().catch(report);
  });
}
