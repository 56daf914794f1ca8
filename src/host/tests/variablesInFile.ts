type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The variables of a file for `go.testEnvFile`, as the Go extension reads it (its src/utils/envUtils.ts): `NAME=value` or
 * `export NAME=value` on lines of their own, quotes around a value are taken off, `\n` in double quotes begins a new line, and
 * `${NAME}` is that of a line before, else one that was known. Other lines say nothing.
 */
export function variablesInFile(text: string, known: Variables): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  const valueOf = (name: string) => found.get(name) ?? known[name] ?? '';
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const [, name, value = ''] = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) found.set(name, withVariables(unquoted(value), valueOf));
  }
  return Object.fromEntries(found);
}

function unquoted(value: string): string {
  const whole = /^".*"$/.test(value) && value.length > 1 ? value.replaceAll('\\n', '\n') : value;
  return whole.replace(/^['"]|['"]$/g, '');
}

/** `\${NAME}` stays as it is, without its stroke. */
function withVariables(value: string, valueOf: (name: string) => string): string {
  return value
    .replaceAll(/(\\?)\$\{([a-zA-Z]\w*)\}/g, (all, stroke: string, name: string) =>
      stroke === '' ? valueOf(name) : all,
    )
    .replaceAll('\\$', () => '$');
}
