import { plainText } from './plainText';

/**
 * Names come from the service and end up in Markdown that an editor renders: everything that Markdown or HTML could read as more than
 * text is a character reference, line breaks become blanks, and overlong names are cut.
 */
export function markdownText(text: string, longest?: number): string {
  return plainText(text, longest).replace(/[\\`*_{}[\]()#+\-.!|<>~&$@:]|^\s/g, reference);
}

/**
 * The same for a page that is also read as it is written, in the log of a job: marks that mean something only at the start of a line, or
 * as part of an address, an emoji's name or a reference to an issue, are references only there.
 */
export function readableMarkdown(text: string, longest?: number): string {
  return plainText(text, longest)
    .replace(/[\\`*_{}[\]<>|~&$@]|#(?=\w)|^[-+=#\s]|:(?=\/\/|[\w+-]+:)/g, reference)
    .replace(/^(\d+)([.)])(?=\s|$)/, (_whole, digits: string, mark: string) => digits + reference(mark))
    .replace(/(www)\./gi, (_whole, letters: string) => letters + reference('.'));
}

/**
 * Text as code. A code span needs no escapes but for its own fence, which is replaced; table pipes would split a cell. An
 * empty span is no span, so no name becomes a question mark.
 */
export function codeSpan(text: string): string {
  const code = plainText(text).trim();
  return code === '' ? '?' : `\`${code.replaceAll('`', 'ʼ').replaceAll('|', '¦')}\``;
}

/** A path of a system's greatest length, all of it escaped. */
const longestAddress = 3 * 4096;

/**
 * A link; brackets and blanks of the URI would end it early. What is longer than an address can be leads nowhere and is no link.
 * `label` is safe Markdown already.
 */
export function markdownLink(label: string, uri: string): string {
  if (uri.length > longestAddress) return label;
  const target = uri.replace(
    /[\s()<>|\\]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `[${label}](${target})`;
}

function reference(mark: string): string {
  return `&#${String(mark.charCodeAt(0))};`;
}
