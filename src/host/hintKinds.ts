import type { HintKind } from '../shared/hint';

/** Every kind of hint; each has its images in `media`. */
export const hintKinds: readonly HintKind[] = ['heap', 'blocked', 'spawn'];
