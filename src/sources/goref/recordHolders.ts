import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { HeldMemory } from '../../shared/ports/heldMemory';
import { makeTemporaryFolder } from '../base/temporaryFolder';
import { createRunGoref, requireGoref } from './runGoref';

/** Profiles of who holds what, in a temporary folder. */
export function createRecordHolders(
  environment: NodeJS.ProcessEnv = process.env,
): Pick<HeldMemory, 'requireProgram' | 'record' | 'dispose'> {
  const run = createRunGoref(environment);
  let root: string | null = null;
  let runs = 0;
  return {
    requireProgram: async () => {
      await requireGoref(environment);
    },
    record: async (pid, signal) => {
      root ??= await makeTemporaryFolder('holders');
      runs += 1;
      const path = join(root, `holders-of-${String(pid)}-${String(runs)}.pb.gz`);
      return { path, bytes: await run({ kind: 'process', pid }, path, signal) };
    },
    dispose: () => {
      if (root !== null) rmSync(root, { recursive: true, force: true });
      root = null;
    },
  };
}
