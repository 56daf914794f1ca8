import type { RelatedSite } from '../../../../shared/model/finding';
import type { OtherEnd } from '../../../../shared/model/go/goSource';

/** A line that the source tells of, which no stack has shown: its file has the name that it has here. */
export function relatedPlace({ role, path, line, function: name }: OtherEnd): RelatedSite {
  return { role, function: name, file: path, line, path };
}
