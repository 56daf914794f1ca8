// The same for runs of `go test`; those that need a Go stand in test/engine/tests.
import { createTestProfiles } from '../../../src/sources/gotest/testProfiles';
import { problemOf } from '../../sources/problemOf';
import type { Failure } from './failing';

export const goTestFailures: readonly Failure[] = [
  [
    'a test on a machine without Go',
    () => {
      const setup = { go: '', flags: [], timeout: '', environment: { PATH: '/nowhere' } };
      const test = { name: 'TestParse', kind: 'test' } as const;
      const request = { path: '/nowhere/parse_test.go', test, profile: 'cpu', count: 1, time: '', setup } as const;
      return problemOf(createTestProfiles().record(request, () => undefined, new AbortController().signal));
    },
    'There is no Go to run tests with: no AT on the PATH.',
    'Put go on the PATH, or name it in the setting go.goroot or go.alternateTools.',
  ],
];
