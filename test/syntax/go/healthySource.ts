import type { SourceQuestion, WaitFacts } from '../../../src/shared/model/go/goSource';

export type HealthySource = Partial<WaitFacts> & {
  readonly kind: SourceQuestion['kind'];
  readonly source: string;
};
