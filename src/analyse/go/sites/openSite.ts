import type { FindingSite } from '../../../shared/model/finding';
import type { Frame, ResolvedSite } from '../../../shared/model/sourceLocation';
import type { CodeOwners } from './codeOwners';

/** A frame as a site of the workspace; null where its code is not the person's own. */
export function openSite(frame: Frame, owners: CodeOwners): ResolvedSite | null {
  return owners.of(frame) === 'local' ? asOpenSite(owners.site(frame)) : null;
}

/** The same for a site; null where it has no file here. */
export function asOpenSite({ path, ...site }: FindingSite): ResolvedSite | null {
  return path === null ? null : { ...site, path };
}

/** Key under which sites are the same line of the same local file. */
export function resolvedKey(site: ResolvedSite): string {
  return `${site.path}:${String(site.line)}`;
}
