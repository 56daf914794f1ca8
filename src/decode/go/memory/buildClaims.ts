import type { PublishedBuild } from '../../../shared/model/process/buildInfo';

/** Names as people write them, in small letters and without what stands between their words. */
const revisionNames: ReadonlySet<string> = new Set([
  'vcsrevision',
  'revision',
  'commit',
  'commithash',
  'commitsha',
  'gitcommit',
  'githash',
  'gitrevision',
  'gitsha',
]);
const modifiedNames: ReadonlySet<string> = new Set(['vcsmodified', 'modified', 'dirty', 'gitmodified', 'gitdirty']);

/** A whole object name: a short one is no proof, and a name that moves (`main`) means another commit tomorrow. */
const revisionPattern = /^([0-9a-f]{40}|[0-9a-f]{64})(?:[-+.](dirty|modified))?$/;

/** What is said of commits under names that people choose. Only one that nothing contradicts is believed. */
export class BuildClaims {
  private readonly revisions = new Set<string>();
  private readonly modified = new Set<boolean>();

  add(key: string, text: string): void {
    const name = plainName(key);
    if (revisionNames.has(name)) {
      const told = toRevision(text);
      if (told === null) return;
      this.revisions.add(told.revision);
      if (told.isMarked) this.modified.add(true);
    } else if (modifiedNames.has(name)) {
      const told = toFlag(text);
      if (told !== null) this.modified.add(told);
    }
  }

  get build(): PublishedBuild | null {
    const [revision, ...others] = this.revisions;
    if (revision === undefined || others.length > 0) return null;
    const modified = this.modified.has(true) || (this.modified.has(false) ? false : null);
    return { goVersion: null, mainPackage: null, revision, modified };
  }
}

/** True for a name that people give to a commit, or to the word whether it was changed. */
export function isClaim(key: string): boolean {
  const name = plainName(key);
  return revisionNames.has(name) || modifiedNames.has(name);
}

/** Null for anything but a whole object name, and whether a mark behind it says that it was changed. */
export function toRevision(text: string): { readonly revision: string; readonly isMarked: boolean } | null {
  const [, revision, mark] = revisionPattern.exec(text) ?? [];
  return revision === undefined ? null : { revision, isMarked: mark !== undefined };
}

/** Null for what is no flag. */
export function toFlag(text: string): boolean | null {
  return text === 'true' ? true : text === 'false' ? false : null;
}

function plainName(key: string): string {
  return key.toLowerCase().replace(/[._-]/g, '');
}
