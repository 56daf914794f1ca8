import { l10n, Uri, window, type QuickPickItem } from 'vscode';
import { exactPattern } from '../../../shared/base/symbols/exactPattern';
import { readableSymbol } from '../../../shared/base/symbols/symbolName';
import type { LineProfile } from '../../../shared/model/views/lineProfile';
import type { FrameKey } from '../../../shared/model/views/viewFrames';
import { requests } from '../../../shared/wires/lspMessages';
import type { ProfileViewState } from '../../../shared/wires/profileMessages';
import type { CommandHandlers } from '../../base/commandRegistry';
import { commands } from '../../base/contributionNames';
import { showProblem } from '../../base/problemMessage';
import { pickOne, tell } from '../../base/prompts';
import type { EngineClient } from '../../engine/engineClient';
import { liveUri } from './liveUri';
import { liveProfileName } from './liveProfileWords';
import type { ProfileEditor } from '../profileEditor';

export interface FlameCommandParts {
  readonly editor: ProfileEditor;
  readonly engine: EngineClient;
}

/** The command that leads from a line of source to its function in a flame graph. */
export function flameCommand(parts: FlameCommandParts): Pick<CommandHandlers, typeof commands.showInFlameGraph> {
  return {
    /** Takes the address of a file and a line, 0-based; or means the line of the cursor. Answers the address of what it opened, else null. */
    [commands.showInFlameGraph]: async (file, line) => {
      const place = placeIn(file, line) ?? placeOfCursor();
      if (place === null) return null;
      const outcome = await parts.engine.ask(requests.lineProfiles, place);
      if (!outcome.ok) {
        await showProblem(outcome.problem, []);
        return null;
      }
      const wanted = await pickProfile(outcome.value);
      if (wanted === null) return null;
      const { targetId, targetName: name, profile, frame } = wanted;
      const uri = liveUri({ kind: 'live', targetId, name, base: null });
      return parts.editor.show(uri, { profileId: profile, state: (now) => focusedOn(now, frame) });
    },
  };
}

interface Place {
  readonly uri: string;
  readonly line: number;
}

function placeIn(file: unknown, line: unknown): Place | null {
  if (typeof line !== 'number') return null;
  if (file instanceof Uri) return { uri: file.toString(), line };
  return typeof file === 'string' ? { uri: file, line } : null;
}

function placeOfCursor(): Place | null {
  const editor = window.activeTextEditor;
  return editor === undefined ? null : { uri: editor.document.uri.toString(), line: editor.selection.active.line };
}

async function pickProfile(found: readonly LineProfile[]): Promise<LineProfile | null> {
  const [only] = found;
  if (only === undefined) {
    const said = l10n.t('No connected service has memory from this line, or goroutines that wait on it.');
    tell(said);
    return null;
  }
  if (found.length === 1) return only;
  const items = found.map((one): QuickPickItem & { readonly one: LineProfile } => ({
    label: liveProfileName(one.profile),
    description: one.targetName,
    detail: readableSymbol(one.frame.function),
    one,
  }));
  return (await pickOne(items, { placeHolder: l10n.t('Show which profile?') }))?.one ?? null;
}

/** Only what the function takes part in, as a filter that can be taken back. */
function focusedOn(state: ProfileViewState, frame: FrameKey): ProfileViewState {
  const others = state.scope.refinements.filter(({ kind }) => kind !== 'focus');
  const focus = { kind: 'focus', pattern: exactPattern(frame.function) } as const;
  return {
    ...state,
    tab: 'flame',
    scope: { ...state.scope, granularity: 'function', refinements: [...others, focus] },
    flame: { ...state.flame, from: 0, to: 1, of: null },
    selected: frame,
  };
}
