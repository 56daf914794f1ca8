/** Another program's words, made safe to show on one line. */
export function printable(text: string, maxLength = 120): string {
  return text
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, maxLength);
}
