// Entry of the extension host: constructs, wires and registers. What happens is written in src/host.
import { performance } from 'node:perf_hooks';
import { commands as editorCommands, window, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { Disposable } from './shared/base/disposable';
import { AgentServer } from './host/agents/agentServer';
import { registerAgentTools } from './host/agents/agentTools';
import { registerCommands } from './host/base/commandRegistry';
import { commands, type CommandName } from './host/base/contributionNames';
import type { AutomaticTargets } from './host/connect/automaticTargets';
import { Connecting } from './host/connect/connecting';
import { EngineClient } from './host/engine/engineClient';
import { reportCrashes } from './host/engine/engineCrashes';
import { currentEngineOptions, followSettings } from './host/engine/engineOptions';
import { FindingViews } from './host/findings/findingViews';
import type { LeakLensExports } from './host/leakLensExports';
import { HintDecorations } from './host/hints/hintDecorations';
import { snapshotHandlers } from './host/snapshots/snapshotHandlers';
import { showLibrarySources } from './host/hints/librarySources';
import { ProfileViews } from './host/profiles/profileViews';
import { mapFileHandler } from './host/hints/mapFileHandler';
import { SnapshotDocuments } from './host/snapshots/snapshotDocuments';
import { SnapshotList } from './host/targets/snapshotList';
import { SnapshotPick } from './host/snapshots/snapshotPick';
import { StatusBar } from './host/findings/statusBar';
import { goSnippetCommands } from './host/connect/goSnippets';
import { targetHandlers } from './host/connect/targetHandlers';
import type { TargetConnections } from './host/targets/targetConnections';
import { TargetTree } from './host/targets/targetTree';
import { Tests } from './host/tests/tests';
import { Trends } from './host/trends/trends';
import { followTrust } from './host/connect/followTrust';
import { systemClock as clock } from './systemClock';
import type { TrendsActions } from './host/trends/trendsFeed';

let shutDown: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): LeakLensExports {
  const started = performance.now();
  const log = window.createOutputChannel('LeakLens', { log: true });
  const report = (thrown: unknown) => log.error(thrown instanceof Error ? thrown : String(thrown));
  const serverModule = context.asAbsolutePath('dist/server.js');
  const engine = new EngineClient({ serverModule, log, clock, engineOptions: () => currentEngineOptions(context) });
  shutDown = async () => {
    await engine.stop();
    log.dispose();
  };

  const connecting = new Connecting({ context, engine, log, clock, report });
  const { connections, automatic, flow: connectFlow } = connecting;
  const wired = { engine, connections, log, report };
  const snapshots = new SnapshotList(engine);
  const documents = new SnapshotDocuments(engine, snapshots, report);
  const decorations = new HintDecorations(engine, context.extensionUri);
  const opened = (targetId: string) => void showService(targetId, { trends, tree }).catch(report);
  const findings = new FindingViews({ engine, connections, clock, report, opened });
  const selectedService = (targetId: string) => trends.showTarget(targetId);
  const tree = new TargetTree({ connections, snapshots, memento: context.globalState, clock, report, selectedService });
  const pick = new SnapshotPick({ list: snapshots, selected: () => tree.selected });
  const trends = new Trends({ context, ...wired, snapshots, clock, actions: trendsActions(report) });
  const profiles = new ProfileViews({ context, ...wired, clock, snapshots, pick, trends });
  const tests = new Tests({ engine, memento: context.workspaceState, profiles: profiles.ofTests, report });
  const handlers = {
    ...targetHandlers({ engine, connections, connectFlow, trends, log }),
    ...snapshotHandlers({ engine, connections, documents, pick, findings: findings.pick, report }),
    ...findings.commands,
    ...profiles.commands,
    ...tests.commands,
    ...trends.commands,
    ...mapFileHandler(engine),
    ...goSnippetCommands(context.extensionUri),
    ...connecting.commands,
  };

  const agentServer = serverForAgents(context, { engine, report });
  context.subscriptions.push(
    ...[engine, connecting, snapshots, documents],
    decorations,
    findings,
    tree,
    trends,
    profiles,
    tests,
    new StatusBar(connections, findings.list),
    registerCommands(handlers, log),
    showLibrarySources(engine),
    agentServer,
    registerAgentTools(context.extension, engine),
    ...followEditor(automatic, wired),
  );
  automatic.follow();
  return {
    activationMilliseconds: performance.now() - started,
    engine,
    decorations,
    agentServer,
    findings: findings.list,
  };
}

interface Wired {
  readonly engine: EngineClient;
  readonly connections: TargetConnections;
  readonly log: LogOutputChannel;
  readonly report: (thrown: unknown) => void;
}

/** What the editor is told of meanwhile, and what of the engine a person has to know. */
function followEditor(automatic: AutomaticTargets, { engine, log, report }: Wired): readonly Disposable[] {
  return [
    followSettings(engine, report),
    reportCrashes({ engine, log, report }),
    followTrust({ engine, automatic, report }),
  ];
}

function serverForAgents(context: ExtensionContext, { engine, report }: Pick<Wired, 'engine' | 'report'>): AgentServer {
  const { version } = context.extension.packageJSON as { version: string };
  return new AgentServer({ engine, joinModule: context.asAbsolutePath('dist/joinEngine.js'), version, report });
}

/** What is looked at in one view is shown in the others; each of them is open or not. */
async function showService(targetId: string, { trends, tree }: { trends: Trends; tree: TargetTree }): Promise<void> {
  trends.showTarget(targetId);
  await tree.show(targetId);
}

/** What the buttons of the panel do. */
function trendsActions(report: (thrown: unknown) => void): TrendsActions {
  const run = (command: CommandName, ...given: readonly unknown[]) =>
    void editorCommands.executeCommand(command, ...given).then(undefined, report);
  return {
    capture: (targetId) => run(commands.captureSnapshot, targetId),
    tryNow: (targetId) => run(commands.tryNow, targetId),
    editAddress: (targetId) => run(commands.editAddress, targetId),
    openMoment: (targetId, atMillis, base) => run(commands.openPast, targetId, atMillis, base),
    travel: (targetId, atMillis) => run(commands.timeTravel, targetId, atMillis),
    backToNow: () => run(commands.backToNow),
  };
}

/** The editor waits for the promise, so that no engine outlives its window. */
export function deactivate(): Promise<void> | undefined {
  return shutDown?.();
}
