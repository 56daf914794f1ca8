import type { ConnectParams } from '../shared/model/engineRequests';
import type { NodeLook } from '../shared/model/beam/nodeMemory';
import type { RpcCommand } from '../shared/model/target/rpcCommand';
import type { Clock } from '../shared/ports/clock';
import type { EngineApi } from '../shared/ports/engine/engineApi';
import type { ProcessList, ProcessQuestion } from '../shared/ports/runtime/nodeLooks';
import type { Runtimes } from '../shared/ports/runtime/runtime';
import type { FindingWords } from '../shared/ports/words/findingWords';
import type { ProblemWords } from '../shared/ports/words/problemWords';

/** What a command of the command line answered. */
export type CommandAnswer =
  | { readonly ok: true; readonly text: string }
  /** The line on its standard error. */
  | { readonly ok: false; readonly words: string };

/** What a node answered, as the command line writes it. */
export interface NodeText {
  readonly memory: (look: NodeLook) => string;
  readonly processes: (list: ProcessList, question: ProcessQuestion) => string;
}

/** What agents are served with; the entry file brings it. */
export interface AgentParts {
  readonly engine: EngineApi;
  readonly words: FindingWords;
  readonly problemWords: ProblemWords;
  readonly runtimes: Runtimes;
  readonly clock: Clock;
  readonly version: string;
  /** Hosts beyond this machine that may be asked, as `URL` writes them. */
  readonly allowedHosts: readonly string[];
  /** What a person does who wants another host asked: the end of a sentence. */
  readonly howToAllow: (host: string) => string;
  /** The command of the person's own by which a node is asked; null for one that is asked itself. */
  readonly commandOf: (address: string) => RpcCommand | null;
  readonly nodeText: NodeText;
  /** Runs a command of the command line, which reads and never writes. Never rejects. */
  readonly runCommand: (args: readonly string[], signal: AbortSignal) => Promise<CommandAnswer>;
  /** The absolute path of a regular file within the engine's folders, links followed; null for any other. */
  readonly fileWithin: (path: string) => Promise<string | null>;
  /** The text of a source file. @throws LeakLensError */
  readonly readSource: (path: string) => Promise<string>;
  /** What a request to connect leaves out and this machine knows: proxy and token. */
  readonly completed: (params: ConnectParams) => ConnectParams;
}
