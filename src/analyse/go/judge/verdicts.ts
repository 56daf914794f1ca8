import type { Verdicts } from '../../../shared/ports/runtime/judge';
import { createJudge } from './judge';
import { isLeakProfile } from './leakProfile';

/** The verdicts as one value, for an entry file to hand to whoever follows a target. */
export const verdicts: Verdicts = { createJudge, isLeakProfile };
