import { readableSymbol } from '../../shared/base/symbols/symbolName';
import type { FindingSite, RelatedSite } from '../../shared/model/finding';

/** `sentinel/agent.go:61`: below the working directory without it, as a person there would type it; else as it is known. */
export function placeText({ path, file, line, function: name }: FindingSite, workingDirectory: string): string {
  const root = workingDirectory.endsWith('/') ? workingDirectory : `${workingDirectory}/`;
  const whole = path ?? file;
  const where = whole.startsWith(root) ? whole.slice(root.length) : whole;
  if (where === '') return readableSymbol(name);
  return line > 0 ? `${where}:${String(line)}` : where;
}

const mostRelated = 8;

/** The places that belong to a finding, each line once and never its own. */
export function relatedPlaces(
  { site, related }: { readonly site: FindingSite | null; readonly related: readonly RelatedSite[] },
  workingDirectory: string,
): readonly RelatedSite[] {
  const seen = new Set(site === null ? [] : [placeText(site, workingDirectory)]);
  const first = related.filter((one) => {
    const place = placeText(one, workingDirectory);
    const isNew = !seen.has(place);
    seen.add(place);
    return isNew;
  });
  return first.slice(0, mostRelated);
}
