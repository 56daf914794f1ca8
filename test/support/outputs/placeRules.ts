// What must hold of a text wherever it goes out, whoever made it of whatever. Written apart from the code that it holds.
import MarkdownIt from 'markdown-it';
import { sarifFaults } from './sarifFaults';

/** Where a text goes. */
export type Place =
  | 'terminal'
  | 'json'
  | 'sarif'
  /** XML of our own elements. */
  | 'junit'
  /** Of a job's page. */
  | 'markdown'
  /** Of the editor, whose lines are our own. */
  | 'hover'
  /** One line that the editor draws as it is. */
  | 'plain'
  /** Lines that the editor draws as they are. */
  | 'page';

/** Code points, first and last, of characters that do something to a text instead of standing in it. */
const hiddenRanges: readonly (readonly [first: number, last: number])[] = [
  // Controls but line feeds.
  [0, 0x9],
  [0xb, 0x1f],
  [0x7f, 0x9f],
  // Soft hyphen, joiner, Arabic letter mark, fillers, vowels that are not drawn, selectors.
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  // Zero width and marks of direction; separators of lines and paragraphs, embeddings; isolates.
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  // Halves of pairs that stand alone.
  [0xd800, 0xdfff],
  // Formats of shorthand and music, tags and selectors.
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];
const hex = (code: number) => `\\u{${code.toString(16)}}`;
const hidden = new RegExp(`[${hiddenRanges.map(([first, last]) => `${hex(first)}-${hex(last)}`).join('')}]`, 'u');

/** Characters of a line, each of which may have become an escape. */
const longestLine = 100_000;
const longestJsonText = 10_050;
const longestView = 2_100;

/** What is wrong with a text at a place; null when nothing is. */
export function faultOf(place: Place, text: string): string | null {
  const seen = hidden.exec(place === 'terminal' ? withoutSource(text) : text);
  if (seen !== null) return `${place} has U+${(seen[0].codePointAt(0) ?? 0).toString(16)}: ${around(text, seen.index)}`;
  const longest = text.split('\n').reduce((most, line) => Math.max(most, line.length), 0);
  if (place !== 'json' && longest > longestLine) return `${place} has a line of ${longest} characters`;
  return rules[place]?.(text) ?? null;
}

/** Lines of source in `list` keep their tabs. */
function withoutSource(text: string): string {
  return text.replace(/^(?: *\S+ +\S+ +\d+:)(.*)$/gm, (line) => line.replaceAll('\t', ' '));
}

const rules: Partial<Record<Place, (text: string) => string | null>> = {
  json: jsonFault,
  sarif: (text) => jsonFault(text) ?? sarifFault(text) ?? sarifFaults(text)[0] ?? null,
  junit: junitFault,
  markdown: markdownFault,
  hover: markdownFault,
  plain: plainFault,
};

function plainFault(text: string): string | null {
  if (text.includes('\n')) return `plain has several lines: ${text.slice(0, 200)}`;
  return text.length > longestView ? `plain has ${text.length} characters` : null;
}

function jsonFault(text: string): string | null {
  let fault: string | null = null;
  JSON.parse(text, (key, value: unknown) => {
    const long = [key, typeof value === 'string' ? value : ''].find(({ length }) => length > longestJsonText);
    if (long !== undefined) fault = `json has a text of ${long.length} characters`;
    return value;
  });
  return fault;
}

function sarifFault(text: string): string | null {
  let fault: string | null = null;
  JSON.parse(text, (key, value: unknown) => {
    if (key === 'text' && /(?<!\\)\[[^[\]]*\]\(/.test(String(value))) fault = `sarif has a link: ${String(value)}`;
    if (key === 'uri' && /[^!-~]/.test(String(value))) fault = `sarif has an address with ${String(value)}`;
    return value;
  });
  return fault;
}

/** The elements that we write, each with nothing but attributes of our own. */
const ownElement =
  /^<(?:\?xml(?: [a-z]+="[^"<]*")+\?|\/?(?:testsuites|testsuite|testcase|failure|skipped|system-out)(?: [a-z]+="[^"<]*")*\/?)>$/;

function junitFault(text: string): string | null {
  const bare = text.replace(/<[^>]*>/g, (tag) => (ownElement.test(tag) ? '' : tag));
  const at = /[<>]|&(?!(?:amp|lt|gt|quot);)/.exec(bare);
  return at === null ? null : `junit has markup: ${around(bare, at.index)}`;
}

const renderer = new MarkdownIt({ html: true, linkify: true });

/** The elements that our own pages are made of. */
const ownTag =
  /^<\/?(?:p|h2|strong|em|hr|br|ul|li|ol|code|table|thead|tbody|tr|th|td|details|summary)(?: style="text-align:(?:left|right|center)")?>$/;

/** Addresses that hovers link to: files, and the one command that opens a library's source. */
const ownLink = /^<a href="(?:file:\/\/\/[^"]*|command:leaklens\.openLibrarySource\?[^"]*)">$/;

function markdownFault(text: string): string | null {
  for (const [tag] of renderer.render(text).matchAll(/<[^>]*>/g)) {
    if (!ownTag.test(tag) && !ownLink.test(tag) && tag !== '</a>') return `markdown has ${tag}`;
  }
  return null;
}

function around(text: string, index: number): string {
  return JSON.stringify(text.slice(Math.max(0, index - 30), index + 30));
}
