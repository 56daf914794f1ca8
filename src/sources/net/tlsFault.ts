import type { TlsFault } from '../../shared/model/errors';
import { printable } from '../base/printable';

/** OpenSSL's verification codes as Node names them (node: src/crypto/crypto_common.cc, X509ErrorCode), and Node's own. */
const faultByCode: Readonly<Record<string, TlsFault>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
  CERT_UNTRUSTED: 'unknown-authority',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  HOSTNAME_MISMATCH: 'hostname-mismatch',
  ERR_TLS_CERT_ALTNAME_INVALID: 'hostname-mismatch',
};

/** Alerts about the client's certificate, 42 to 46, 48, 49 and 116 (RFC 8446, 6.2), as OpenSSL and BoringSSL name them. */
const clientAlert =
  /certificate.required|bad.certificate|unsupported.certificate|certificate.revoked|certificate.expired|certificate.unknown|unknown.ca|access.denied/i;

/** OpenSSL's words for a first record that is none: what answers is most often plain HTTP. */
const notTls = /wrong version number|packet length too long|:http request/i;

/** What an error of Node's TLS says. */
export interface TlsError {
  readonly code: string;
  readonly message: string;
  /** Whether one was offered: most servers answer a missing and a wrong one with the same alert. */
  readonly hasClientCertificate: boolean;
}

export function tlsFault({ code, message, hasClientCertificate }: TlsError): TlsFault {
  const known = faultByCode[code];
  if (known !== undefined) return known;
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(code) || notTls.test(message)) return 'no-tls';
  // While our certificate is still being written the alert stands in the message alone, and the code is EPROTO.
  const said = code.startsWith('ERR_SSL_') ? code : reasonOf(message);
  if (!/alert/i.test(said) || !clientAlert.test(said)) return 'handshake';
  return hasClientCertificate ? 'client-certificate-rejected' : 'client-certificate-required';
}

/** One line for a report; the technical words stand behind it. */
export function tlsDetail(fault: TlsFault, message: string): string {
  const words = faultWords[fault];
  const reason = printable(reasonOf(message), 300);
  return words === null ? reason : `${words} (${reason})`;
}

/** OpenSSL's `error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../file.c:918:…` without what is for its authors. */
function reasonOf(message: string): string {
  return /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1] ?? message;
}

const faultWords: Readonly<Record<TlsFault, string | null>> = {
  'unknown-authority': 'nobody trusted here has issued its certificate',
  'self-signed': 'its certificate is self-signed',
  expired: 'its certificate has expired',
  'not-yet-valid': 'its certificate is not valid yet',
  'hostname-mismatch': 'its certificate is for another name',
  'client-certificate-required': 'it asks for a client certificate',
  'client-certificate-rejected': 'it does not accept the client certificate',
  'no-tls': 'what answers is no TLS',
  handshake: null,
};
