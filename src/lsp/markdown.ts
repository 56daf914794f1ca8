/**
 * Names come from the service and end up in Markdown that an editor renders: everything that Markdown or HTML could read as
 * more than text is escaped, line breaks become spaces, and overlong names are cut.
 */
export function escapeMarkdown(text: string, longest = longestName): string {
  return plainText(text, longest).replace(
    /[\\`*_{}[\]()#+\-.!|<>~&$@:]/g,
    (mark) => `&#${String(mark.charCodeAt(0))};`,
  );
}

/**
 * Text as code. A code span needs no escapes but for its own fence, which is replaced; table pipes would split a cell. An
 * empty span is no span, so no name becomes a question mark.
 */
export function codeSpan(text: string): string {
  const code = plainText(text).trim();
  return code === '' ? '?' : `\`${code.replaceAll('`', 'ʼ').replaceAll('|', '¦')}\``;
}

/** A link; brackets and blanks of the URI would end it early. `label` is safe Markdown already. */
export function markdownLink(label: string, uri: string): string {
  const target = uri.replace(
    /[\s()<>|\\]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `[${label}](${target})`;
}

/** A table of two columns, name and value; both already safe Markdown. */
export function factTable(rows: readonly (readonly [name: string, value: string])[]): string {
  const body = rows.map(([name, value]) => `| ${name} | ${value} |`);
  return ['| | |', '|:--|:--|', ...body].join('\n');
}

const longestName = 300;

/** Sentences that hold names. */
export const longestSentence = 2000;

/**
 * One line of bounded length. Control, formatting and bidirectional characters could reorder, hide or break what a person
 * reads; each run of them becomes one space.
 */
export function plainText(text: string, longest = longestName): string {
  // Cut first: the service decides how long a name is.
  const start = text.slice(0, longest * 4).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ');
  if (start.length <= longest && text.length <= longest * 4) return start;
  return `${start.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}
