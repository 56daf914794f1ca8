import type { HintKind } from '../../shared/model/hint';

/** What services say of lines; what a profile does is drawn apart. */
export type LiveHintKind = Exclude<HintKind, 'profile'>;

/** Each has its images in `media`. */
export const hintKinds: readonly LiveHintKind[] = ['heap', 'blocked', 'spawn'];
