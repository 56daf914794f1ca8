import type { SourceQuestion, WaitFacts } from '../../../src/shared/model/goSource';

export type HealthySource = Partial<WaitFacts> & {
  readonly kind: SourceQuestion['kind'];
  readonly source: string;
};
