import { homedir } from 'node:os';
import process from 'node:process';
import { l10n, workspace, type ExtensionContext } from 'vscode';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { Outcome } from '../../shared/wires/lspMessages';
import { readProxySettings, type EditorProxySettings } from '../../shared/model/target/proxySettings';
import { changedContexts } from '../base/contextKeys';
import { contextKeys, settingIds } from '../base/contributionNames';
import { addressOrigin } from '../base/serviceAddress';
import { Keyring } from './credentials/keyring';
import { PlainHttpConsent } from './credentials/plainHttpConsent';
import { targetCookieFile } from './credentials/targetCookieFile';
import { targetRpc } from './credentials/targetRpc';
import { targetTls, withPassphrase, type TargetTls } from './credentials/targetTls';
import { splitCredentials } from './credentials/urlCredentials';

/**
 * What a connection needs besides an address: who asks, certificates, the proxy, and the person's consent. Secrets come in
 * only while a connection is made; what is shown, remembered and written down never has them.
 */
export class Reach {
  readonly keyring: Keyring;
  private readonly plainHttp: PlainHttpConsent;
  private readonly report: (thrown: unknown) => void;

  constructor(context: Pick<ExtensionContext, 'secrets' | 'globalState'>, report: (thrown: unknown) => void) {
    const tell = changedContexts(report);
    this.keyring = new Keyring(context.secrets, context.globalState, ({ length }) =>
      tell(contextKeys.hasSecrets, length > 0),
    );
    this.plainHttp = new PlainHttpConsent(context.globalState);
    this.report = report;
  }

  /**
   * The address without the query and the user and password that may stand in it; these go to the keyring, which has them
   * before the next connection is made.
   * @param source what a person types replaces what is kept, what stands in the settings does not
   */
  bare(params: ConnectParams, source: 'person' | 'settings'): ConnectParams {
    const { url, credentials } = splitCredentials(params.url);
    const origin = addressOrigin(url);
    if (credentials === null || origin === null) return { ...params, url };
    const keeping =
      source === 'person'
        ? this.keyring.keepCredentials(origin, credentials)
        : this.keyring.introduceCredentials(origin, credentials);
    keeping.catch(this.report);
    return { ...params, url };
  }

  /** Asks, where it has to be asked. A problem when the person does not allow to connect. */
  async consent(params: ConnectParams): Promise<Outcome<null>> {
    const { url } = params;
    // What a command asks, it asks by ways of its own.
    if (targetRpc(configuredItems(), url) !== null) return { ok: true, value: null };
    if (await this.plainHttp.allows(url)) return { ok: true, value: null };
    const message = l10n.t('{0} is not asked without encryption: that was not allowed.', url);
    return { ok: false, problem: { kind: 'cancelled', message, nextStep: '' } };
  }

  /** All that the engine needs; a problem when the person does not allow it. */
  async complete(params: ConnectParams): Promise<Outcome<ConnectParams>> {
    const consent = await this.consent(params);
    if (!consent.ok) return consent;
    const origin = addressOrigin(params.url);
    const credentials = origin === null ? null : await this.keyring.credentials(origin);
    const cookie = origin === null ? null : await this.keyring.cookie(origin);
    const cookieFile = targetCookieFile(configuredItems(), params.url, homedir());
    const rpc = targetRpc(configuredItems(), params.url);
    const tls = this.tlsOf(params.url);
    const passphrase = typeof tls?.keyFile === 'string' ? await this.keyring.passphrase(tls.keyFile) : null;
    const proxy = readProxySettings(editorProxy(), process.env);
    return {
      ok: true,
      value: {
        ...params,
        ...(credentials !== null && { credentials }),
        ...(cookie !== null && { cookie }),
        ...(cookieFile !== null && { cookieFile }),
        ...(rpc !== null && { rpc }),
        ...(tls !== null && { tls: passphrase === null ? tls.options : withPassphrase(tls.options, passphrase) }),
        ...(proxy !== null && { proxy }),
      },
    };
  }

  private tlsOf(address: string): TargetTls | null {
    return targetTls(configuredItems(), address, homedir());
  }
}

function configuredItems(): unknown {
  return workspace.getConfiguration().get<unknown>(settingIds.targets);
}

function editorProxy(): EditorProxySettings {
  const settings = workspace.getConfiguration('http');
  return {
    proxy: settings.get<string>('proxy', ''),
    noProxy: settings.get<string[]>('noProxy', []),
    proxyAuthorization: settings.get<string | null>('proxyAuthorization', null),
    proxySupport: settings.get<string>('proxySupport', 'override'),
  };
}
