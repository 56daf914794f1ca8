// What runs tests of the workspace, put together for the engine of an editor and of a command.
import { readGoTestOutput } from './decode/go/tests/goTestOutput';
import type { GoTestParts } from './engine/tests/testRuns';
import { createCheckGoTests } from './sources/gotest/checkGoTests';
import { createTestProfiles } from './sources/gotest/testProfiles';
import { testFunctions } from './syntax/go/outline/testFunctions';

/** @param commandLine path of its script, which looks at what tests leave behind */
export function createGoTests(commandLine: string): GoTestParts {
  return {
    functionsIn: testFunctions,
    profiles: createTestProfiles(),
    readOutput: readGoTestOutput,
    check: createCheckGoTests({ commandLine, readOutput: readGoTestOutput }),
  };
}
