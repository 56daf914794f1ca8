/**
 * How a service proves who it is, and how we do. Paths of files; they are read when connecting. Whatever is left out is as
 * Node has it.
 */
export interface TlsOptions {
  /**
   * PEM file of certificates trusted in addition to the roots of Node and of this machine. In addition, because a private
   * authority next to public ones is the usual case, and giving one must not break another target behind a public one.
   */
  readonly certificateAuthorityFile?: string;
  readonly clientCertificate?: ClientCertificate;
  /** Asked for in the handshake (SNI) and expected in the certificate, in place of the host of the URL. */
  readonly serverName?: string;
  /** Takes any certificate: whoever stands between can then read and change everything, credentials included. */
  readonly insecure?: boolean;
}

export type ClientCertificate =
  | {
      readonly kind: 'pem';
      readonly certificateFile: string;
      /** Absent when the key stands in the certificate's file. */
      readonly keyFile?: string;
      /** Of the key. A secret. */
      readonly passphrase?: string;
    }
  | {
      /** PKCS#12: `.pfx` or `.p12`. */
      readonly kind: 'pfx';
      readonly file: string;
      /** A secret. */
      readonly passphrase?: string;
    };
