import type { LeakPattern, SourceQuestion, WayOut } from '../../../src/shared/model/go/goSource';
import type { SourceFix } from '../../../src/shared/model/sourceFix';

export interface LeakingSource {
  readonly pattern: LeakPattern;
  readonly kind: SourceQuestion['kind'];
  readonly operand: string;
  readonly source: string;
  readonly capacity?: number;
  readonly waysOut?: readonly WayOut[];
  readonly fix?: SourceFix['kind'];
}
