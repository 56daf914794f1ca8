import type { ClientCertificate, TlsOptions } from '../../../shared/model/target/tlsOptions';
import { isRecord, targetItems } from '../picks/targetItems';

/** `tls` of an item of `leaklens.targets`, as a person writes it. */
interface TlsSetting {
  readonly certificateAuthorityFile?: string;
  readonly clientCertificateFile?: string;
  readonly clientKeyFile?: string;
  readonly pfxFile?: string;
  readonly serverName?: string;
  readonly insecure?: boolean;
}

/** What the settings say of TLS for a service, without passphrases. */
export interface TargetTls {
  readonly options: TlsOptions;
  /** File that a passphrase would be for; null without a client certificate. */
  readonly keyFile: string | null;
}

/**
 * The TLS options of the item of `leaklens.targets` with the address's scheme, host and port; null when there is none.
 * @param configured the setting as it is, whatever stands in it
 * @param home the home folder, for `~/`
 */
export function targetTls(configured: unknown, address: string, home: string): TargetTls | null {
  for (const { tls } of targetItems(configured, address)) if (isRecord(tls)) return toOptions(readSetting(tls, home));
  return null;
}

function toOptions(setting: TlsSetting): TargetTls {
  const { certificateAuthorityFile, serverName, insecure } = setting;
  const clientCertificate = clientOf(setting);
  return {
    options: {
      ...(certificateAuthorityFile !== undefined && { certificateAuthorityFile }),
      ...(clientCertificate !== null && { clientCertificate }),
      ...(serverName !== undefined && { serverName }),
      ...(insecure === true && { insecure }),
    },
    keyFile: clientCertificate === null ? null : passphraseFile(clientCertificate),
  };
}

function clientOf({ clientCertificateFile, clientKeyFile, pfxFile }: TlsSetting): ClientCertificate | null {
  if (pfxFile !== undefined) return { kind: 'pfx', file: pfxFile };
  if (clientCertificateFile === undefined) return null;
  return {
    kind: 'pem',
    certificateFile: clientCertificateFile,
    ...(clientKeyFile !== undefined && { keyFile: clientKeyFile }),
  };
}

function passphraseFile(client: ClientCertificate): string {
  return client.kind === 'pfx' ? client.file : (client.keyFile ?? client.certificateFile);
}

/** The options with the passphrase of their key. */
export function withPassphrase(options: TlsOptions, passphrase: string): TlsOptions {
  const { clientCertificate } = options;
  return clientCertificate === undefined
    ? options
    : { ...options, clientCertificate: { ...clientCertificate, passphrase } };
}

function readSetting(data: Readonly<Record<string, unknown>>, home: string): TlsSetting {
  const text = (name: string) => {
    const value = data[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const file = (name: string) => text(name)?.replace(/^~(?=[/\\])/, home);
  const entries = {
    certificateAuthorityFile: file('certificateAuthorityFile'),
    clientCertificateFile: file('clientCertificateFile'),
    clientKeyFile: file('clientKeyFile'),
    pfxFile: file('pfxFile'),
    serverName: text('serverName'),
    insecure: data['insecure'] === true ? true : undefined,
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}
