import { basicAuthorization } from '../../shared/model/target/credentials';
import type { ProxySettings } from '../../shared/model/target/proxySettings';
import { parseAddress } from '../../shared/base/addresses/serviceAddress';

/** Something that proves who we are, in the form in which it is meant. */
export interface Secret {
  readonly text: string;
  /** Sent where secrets are sent. What stands in any other header may be a word of everyday, such as the name of a team. */
  readonly isCertain: boolean;
}

/** Header names that hold no secret, whoever sets them. */
const openHeaders: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'user-agent', 'host', 'connection']);

/** Whether a header says nothing of who asks. @param name in lower case */
export function isPlainHeader(name: string): boolean {
  return openHeaders.has(name);
}

/** Names of headers whose values surely are secrets. */
const tellingNames = /auth|token|secret|key|passw|session|cookie|sign|cred|jwt/;

const schemeNames = /^(basic|bearer|digest|negotiate|ntlm|token)$/i;

/** A user name this long, or without a password, is a key. */
const longUserName = 16;

/** What the headers of a request give away. @param headers names in lower case */
export function headerSecrets(headers: Readonly<Record<string, string>>): readonly Secret[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (isPlainHeader(name)) return [];
    const isCertain = tellingNames.test(name);
    return valueSecrets(value.trim()).map((text) => ({ text, isCertain }));
  });
}

/** What a proxy is told, in `Proxy-Authorization` or in its address. */
export function proxySecrets(proxy: ProxySettings | undefined): readonly Secret[] {
  if (proxy === undefined) return [];
  const { authorization, forHttp, forHttps } = proxy;
  const texts = [
    ...(authorization === undefined ? [] : valueSecrets(authorization.trim())),
    ...[forHttp, forHttps].flatMap((address) => (address === undefined ? [] : userSecrets(address))),
  ];
  return texts.map((text) => ({ text, isCertain: true }));
}

/** The value, its parts, and what Basic has encoded. */
function valueSecrets(value: string): readonly string[] {
  const parts = value.split(/[\s;,]+/).filter((part) => !schemeNames.test(part));
  const assigned = parts.flatMap((part) => /^[^=]+=(.+)$/.exec(part)?.[1] ?? []);
  const whole = parts.length === value.split(/[\s;,]+/).length ? [value] : [];
  return [...whole, ...parts, ...assigned, ...assigned.map(unquoted), ...parts.map(unquoted), ...decodedBasic(value)];
}

function unquoted(part: string): string {
  return part.replace(/^"(.*)"$/, '$1');
}

function decodedBasic(value: string): readonly string[] {
  const encoded = /^basic\s+(\S+)/i.exec(value)?.[1];
  if (encoded === undefined) return [];
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? [pair] : pairSecrets(pair.slice(0, colon), pair.slice(colon + 1));
}

function userSecrets(address: string): readonly string[] {
  const { user = '', password = '' } = parseAddress(address) ?? {};
  if (user === '' && password === '') return [];
  return [...pairSecrets(user, password), ...valueSecrets(basicAuthorization(user, password))];
}

function pairSecrets(user: string, password: string): readonly string[] {
  const isKey = password === '' || user.length >= longUserName;
  return [`${user}:${password}`, password, ...(isKey ? [user] : [])];
}
