import { t } from '@vscode/l10n';
import type { OpenNode } from '../../../shared/ports/runtime/nodeLooks';
import type { Run } from '../../arguments/command';
import { erlangOptions } from '../../arguments/nodeOptions';

/** Reaches a node of Erlang's for as long as it is used. @throws LeakLensError */
export async function withNode<T>(run: Run, address: string, use: (node: OpenNode) => Promise<T>): Promise<T> {
  const { parts, progress, signal } = run;
  const options = await erlangOptions(run);
  progress.show(t('connecting'));
  const node = await parts.nodes.open(address, options, signal);
  try {
    progress.show(t('reading {0}', node.name));
    return await use(node);
  } finally {
    node.dispose();
    progress.clear();
  }
}
