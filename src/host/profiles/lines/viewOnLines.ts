import type { LinesShown } from '../../../shared/model/views/profileLines';
import type { ViewScope } from '../../../shared/model/views/viewScope';

/** An opened profile to be shown on lines, and how. */
export interface LinesWanted {
  readonly handle: string;
  /** For a person, and short: it stands on lines. */
  readonly name: string;
  readonly scope: ViewScope;
}

/** A view whose profile may be shown on lines. */
export interface LineView {
  /** @param shown null when it is not shown any more. @param problem why not, in words; empty when that was wanted */
  told(shown: LinesShown | null, problem: string): void;
}

/** Where profiles are shown on lines: one at a time. Neither rejects nor throws. */
export interface LinePlace {
  show(view: LineView, wanted: LinesWanted): void;
  /** Nothing for a view whose profile is not the one that is shown. */
  hide(view: LineView): void;
}

/** One view's part in that: whether a person wants it, and what is shown of it as the view changes. */
export class ViewOnLines implements LineView {
  private readonly place: LinePlace;
  private readonly tell: (shown: LinesShown | null, problem: string) => void;
  private isWanted = false;
  private isLeaving = false;
  /** What is shown now; empty for nothing. */
  private key = '';

  constructor(place: LinePlace, tell: (shown: LinesShown | null, problem: string) => void) {
    this.place = place;
    this.tell = tell;
  }

  get isOn(): boolean {
    return this.isWanted;
  }

  /** @param wanted null while nothing is open: then it is shown as soon as something is */
  turn(on: boolean, wanted: LinesWanted | null): void {
    this.isWanted = on;
    if (on) this.follow(wanted);
    else this.place.hide(this);
  }

  /** What is looked at may be another profile, or otherwise filtered. */
  follow(wanted: LinesWanted | null): void {
    const { scope } = wanted ?? {};
    // Lines are lines, by whatever else costs are grouped.
    const key = JSON.stringify([
      wanted?.handle,
      wanted?.name,
      scope?.sample,
      scope?.refinements,
      scope?.normalize,
      scope?.labelLevel,
      scope?.unit,
    ]);
    if (!this.isWanted || wanted === null || key === this.key) return;
    this.key = key;
    this.place.show(this, wanted);
  }

  /** The profile is let go of; another may come in its place, which is shown then. */
  leave(): void {
    this.isLeaving = true;
    this.place.hide(this);
    this.isLeaving = false;
  }

  told(shown: LinesShown | null, problem: string): void {
    if (shown === null) this.key = '';
    if (this.isLeaving) return;
    if (shown === null) this.isWanted = false;
    this.tell(shown, problem);
  }
}
