import type { HintKind } from '../../shared/model/hint';

/** Every kind of hint; each has its images in `media`. */
export const hintKinds: readonly HintKind[] = ['heap', 'blocked', 'spawn'];
