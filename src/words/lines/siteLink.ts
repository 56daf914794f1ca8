import { fileLine } from '../../shared/base/fileLine';
import { markdownLink, markdownText } from '../../shared/base/said/markdownText';

/** The link text for a line, `file.go:12`, around a URI made by the caller. */
export function siteLink(uri: string | null, path: string, line: number): string {
  const label = markdownText(fileLine(path, line));
  return uri === null ? label : markdownLink(label, uri);
}
