import type { Confidence } from '../../shared/model/finding';
import type { HintKind } from '../../shared/model/hint';
import type { HoverView } from '../../shared/ports/words/lineWords';
import type { BuildPlace } from '../lines/restsOn';

/** One thing to say about one line of one target's build. */
export interface SiteHint extends BuildPlace {
  readonly kind: HintKind;
  readonly text: string;
  /** The same where its end may be out of sight; absent where what counts comes first in any case. */
  readonly narrowText?: string;
  /** The same where room is scarce; absent where nothing can be left out. */
  readonly shortText?: string;
  readonly growing: boolean;
  /** How sure a verdict on this line is; null for a bare cost. */
  readonly confidence: Confidence | null;
  /** The line may be another one than the one that runs; the hover says why. */
  readonly isUnsure: boolean;
  /** It is of a finding that a person does not want to be warned of. */
  readonly isIgnored: boolean;
  /** Lines that make the verdict, its own included: edited, only another build can tell whether it still holds. None for a cost. */
  readonly restsOn: readonly BuildPlace[];
  /** Markdown for the hover, made only when somebody looks. */
  readonly hover: (view: HoverView) => string;
}
