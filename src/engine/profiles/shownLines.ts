import type { PreparedSources } from '../../shared/model/sourcePaths';
import type { LinesShown, ProfileLines } from '../../shared/model/views/profileLines';
import type { ShownOnLines } from '../../shared/ports/engine/engineApi';
import type { LoadedProfile } from './loadedProfile';

/** Draws what lines cost in one profile at a time. */
export interface LineDrawing {
  show(what: { readonly name: string; readonly costs: ProfileLines; readonly sources: PreparedSources }): LinesShown;
  hide(): void;
}

interface Shown {
  readonly handle: string;
  readonly sources: Promise<PreparedSources>;
  /** Ends the look for them. */
  readonly end: AbortController;
}

/** The one opened profile that is shown on lines. */
export class ShownLines {
  private readonly drawing: LineDrawing;
  private shown: Shown | null = null;
  private looks = 0;
  /** Counts up with whatever is asked: only what was asked last is drawn. */
  private asked = 0;

  constructor(drawing: LineDrawing) {
    this.drawing = drawing;
  }

  /** In the place of what was shown before; the same profile again where it is to be shown otherwise. @throws LeakLensError */
  async show(
    loaded: LoadedProfile,
    { handle, name, scope }: ShownOnLines & { readonly handle: string },
    signal: AbortSignal,
  ): Promise<LinesShown> {
    const asked = (this.asked += 1);
    try {
      const [costs, sources] = await Promise.all([loaded.lines(scope, signal), this.sourcesOf(loaded, handle)]);
      return this.asked === asked ? this.drawing.show({ name, costs, sources }) : nothingShown;
    } catch (error) {
      // Whoever asks again looks again.
      if (this.asked === asked) this.hide();
      throw error;
    }
  }

  hide(): void {
    this.asked += 1;
    this.shown?.end.abort();
    this.shown = null;
    this.drawing.hide();
  }

  /** Its profile is let go of. */
  closed(handle: string): void {
    if (this.shown?.handle === handle) this.hide();
  }

  /** Looked up when a profile begins to be shown, and told for the texts of that moment: whatever is edited from then on is followed. */
  private sourcesOf(loaded: LoadedProfile, handle: string): Promise<PreparedSources> {
    if (this.shown?.handle === handle) return this.shown.sources;
    this.shown?.end.abort();
    this.looks += 1;
    const end = new AbortController();
    const sources = loaded.sources(`on lines ${String(this.looks)}`, end.signal);
    this.shown = { handle, sources, end };
    return sources;
  }
}

const nothingShown: LinesShown = { lines: 0, files: 0, left: 0 };
