import { workspace } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import type { ConnectParams } from '../../shared/model/engineRequests';
import { configuredTargets } from '../targets/configuredTargets';
import { settingIds } from '../base/contributionNames';
import { addressKey } from '../base/serviceAddress';
import type { TargetConnections } from '../targets/targetConnections';
import type { TargetMemory } from '../targets/targetMemory';

/**
 * Connects without being asked: to the services in the settings and to those this workspace was connected to, if the
 * settings allow it and the workspace is trusted. Follows the settings while the window is open.
 */
export class AutomaticTargets implements Disposable {
  private readonly connections: TargetConnections;
  private readonly memory: TargetMemory;
  private readonly subscription: Disposable;

  constructor(connections: TargetConnections, memory: TargetMemory) {
    this.connections = connections;
    this.memory = memory;
    this.subscription = workspace.onDidChangeConfiguration((change) => {
      const settings = [settingIds.targets, settingIds.connectAutomatically];
      if (settings.some((id) => change.affectsConfiguration(id))) this.follow();
    });
  }

  /** Starts what is to be connected and stops waiting for what is not. Connected targets stay. */
  follow(): void {
    const wanted = this.wanted();
    const keys = new Set(wanted.map((params) => addressKey(params.url)));
    for (const { url } of this.connections.waiting) if (!keys.has(addressKey(url))) this.connections.stopWaiting(url);
    for (const params of wanted) this.connections.keepTrying(params);
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private wanted(): readonly ConnectParams[] {
    const allowed = workspace.getConfiguration().get<boolean>(settingIds.connectAutomatically) === true;
    return allowed && workspace.isTrusted ? [...configuredTargets(), ...this.memory.entries()] : [];
  }
}
