/** The URL that a text is, null when it is none. URL.parse is not in Node 20. */
export function parsedUrl(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null;
}
