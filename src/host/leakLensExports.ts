import type { AgentServer } from './agents/agentServer';
import type { EngineClient } from './engine/engineClient';
import type { FindingList } from './findings/findingList';
import type { HintDecorations } from './hints/hintDecorations';

/** What the extension hands to its tests in the editor. Internal: it may change with any version. */
export interface LeakLensExports {
  /** Time spent in `activate`, until the editor may go on. */
  readonly activationMilliseconds: number;
  readonly engine: EngineClient;
  readonly decorations: Pick<HintDecorations, 'hintsFor'> & {
    readonly profile: Pick<HintDecorations['profile'], 'hintsFor'>;
  };
  readonly agentServer: Pick<AgentServer, 'provideMcpServerDefinitions' | 'resolveMcpServerDefinition'>;
  readonly findings: Pick<FindingList, 'targets' | 'leakCount'>;
}
