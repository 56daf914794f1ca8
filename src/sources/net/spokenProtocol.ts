import type { SpokenProtocol } from '../../shared/model/errors';

/** What a port speaks whose first bytes are no answer of HTTP/1.1. */
export function spokenProtocol(bytes: Uint8Array): SpokenProtocol {
  if (isTlsRecord(bytes)) return 'tls';
  return isHttp2Frame(bytes) ? 'http2' : 'unknown';
}

/** A record of TLS: its type, 20 to 23, and the version 3.0 to 3.4 (RFC 8446, 5.1). */
function isTlsRecord([type = 0, major = 0, minor = 255]: Uint8Array): boolean {
  return type >= 20 && type <= 23 && major === 3 && minor <= 4;
}

/** HTTP/2 begins with SETTINGS, or ends at once with GOAWAY, both of stream 0 (RFC 9113, 6.5 and 6.8). */
function isHttp2Frame(bytes: Uint8Array): boolean {
  const [, , length = 0, type = 0, flags = 255] = bytes;
  if (bytes.length < 9 || bytes.subarray(5, 9).some((byte) => byte !== 0)) return false;
  return (type === 4 && flags <= 1 && length % 6 === 0) || (type === 7 && flags === 0);
}

/** How servers of TLS tell that they were asked without: Go, nginx, Apache, Tomcat, Jetty, Envoy and HAProxy. */
const wantsTls =
  /HTTP request (?:was sent )?to (?:an )?HTTPS|plain HTTP (?:request|to an SSL)|requires TLS|SSL[- ]enabled|use the HTTPS scheme|HTTPS (?:is )?required/i;

/** How servers tell that they speak HTTP/2 alone. */
const wantsHttp2 = /expected `?h2|HTTP\/2 (?:is )?(?:required|only)|only (?:supports?|speaks?) HTTP\/2/i;

/** What an answer in HTTP/1.1 says of what the port speaks instead; null where it says nothing of the kind. */
export function wantedProtocol(status: number, upgrade: string, text: string): SpokenProtocol | null {
  if (status < 400) return null;
  if (status === 497 || (status === 400 && wantsTls.test(text))) return 'tls';
  // 464 is what a load balancer of AWS says (its documentation, “HTTP 464”); 505 is HTTP Version Not Supported.
  if (status === 505 || status === 464 || wantsHttp2.test(text)) return 'http2';
  return status === 426 && /\bh2c?\b/i.test(upgrade) ? 'http2' : null;
}
