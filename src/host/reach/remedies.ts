import { commands as editorCommands, l10n } from 'vscode';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { ProblemReport } from '../../shared/wires/lspMessages';
import { settingIds } from '../base/contributionNames';
import { asksForCookie } from '../base/asksForSecret';
import { addressLabel, addressOrigin } from '../base/serviceAddress';
import { askCredentials } from './askCredentials';
import type { Keyring } from './keyring';
import { askLine } from './secretInput';

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
      const refused = (await keyring.credentials(origin)) !== null;
      const service = params.name ?? addressLabel(params.url);
      const credentials = await askCredentials({ service, problem, refused });
      if (credentials === null) return null;
      await keyring.keepCredentials(origin, credentials);
      return params;
    },
  };
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
