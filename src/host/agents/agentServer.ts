import process from 'node:process';
import {
  EventEmitter,
  lm,
  McpStdioServerDefinition,
  workspace,
  type CancellationToken,
  type McpServerDefinitionProvider,
} from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { engineNotifications, requests } from '../../shared/wires/lspMessages';
import { contextKeys, mcpProvider } from '../base/contributionNames';
import { setContext } from '../base/contextKeys';
import { problemText } from '../base/problemText';
import type { EngineClient } from '../engine/engineClient';

export interface AgentServerParts {
  readonly engine: EngineClient;
  /** Absolute path of the program that joins an agent to the engine. */
  readonly joinModule: string;
  readonly version: string;
  readonly report: (thrown: unknown) => void;
}

/**
 * The server of tools that the editor may start for its agents: a program that joins them to the engine of this window. While one is
 * joined, the same tools are not offered a second time by the extension itself.
 */
export class AgentServer implements McpServerDefinitionProvider<McpStdioServerDefinition>, Disposable {
  private readonly parts: AgentServerParts;
  private readonly changed = new EventEmitter<void>();
  private readonly subscriptions: readonly Disposable[];

  readonly onDidChangeMcpServerDefinitions = this.changed.event;

  constructor(parts: AgentServerParts) {
    this.parts = parts;
    const { engine, report } = parts;
    this.subscriptions = [
      this.changed,
      lm.registerMcpServerDefinitionProvider(mcpProvider, this),
      workspace.onDidGrantWorkspaceTrust(() => this.changed.fire()),
      engine.on(engineNotifications.agentsJoined, ({ count }) =>
        setContext(contextKeys.agentsJoined, count > 0, report),
      ),
      // Whoever was joined to the engine that is gone has gone with it.
      engine.onLost(() => setContext(contextKeys.agentsJoined, false, report)),
    ];
  }

  /** Asked before anybody wants it: no engine is started for this. */
  provideMcpServerDefinitions(): McpStdioServerDefinition[] {
    if (!workspace.isTrusted) return [];
    const { joinModule, version } = this.parts;
    // The editor's own program is Node when it is told so.
    const environment = { ELECTRON_RUN_AS_NODE: '1' };
    return [new McpStdioServerDefinition('LeakLens', process.execPath, [joinModule], environment, version)];
  }

  /** The server is about to be started. @throws Error with words for the person */
  async resolveMcpServerDefinition(
    server: McpStdioServerDefinition,
    token: CancellationToken,
  ): Promise<McpStdioServerDefinition> {
    const outcome = await this.parts.engine.ask(requests.agentAddress, null, token);
    if (!outcome.ok) throw new Error(problemText(outcome.problem));
    const { path, secret } = outcome.value;
    server.env = { ...server.env, LEAKLENS_ENGINE: path, LEAKLENS_ENGINE_SECRET: secret };
    return server;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
