import type { ReplicatedFinding } from '../../model/replica';
import type { Finding, IgnoreRule } from '../../model/finding';
import type { HintRoom } from '../../model/hint';
import type { BlockedSite, HeapSite, SpawnSite } from '../../model/siteReport';
import type { Frame, ResolvedSite } from '../../model/sourceLocation';
import type { LineDoubt, ResolvedSource } from '../../model/sourcePaths';
import type { ProfileLine } from '../../model/views/profileLines';
import type { ViewHead } from '../../model/views/viewFrames';

/** Makes a Markdown link to a line of the workspace as it stands now, or plain text when it is not there any more. */
export type LinkTo = (site: ResolvedSite) => string;

/** What an editor makes of a hover. */
export interface HoverView {
  /** It draws pictures, and folds what stands in `<details>`. */
  readonly isRich: boolean;
  /** It shows above the hover what the problem on the line says: nobody wants to read that twice. */
  readonly showsProblem: boolean;
}

export const plainHover: HoverView = { isRich: false, showsProblem: false };

/** What the hover of a finding leads to. */
export interface HoverEnds {
  readonly link: LinkTo;
  /** The same of a library's own source, which nobody edits. */
  readonly readingLink: LinkTo;
  /** What stands on the line in the editor; null where the file is not open. */
  readonly textAt: (site: ResolvedSite) => string | null;
}

/** Where an editor finds the line of a frame, libraries and Go's own sources included; null when it is not on this machine. */
export type FrameUri = (frame: Frame) => string | null;

/** What stands on a line of source and in its hover, in the words of the person's language. Hovers are Markdown; whatever a service named is escaped. */
export interface LineWords extends CostWords, CommonLineWords {}

/** What lines of one runtime's processes cost: words that only it has. */
export interface CostWords {
  /** For the end of a source line, as are the two below: short, plain text, and shorter where room is scarce. */
  blockedText(site: BlockedSite, room?: HintRoom): string;
  spawnText(site: SpawnSite, room?: HintRoom): string;
  heapText(site: HeapSite, totalBytes: number, room?: HintRoom): string;
  blockedHover(site: BlockedSite, link: LinkTo, frameUri?: FrameUri): string;
  spawnHover(site: SpawnSite, link: LinkTo): string;
  heapHover(site: HeapSite, totalBytes: number, frameUri?: FrameUri): string;
}

/** What the functions of one line cost in a profile that is shown on the lines of the workspace. */
export interface ProfileCost extends ViewHead {
  /** What a person calls the profile. */
  readonly profile: string;
  /** At least one, heaviest first: closures and generic functions share lines. */
  readonly functions: readonly ProfileLine[];
}

/** What is said of lines of any runtime. */
export interface CommonLineWords {
  /** For the end of a source line, as those of costs are. */
  findingText(finding: Finding, room?: HintRoom): string;
  /**
   * The verdict, why and what to do, its other ends, a picture of its trend, and last its evidence.
   * @param more paragraphs that belong with the evidence
   */
  findingHover(finding: ReplicatedFinding, ends: HoverEnds, view: HoverView, more?: readonly string[]): string;
  /** How the file was found, and why its line may be another one, paragraph by paragraph; none where nothing needs a word. */
  sourceHover(doubt: LineDoubt | null, found: ResolvedSource | null): readonly string[];
  /** For the end of a source line, as those of costs are. */
  profileText(cost: ProfileCost, room?: HintRoom): string;
  profileHover(cost: ProfileCost): string;
  /** Of when all that is said of a service is, while it does not answer: `as of 22:21:50, not answering`. */
  asOf(atMillis: number): string;
  /** The same while a person looks at a moment of the past: what is of then, and what is made anew. */
  past(targetName: string, atMillis: number): string;
  /** What is said of a line whose statement somebody has replaced in the editor. */
  replaced(): string;
  /** At the end of a line, in the place of a verdict that rests on lines which somebody has edited since the build. */
  changedText(room?: HintRoom): string;
  /** The same before the verdict in the hover. */
  changedHover(): string;
  /** That a person ignores a finding, and until when, for a list of facts: `ignored until 2026-12-30`. */
  ignored(until: IgnoreRule['until']): string;
  /** The same with where that is written, and why; before the verdict in the hover. */
  ignoredHover(rule: IgnoreRule): string;
  /** The link text for a line, `file.go:12`, around a URI; plain text without one. */
  siteLink(uri: string | null, path: string, line: number): string;
}
