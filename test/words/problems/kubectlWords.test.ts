import { expect, it } from 'vitest';
import type { Problem } from '../../../src/shared/model/errors';
import { problemWords } from '../../../src/words/problems/problemWords';

const failed = (about: Partial<Problem>): Problem => ({
  kind: 'kubectl',
  subject: 'kubectl port-forward pod/shop-0 38311:6060',
  detail: 'the detail',
  ...about,
});

it.each<[string, Partial<Problem>, string, RegExp]>([
  [
    'a pod that is gone',
    { forward: 'pod-gone' },
    '“kubectl port-forward pod/shop-0 38311:6060” failed: the pod is gone.',
    /choose one of the pods/,
  ],
  [
    'a pod where nothing listens',
    { forward: 'nothing-listens' },
    '“kubectl port-forward pod/shop-0 38311:6060” leads nowhere: nothing listens at this port of the pod.',
    /pprof is served at another port/,
  ],
  [
    'a port that is taken',
    { forward: 'port-taken' },
    '“kubectl port-forward pod/shop-0 38311:6060” failed: another program on this machine has taken the local port.',
    /End the other program/,
  ],
  [
    'a cluster out of reach',
    { detail: 'The connection to the server was refused - did you specify the right host or port?' },
    '“kubectl port-forward pod/shop-0 38311:6060” failed: The connection to the server was refused - did you specify the right host or port.',
    /its context reaches the cluster/,
  ],
])('%s has its own words and its own next step', (_what, about, message, step) => {
  expect(problemWords.message(failed(about))).toBe(message);
  expect(problemWords.nextStep(failed(about))).toMatch(step);
});
