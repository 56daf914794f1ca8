// Builds the services of test/services/field in a repository of real size: a copy of them with a large package beside.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { outputFolder, repositoryRoot } from '../../paths.ts';
import type { Building } from '../buildPrograms.ts';
import { goBuild, wayOf } from '../buildPrograms.ts';
import { largePackage } from './largePackage.ts';

export const fieldSources = resolve(repositoryRoot, 'test/services/field');

export interface BuiltField {
  /** The workspace: what LeakLens may read. */
  readonly repository: string;
  /** Where the programs are. */
  readonly programs: string;
}

const isSource = /\.go$|(?:^|[\\/])go\.(?:mod|sum)$/;

function sourceNames(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => isSource.test(name));
}

/** Touches only what changed: another evaluation may be reading there. */
function layOut(repository: string): void {
  const texts = new Map(
    sourceNames(fieldSources).map((name) => [name, readFileSync(join(fieldSources, name), 'utf8')]),
  );
  for (const [name, text] of largePackage('stock')) texts.set(join('internal', 'stock', name), text);
  mkdirSync(repository, { recursive: true });
  for (const name of sourceNames(repository)) if (!texts.has(name)) rmSync(join(repository, name));
  for (const [name, text] of texts) {
    const path = join(repository, name);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** Builds the services that are wanted, and the tools; Go sees to it that nothing is built twice. @throws Error with what Go says */
export async function buildField(building: Building, services: readonly string[]): Promise<BuiltField> {
  const folder = join(outputFolder, 'field', wayOf(building));
  const built = { repository: join(folder, 'shop'), programs: join(folder, 'programs') };
  layOut(built.repository);
  mkdirSync(built.programs, { recursive: true });
  const packages = ['tools/load', 'tools/upstream', ...services].map((path) => `./${path}`);
  await goBuild(building, { source: built.repository, packages, out: `${built.programs}/` });
  return built;
}
