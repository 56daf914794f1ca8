import { commands as editorCommands, l10n } from 'vscode';
import type { Credentials } from '../../shared/model/target/credentials';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { ProblemReport } from '../../shared/wires/lspMessages';
import { settingIds } from '../base/contributionNames';
import { asksForCookie } from '../base/asksForSecret';
import { addressLabel, addressOrigin } from '../base/serviceAddress';
import { askCredentials } from './credentials/askCredentials';
import type { Keyring } from './credentials/keyring';
import { askLine } from './credentials/secretInput';

/** What a person can do at once about a connection that failed. */
export interface Remedy {
  /** Of its button. */
  readonly label: string;
  /** Done without a message when the person waits for the connection: the service asked for no more than its due. */
  readonly isDue: boolean;
  /** @returns what to try again with, null when there is nothing to try (yet) */
  apply(): Promise<ConnectParams | null>;
}

/** The remedy for a problem; null when there is none but to try again. */
export function remedyFor(params: ConnectParams, problem: ProblemReport, keyring: Keyring): Remedy | null {
  switch (problem.kind) {
    case 'unauthorized':
      return credentialsRemedy(params, problem, keyring);
    case 'forbidden':
      // Some gateways answer so to whoever brings nothing; it may also be right, so a person decides.
      return notDue(credentialsRemedy(params, problem, keyring));
    case 'archive':
      if (problem.archive === 'no-tenant') return tenantRemedy(params, keyring);
      // Of a tenant that does not exist there is nothing, without a word; it may also be something else, so a person decides.
      return problem.archive === 'nothing' && isPyroscope(params) ? notDue(tenantRemedy(params, keyring)) : null;
    case 'erlang':
      return asksForCookie(problem) ? cookieRemedy(params, keyring) : null;
    case 'certificate-file':
      return problem.passphrase === undefined || problem.file === undefined
        ? settingsRemedy(settingIds.targets)
        : passphraseRemedy(params, problem.file, keyring);
    case 'redirected':
      return problem.location === undefined ? null : redirectRemedy(params, problem.location);
    case 'tls':
      return problem.tls === 'expired' || problem.tls === 'not-yet-valid' ? null : settingsRemedy(settingIds.targets);
    case 'proxy':
      return settingsRemedy('http.proxy');
    default:
      return null;
  }
}

/** The one of them that has tenants. */
function isPyroscope({ url }: ConnectParams): boolean {
  return url.startsWith('pyroscope:');
}

function notDue(remedy: Remedy | null): Remedy | null {
  return remedy === null ? null : { ...remedy, isDue: false };
}

function credentialsRemedy(params: ConnectParams, problem: ProblemReport, keyring: Keyring): Remedy | null {
  const origin = addressOrigin(params.url);
  if (origin === null) return null;
  return {
    label: l10n.t('Authenticate…'),
    isDue: true,
    apply: async () => {
      const kept = await keyring.credentials(origin);
      const refused = kept !== null;
      const service = params.name ?? addressLabel(params.url);
      const credentials = await askCredentials({ service, problem, refused });
      if (credentials === null) return null;
      await keyring.keepCredentials(origin, withTenant(credentials, kept));
      return params;
    },
  };
}

const tenantHeader = 'X-Scope-OrgID';

/** Who asks is another question than whose profiles are asked for. */
function withTenant(credentials: Credentials, kept: Credentials | null): Credentials {
  const tenant = headersOf(kept)[tenantHeader];
  if (tenant === undefined) return credentials;
  return { kind: 'headers', headers: { [tenantHeader]: tenant, ...headersOf(credentials) } };
}

/** Beside what says who asks, where there is something. */
function tenantRemedy(params: ConnectParams, keyring: Keyring): Remedy | null {
  const origin = addressOrigin(params.url);
  if (origin === null) return null;
  return {
    label: l10n.t('Enter Tenant…'),
    isDue: true,
    apply: async () => {
      const title = l10n.t('Tenant at {0}', params.name ?? addressLabel(params.url));
      const prompt = l10n.t('Whose profiles are asked for (X-Scope-OrgID). It is kept as a secret of this editor.');
      const given = await askLine({ title, prompt, password: false });
      if (given === undefined || given === 'other') return null;
      const headers = { ...headersOf(await keyring.credentials(origin)), [tenantHeader]: given.text.trim() };
      await keyring.keepCredentials(origin, { kind: 'headers', headers });
      return params;
    },
  };
}

function headersOf(credentials: Credentials | null): Readonly<Record<string, string>> {
  switch (credentials?.kind) {
    case undefined:
      return {};
    case 'headers':
      return credentials.headers;
    case 'bearer':
      return { Authorization: `Bearer ${credentials.token}` };
    case 'basic':
      return {
        Authorization: `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`,
      };
  }
}

function cookieRemedy(params: ConnectParams, keyring: Keyring): Remedy | null {
  const origin = addressOrigin(params.url);
  if (origin === null) return null;
  return {
    label: l10n.t('Enter Cookie…'),
    isDue: true,
    apply: async () => {
      const title = l10n.t('Cookie of {0}', params.name ?? addressLabel(params.url));
      const prompt = l10n.t('Whoever has it may do everything with the node. It is kept as a secret of this editor.');
      const given = await askLine({ title, prompt, password: true });
      if (given === undefined || given === 'other') return null;
      await keyring.keepCookie(origin, given.text.trim());
      return params;
    },
  };
}

function passphraseRemedy(params: ConnectParams, file: string, keyring: Keyring): Remedy {
  return {
    label: l10n.t('Enter Passphrase…'),
    isDue: true,
    apply: async () => {
      const title = l10n.t('Passphrase of {0}', file);
      const given = await askLine({ title, prompt: l10n.t('It is kept as a secret of this editor.'), password: true });
      if (given === undefined || given === 'other') return null;
      await keyring.keepPassphrase(file, given.text);
      return params;
    },
  };
}

/** Credentials belong to an origin, so none go along. */
function redirectRemedy({ name }: ConnectParams, location: string): Remedy {
  return {
    label: l10n.t('Connect to {0}', addressLabel(location)),
    isDue: false,
    apply: () => Promise.resolve(name === undefined ? { url: location } : { url: location, name }),
  };
}

function settingsRemedy(id: string): Remedy {
  return {
    label: l10n.t('Open Settings'),
    isDue: false,
    apply: async () => {
      await editorCommands.executeCommand('workbench.action.openSettings', `@id:${id}`);
      return null;
    },
  };
}
