import { commands, l10n, Range, Uri, window, workspace } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { librarySourceScheme, openLibrarySourceCommand, requests } from '../../shared/wires/lspMessages';
import type { EngineClient } from '../engine/engineClient';
import { tell } from '../base/prompts';

type LinkingEngine = Pick<EngineClient, 'isStarted' | 'ask'>;

/**
 * Sources of libraries and of Go itself, where a stack leads to: to be read, and not to be edited by mistake. Only files that
 * the engine has linked to; an address of this kind from anywhere else opens nothing.
 */
export function showLibrarySources(engine: LinkingEngine): Disposable {
  const store = new DisposableStore();
  store.add(
    workspace.registerTextDocumentContentProvider(librarySourceScheme, {
      provideTextDocumentContent: (uri) => readLinked(engine, uri),
    }),
  );
  store.add(
    commands.registerCommand(openLibrarySourceCommand, async (path: unknown, line: unknown) => {
      if (typeof path === 'string' && typeof line === 'number') await openAt(path, line);
    }),
  );
  return store;
}

const nothingLinked = { ok: true, value: null } as const;

async function readLinked(engine: LinkingEngine, uri: Uri): Promise<string> {
  const file = uri.with({ scheme: 'file', query: '', fragment: '' });
  // An engine that was not started has linked to nothing. Nobody needs one to be told so.
  const outcome = engine.isStarted ? await engine.ask(requests.linkedSource, { uri: file.toString() }) : nothingLinked;
  if (!outcome.ok) throw new Error(outcome.problem.message);
  if (outcome.value === null) throw new Error(refusal(uri.path));
  return outcome.value;
}

/** @param line counted from 1 */
async function openAt(path: string, line: number): Promise<void> {
  try {
    const document = await workspace.openTextDocument(Uri.file(path).with({ scheme: librarySourceScheme }));
    await window.showTextDocument(document, { selection: new Range(line - 1, 0, line - 1, 0), preview: true });
  } catch (thrown) {
    // Whoever ran the command does not wait until the message is closed.
    tell(thrown instanceof Error ? thrown.message : String(thrown), 'error');
  }
}

function refusal(path: string): string {
  return l10n.t('LeakLens has not linked to {0} since this window opened. Follow the link in the hover again.', path);
}
