/** Who asks. Plain data, so that it can be kept as a secret and cross a wire; it never goes anywhere else. */
export type Credentials =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  /** Headers of a person's own, such as `X-Api-Key`. */
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> };

/** The headers that carry the credentials; their names in lower case. */
export function credentialHeaders(credentials: Credentials): Record<string, string> {
  switch (credentials.kind) {
    case 'bearer':
      return { authorization: bearerAuthorization(credentials.token) };
    case 'basic':
      return { authorization: basicAuthorization(credentials.user, credentials.password) };
    case 'headers':
      return lowerCased(credentials.headers);
  }
}

/** `authorization` of RFC 6750. Pasted tokens come with line ends and sometimes with the word itself. */
export function bearerAuthorization(token: string): string {
  return `Bearer ${token.trim().replace(/^bearer\s+/i, '')}`;
}

/** `authorization` of RFC 7617, in UTF-8. */
export function basicAuthorization(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}

/** Headers with their names in lower case, so that one given twice is noticed. */
export function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
