import { plainText } from './said/plainText';

const longestHeading = 200;

/** The heading of a web page, else its title, in one line; empty where it has neither, or is cut before. */
export function pageHeading(html: string): string {
  for (const tag of ['h1', 'title']) {
    const inner = new RegExp(`<${tag}(?:\\s[^>]{0,200})?>([^]{1,1000}?)</${tag}`, 'i').exec(html)?.[1] ?? '';
    const words = plainText(inner.replace(/<[^>]{0,200}>/g, ' ').replace(/\s+/g, ' '), longestHeading).trim();
    if (words !== '') return words;
  }
  return '';
}

/** Whether a page is an index of pprof, or of a handler that names its path (go: src/net/http/pprof/pprof.go, indexTmplExecute). */
export function isPprofIndex(html: string): boolean {
  return html.includes('/debug/pprof');
}

/** Whether a text that begins like a page is a picture, as `go tool pprof -svg` and Graphviz write. */
export function isSvg(text: string): boolean {
  return /<(?:!doctype )?svg[\s>]/i.test(text) && !/<html[\s>]/i.test(text);
}
