// Builds the services of test/services/field in a repository of real size: a copy of them with a large package beside.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { outputFolder, repositoryRoot } from '../../paths.ts';
import type { Building } from '../buildPrograms.ts';
import { goBuild, wayOf } from '../buildPrograms.ts';
import { writeLargePackage } from './largePackage.ts';

export const fieldSources = resolve(repositoryRoot, 'test/services/field');

export interface BuiltField {
  /** The workspace: what LeakLens may read. */
  readonly repository: string;
  /** Where the programs are. */
  readonly programs: string;
}

function sourceHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(import.meta.dirname, 'largePackage.ts')));
  for (const name of readdirSync(fieldSources, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.go$|go\.(?:mod|sum)$/.test(name)) hash.update(`${name}\0`).update(readFileSync(join(fieldSources, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Of the programs only those of the newest sources are kept: together they are some gigabyte. */
function layOut(folder: string): BuiltField {
  // The repository stays where it is over all versions: the build cache knows packages by their folder.
  const built = { repository: join(folder, 'shop'), programs: join(folder, 'programs') };
  const [stamp, hash] = [join(folder, 'sources'), sourceHash()];
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return built;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(built.programs, { recursive: true });
  cpSync(fieldSources, built.repository, { recursive: true });
  writeLargePackage(join(built.repository, 'internal/stock'), 'stock');
  writeFileSync(stamp, hash);
  return built;
}

/** Builds the services that are wanted, unless they were built before, and the tools. @throws Error with what Go says */
export async function buildField(building: Building, services: readonly string[]): Promise<BuiltField> {
  const built = layOut(join(outputFolder, 'field', wayOf(building)));
  const wanted = ['tools/load', 'tools/upstream', ...services];
  const missing = wanted.filter((path) => !existsSync(join(built.programs, path.replace('tools/', ''))));
  if (missing.length > 0) {
    const packages = missing.map((path) => `./${path}`);
    await goBuild(building, { source: built.repository, packages, out: `${built.programs}/` });
  }
  return built;
}
