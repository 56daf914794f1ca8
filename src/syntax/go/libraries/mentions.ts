import type { LibraryResource } from '../../../shared/model/go/libraryResource';
import { packageOfExported } from '../../../shared/base/libraries/plainSymbol';

/** What a file's text has to mention before it is worth parsing: the library, and a name of it. */
export class Mentions {
  private readonly imports: RegExp | null;
  private readonly names: RegExp | null;
  private readonly uses: RegExp | null;

  constructor(resources: readonly LibraryResource[]) {
    const makes = resources.flatMap((resource) => resource.makes);
    const paths = [...new Set(makes.map((name) => packageOfExported(name.replace('{}', ''))))];
    const names = [...new Set(makes.map((name) => name.replace('{}', '').split('.').at(-1) ?? ''))];
    const uses = [...new Set(resources.flatMap((resource) => resource.usedAs ?? []))];
    this.imports = paths.length === 0 ? null : new RegExp(`"(?:${paths.map(importPattern).join('|')})"`);
    this.names = names.length === 0 ? null : new RegExp(`\\b(?:${names.join('|')})\\b`);
    this.uses = uses.length === 0 ? null : new RegExp(`\\.(?:${uses.join('|')})\\(`);
  }

  in(text: string): boolean {
    const isMade = this.imports !== null && this.names !== null && this.names.test(text) && this.imports.test(text);
    return isMade || (this.uses?.test(text) ?? false);
  }
}

/** A plain import path, with a major version wherever one may stand. */
function importPattern(path: string): string {
  const parts = path.split('/').map((part) => part.replace(/[.+*?^${}()|[\]\\]/g, '\\$&'));
  return `${parts.join('(?:/v\\d+)?/')}(?:[/.]v\\d+)?`;
}
