declare const safe: unique symbol;

/**
 * Text that may leave for standard output or standard error: `terminalText`, `jsonText` and their like made it of what a service, a
 * file or a person said. The terminal takes nothing else, so that forgetting to escape does not compile.
 */
export type Said = string & { readonly [safe]: true };

/** Text that is safe as it stands: control sequences of our own, or pieces that have been made safe before. Never a name from outside. */
export function ownText(text: string): Said {
  return text as Said;
}
