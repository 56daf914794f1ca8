import type { Disposable } from '../../shared/base/disposable';
import { groupedBy } from '../../shared/base/groupedBy';
import type { DocumentHints } from '../../shared/model/hint';
import type { PreparedSources } from '../../shared/model/sourcePaths';
import type { LinesShown, ProfileLine, ProfileLines } from '../../shared/model/views/profileLines';
import type { Documents } from '../../shared/ports/engine/documents';
import type { CommonLineWords, HoverView, ProfileCost } from '../../shared/ports/words/lineWords';
import { MovedLines } from '../lines/movedLines';
import { TargetLines, type BuildLine } from '../lines/targetLines';
import type { UnsavedEdits } from '../lines/unsavedEdits';
import { PlacedHints } from './placedHints';
import type { SiteHint } from './siteHint';

export interface ProfileHintParts {
  readonly documents: Documents;
  readonly unsaved: UnsavedEdits;
  readonly words: CommonLineWords;
  /** All hints of the documents named. */
  readonly send: (documents: readonly DocumentHints[]) => void;
}

/** A profile to be seen on lines. */
export interface ProfileOnLines {
  /** For a person. */
  readonly name: string;
  readonly costs: ProfileLines;
  /** Where its lines are. The same ones again when the same profile is shown otherwise: what was edited meanwhile is known. */
  readonly sources: PreparedSources;
}

/** Stands for the one profile that is shown, where services would stand. */
const only = 'profile';

/** What lines cost in the one profile that a person shows on them: placed, and following edits, as what services say is. */
export class ProfileHints implements Disposable {
  private readonly parts: ProfileHintParts;
  private readonly placed: PlacedHints;
  private shown: { readonly sources: PreparedSources; readonly lines: TargetLines } | null = null;

  constructor(parts: ProfileHintParts) {
    this.parts = parts;
    this.placed = new PlacedHints(parts, parts.send);
  }

  /** In the place of what was shown before. */
  show({ name, costs, sources }: ProfileOnLines): LinesShown {
    const lines = this.linesFor(sources);
    const found = costs.lines.flatMap((cost) => {
      const built = placeOf(cost, sources, lines);
      return built === null ? [] : [{ cost, built }];
    });
    const byLine = groupedBy(found, ({ built }) => `${String(built.line)} ${built.path}`);
    const { sampleType, total, signed, shownIn } = costs;
    const hints = [...byLine.values()].flatMap((group): readonly SiteHint[] => {
      const [first] = group;
      if (first === undefined) return [];
      const functions = group.map(({ cost }) => cost);
      const profile = { profile: name, sampleType, total, signed, shownIn, functions };
      const sourceWords = () => this.parts.words.sourceHover(first.built.doubt, lines.found(first.cost));
      return [this.hintOf(profile, first.built, sourceWords)];
    });
    this.placed.set(only, { targetName: name, lines: lines.moved, hints, asOf: null });
    const files = new Set(hints.map(({ path }) => path)).size;
    return { lines: hints.length, files, left: costs.lines.length - found.length };
  }

  hide(): void {
    this.shown?.lines.moved.dispose();
    this.shown = null;
    this.placed.remove(only);
  }

  /** Markdown for a 0-based line as it stands now; null where there is nothing to say. */
  hoverAt(path: string, line: number, view?: HoverView): string | null {
    return this.placed.hoverAt(path, line, view);
  }

  dispose(): void {
    this.shown?.lines.moved.dispose();
    this.shown = null;
    this.placed.dispose();
  }

  private linesFor(sources: PreparedSources): TargetLines {
    if (this.shown?.sources === sources) return this.shown.lines;
    this.shown?.lines.moved.dispose();
    const lines = new TargetLines(new MovedLines(this.parts.unsaved));
    lines.update(sources);
    this.shown = { sources, lines };
    return lines;
  }

  private hintOf(cost: ProfileCost, { path, line, doubt }: BuildLine, sourceWords: () => readonly string[]): SiteHint {
    const { words } = this.parts;
    return {
      kind: 'profile',
      path,
      buildLine: line,
      isUnsure: doubt !== null,
      text: words.profileText(cost),
      narrowText: words.profileText(cost, 'narrow'),
      shortText: words.profileText(cost, 'scarce'),
      growing: false,
      confidence: null,
      isIgnored: false,
      restsOn: [],
      hover: () => [words.profileHover(cost), ...sourceWords()].join('\n\n'),
    };
  }
}

/** Null outside the workspace, and where the line is not that of the build any more. */
function placeOf(cost: ProfileLine, { resolve }: PreparedSources, lines: TargetLines): BuildLine | null {
  return lines.ofBuild({ ...cost, path: resolve(cost.file) });
}
