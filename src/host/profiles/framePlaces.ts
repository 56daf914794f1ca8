import { l10n, Range, TextEditorRevealType, Uri, ViewColumn, window, workspace } from 'vscode';
import { librarySourceScheme, requests, type ProfilePlace } from '../../shared/wires/lspMessages';
import type { FrameKey } from '../../shared/model/views/viewFrames';
import { showProblem } from '../base/problemMessage';
import { tell } from '../base/prompts';
import type { EngineClient } from '../engine/engineClient';

/** Shows the lines of frames: of the workspace to be edited, of libraries to be read. */
export class FramePlaces {
  private readonly engine: EngineClient;

  constructor(engine: EngineClient) {
    this.engine = engine;
  }

  async show(handle: string, frame: FrameKey): Promise<void> {
    const outcome = await this.engine.ask(requests.profilePlace, { handle, frame });
    if (!outcome.ok) await showProblem(outcome.problem, []);
    else if (outcome.value === null) this.sayNowhere(frame);
    else await openPlace(outcome.value);
  }

  private sayNowhere({ file, line }: FrameKey): void {
    const place = line > 0 ? `${file}:${String(line)}` : file;
    const said =
      file === ''
        ? l10n.t('The profile does not say where this code is.')
        : l10n.t('{0} is not in the workspace, or not that line any more.', place);
    tell(said);
  }
}

async function openPlace({ uri, line, inWorkspace }: ProfilePlace): Promise<void> {
  const file = Uri.parse(uri);
  const document = await workspace.openTextDocument(inWorkspace ? file : file.with({ scheme: librarySourceScheme }));
  const at = document.lineAt(Math.min(Math.max(0, line - 1), document.lineCount - 1));
  const selection = new Range(at.range.start, at.range.start);
  // Beside the profile, where there is an editor; one looks from one to the other.
  const viewColumn = window.visibleTextEditors[0]?.viewColumn ?? ViewColumn.Beside;
  const editor = await window.showTextDocument(document, { selection, viewColumn, preview: true });
  editor.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
}
