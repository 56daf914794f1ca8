import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

/** Finds the repository from a bundled test, from vitest and from a script: neither has all the same means. */
export function repositoryFolder(): string {
  for (const start of [typeof __dirname === 'string' ? __dirname : process.cwd(), process.cwd()]) {
    for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
      if (existsSync(join(folder, 'test', 'services', 'gateway', 'go.mod'))) return folder;
    }
  }
  throw new Error(`The folder test/services is not above ${process.cwd()}`);
}
