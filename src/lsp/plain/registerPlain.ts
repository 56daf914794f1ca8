import type { ConnectParams } from '../../shared/model/engineRequests';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { Clock } from '../../shared/ports/clock';
import type { Log } from '../../shared/ports/log';
import type { Client } from '../client';
import type { Face } from '../face';
import { ConfiguredTargets } from './configuredTargets';
import { followSettings } from './followSettings';
import { registerInlayHints } from './inlayHints';
import { plainCommands, type PlainCommand, type PlainCommandName } from './plainCommands';
import type { PlainNews } from './plainNews';
import { pushDiagnostics } from './pushDiagnostics';
import { tellProblems } from './tellProblems';
import { registerWatcher, WorkspaceLook } from './watchWorkspace';

/** What serves a client that has nothing of LeakLens'. */
export interface PlainParts {
  readonly client: Client;
  readonly news: PlainNews;
  readonly clock: Clock;
  readonly log: Log;
  /** Services that the client's configuration names. */
  readonly targets: readonly ConnectParams[];
  /** The settings that it was started with, as it sent them. */
  readonly initialSettings: unknown;
  /** What a request to connect leaves out and this machine knows: its proxy. */
  readonly completed: (params: ConnectParams) => ConnectParams;
}

/** A client in plain LSP. */
export interface PlainService {
  readonly commands: Readonly<Record<PlainCommandName, PlainCommand>>;
  /** Once the client may be asked things. @returns what has to be ended with the connection */
  started(): Disposable;
}

/** Joins all that plain LSP has a word for to the wire. */
export function registerPlain(face: Face, parts: PlainParts): PlainService {
  const { client, news, clock, log } = parts;
  pushDiagnostics(face, clock);
  registerInlayHints(face, news, client.refreshesInlayHints);
  tellProblems(face, news);
  const commands = plainCommands(face, parts);
  return {
    commands,
    started() {
      followSettings(face, client, { initial: parts.initialSettings, log });
      const ends = new DisposableStore();
      const configured = ends.add(new ConfiguredTargets(face, clock));
      for (const target of parts.targets) void configured.connect(parts.completed(target));
      if (client.watchesFiles) registerWatcher(face, log);
      else ends.add(new WorkspaceLook(face, clock));
      return ends;
    },
  };
}
