/** Header names that hold no secret, whoever sets them. */
const openHeaders: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'user-agent', 'host', 'connection']);

/** Shorter ones would be found in ordinary words. */
const minSecretLength = 4;

/**
 * Takes what was sent to prove who we are out of a text that somebody else wrote: services echo the token they refuse.
 * @param headers those of the request, names in lower case
 */
export function hideSecrets(text: string, headers: Readonly<Record<string, string>>): string {
  return secretsOf(headers).reduce((left, secret) => left.replaceAll(secret, '…'), text);
}

/** The longest first, so that a part of one does not give the rest away. */
function secretsOf(headers: Readonly<Record<string, string>>): string[] {
  const secrets = Object.entries(headers)
    .filter(([name]) => !openHeaders.has(name))
    .flatMap(([, value]) => [value.trim(), ...value.trim().split(/[\s;,=]+/), ...decodedBasic(value)]);
  const long = [...new Set(secrets)].filter(
    (secret) => secret.length >= minSecretLength && !/^(basic|bearer)$/i.test(secret),
  );
  return long.sort((a, b) => b.length - a.length);
}

function decodedBasic(value: string): string[] {
  const encoded = /^\s*basic\s+(\S+)/i.exec(value)?.[1];
  if (encoded === undefined) return [];
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return [pair, pair.slice(pair.indexOf(':') + 1)];
}
