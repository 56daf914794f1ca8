import { l10n, Uri, window, type QuickPickItem } from 'vscode';
import type { PlaceView } from '../../shared/wires/findingView';
import type { FindingList, FoundFinding } from './findingList';
import { asFindingNode, findingOf, type FindingNode } from './findingNodes';
import { isOpen } from './isLeak';
import { pickOne, tell } from '../base/prompts';

export interface FindingPickOptions {
  readonly list: FindingList;
  /** The node selected in the tree. */
  readonly selected: () => FindingNode | null;
}

/** Finds the finding that a command is about. */
export class FindingPick {
  private readonly options: FindingPickOptions;

  constructor(options: FindingPickOptions) {
    this.options = options;
  }

  /**
   * The finding that an argument names (its id, or a tree node), the one selected when a key was pressed in the tree, the one
   * on the line of the cursor, or the one a person picks. Null when there is none.
   */
  async finding(argument: unknown, placeHolder: string): Promise<FoundFinding | null> {
    const node = isFromTree(argument) ? this.options.selected() : asFindingNode(argument);
    if (node !== null) return this.named(findingOf(node)?.id, node);
    if (typeof argument === 'string') return this.named(argument, null);
    return this.atCursor() ?? this.ask(placeHolder);
  }

  private named(id: string | undefined, node: FindingNode | null): FoundFinding | null {
    const targetId = node === null ? undefined : findingOf(node)?.targetId;
    const found = id === undefined ? null : this.options.list.find(id, targetId);
    // A code action or a row may be older than the newest poll.
    if (found === null) sayGone();
    return found;
  }

  private atCursor(): FoundFinding | null {
    const cursor = cursorPlace();
    const isThere = ({ finding: { place } }: FoundFinding) =>
      place !== null && place.line === cursor?.line && sameDocument(place.uri, cursor.uri);
    return cursor === null ? null : (this.options.list.all.find(isThere) ?? null);
  }

  private async ask(placeHolder: string): Promise<FoundFinding | null> {
    const open = this.options.list.all.filter(({ finding }) => isOpen(finding));
    if (open.length === 0) {
      tell(l10n.t('There are no findings.'));
      return null;
    }
    const items = open.map((found): QuickPickItem & { readonly found: FoundFinding } => ({
      label: found.finding.title,
      description: found.finding.place?.label ?? '',
      detail: [found.finding.confidenceText, found.finding.statusText, found.target.targetName]
        .filter((part) => part !== '')
        .join(' · '),
      found,
    }));
    return (await pickOne(items, { placeHolder, matchOnDescription: true }))?.found ?? null;
  }
}

/** Where the person is; null when no editor has the focus. */
export function cursorPlace(): Pick<PlaceView, 'uri' | 'line'> | null {
  const editor = window.activeTextEditor;
  return editor === undefined ? null : { uri: editor.document.uri.toString(), line: editor.selection.active.line };
}

/** The engine and the editor may escape an address differently. */
function sameDocument(uri: string, editorUri: string): boolean {
  return Uri.parse(uri).toString() === editorUri;
}

/** A key binding cannot pass the selected node, so it says where it was pressed. */
function isFromTree(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'from' in argument && argument.from === 'tree';
}

function sayGone(): void {
  tell(l10n.t('This finding is no longer there.'));
}
