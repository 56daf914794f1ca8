/**
 * Text from outside as Markdown that shows just that text: punctuation is escaped, line breaks become spaces. Unlike
 * `MarkdownString.appendText` it keeps spaces breakable, so that long sentences wrap in a hover.
 */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[!-/:-@[-`{-~]/g, (mark) => (mark === '&' ? '&amp;' : mark === '<' ? '&lt;' : `\\${mark}`));
}
