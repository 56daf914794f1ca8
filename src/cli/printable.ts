/**
 * Text from a profile made safe for a terminal: what could move the cursor, change colours or break the line is shown as an
 * escape, `\x1b`. Names come from a service, and a service can be hostile.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${hexadecimal(code, 2)}` : `\\u${hexadecimal(code, 4)}`;
  });
}

/** The same for a line of source, in which tabs stay. */
export function printableSource(text: string): string {
  return text.split('\t').map(printable).join('\t');
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
