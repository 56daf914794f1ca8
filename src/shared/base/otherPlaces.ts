import type { Finding, RelatedSite } from '../model/finding';

/** The places that belong to a finding, each once, the first role it has counting, and not the finding's own line. */
export function otherPlaces({ site, related }: Finding): readonly RelatedSite[] {
  const seen = new Set(site === null ? [] : [keyOf(site)]);
  return related.filter((place) => {
    const key = keyOf(place);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function keyOf({ path, file, line }: Pick<RelatedSite, 'path' | 'file' | 'line'>): string {
  return `${path ?? file}:${String(line)}`;
}
