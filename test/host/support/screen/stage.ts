import type { Stage } from '../../../support/pixels/visibleText';
import { evaluate, screenshot } from './driver';

/** The window of the tests, for `visibleText`. */
export const stage: Stage = {
  evaluate,
  screenshot: (region) => screenshot('visible-text', region),
};
