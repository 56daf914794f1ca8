import { workspace } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { requests } from '../../shared/wires/lspMessages';
import { changedContexts } from '../base/contextKeys';
import { contextKeys } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import type { FindingList } from './findingList';
import { isOpen } from './isLeak';

export interface FoundTold {
  readonly list: Pick<FindingList, 'all' | 'targets' | 'onDidChange'>;
  readonly engine: Pick<EngineClient, 'ask'>;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** Where the rules are that ignore findings. */
const ignoreFiles = '**/.leaklens.json';

/** Keeps up to date what `when` clauses ask of the findings, so that a command that could not act is not offered. */
export function tellWhatIsFound({ list, engine, report }: FoundTold): Disposable {
  const store = new DisposableStore();
  const tell = changedContexts(report);
  const tellIgnored = async () => {
    // The engine knows which rules are in force, and a window without findings need not start it to ask.
    const ignored = list.targets.length === 0 ? null : await engine.ask(requests.ignoredFindings, null);
    const isIgnored = ignored?.ok === true ? ignored.value.length > 0 : await hasIgnoreFile();
    tell(contextKeys.hasIgnored, isIgnored);
  };
  let targets = '';
  store.add(
    list.onDidChange(() => {
      const { all } = list;
      tell(
        contextKeys.hasFindings,
        all.some(({ finding }) => finding.place !== null && isOpen(finding)),
      );
      tell(
        contextKeys.hasOpenFindings,
        all.some(({ finding }) => isOpen(finding)),
      );
      tell(
        contextKeys.hasOtherEnds,
        all.some(({ finding }) => finding.related.length > 0),
      );
      tell(
        contextKeys.hasProbes,
        all.some(({ finding }) => (finding.probes ?? []).length > 0),
      );
      tell(
        contextKeys.canAskHolders,
        all.some(({ finding }) => finding.canAskHolders === true),
      );
      tell(
        contextKeys.baselineSet,
        list.targets.some(({ baselineSetAtMillis }) => baselineSetAtMillis !== null),
      );
      const now = outline(list);
      if (now === targets) return;
      targets = now;
      tellIgnored().catch(report);
    }),
  );
  const watcher = store.add(workspace.createFileSystemWatcher(ignoreFiles));
  for (const changed of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
    store.add(changed(() => void tellIgnored().catch(report)));
  }
  tellIgnored().catch(report);
  return store;
}

async function hasIgnoreFile(): Promise<boolean> {
  return (await workspace.findFiles(ignoreFiles, '**/node_modules/**', 1)).length > 0;
}

/** Which services are connected, and what is ignored of them: not what changes with each poll. */
function outline({ targets }: FoundTold['list']): string {
  return targets
    .flatMap(({ targetId, findings }) => [targetId, ...findings.flatMap(({ id, ignored }) => ignored ?? `+${id}`)])
    .join('\n');
}
