import { l10n, type QuickPickItem } from 'vscode';
import type { Credentials } from '../../../shared/model/target/credentials';
import type { ProblemReport } from '../../../shared/wires/lspMessages';
import { askLine } from './secretInput';
import { pickOne } from '../../base/prompts';

/** What a 401 is about. */
export interface CredentialsQuestion {
  /** What the person calls the service. */
  readonly service: string;
  readonly problem: Pick<ProblemReport, 'schemes' | 'realm'>;
  /** There were some, and the service refused them. */
  readonly refused: boolean;
}

type Kind = Credentials['kind'];

/** Asks for what the service wants: a token, a name and a password, or a header. Null when the person gives up. */
export async function askCredentials(question: CredentialsQuestion): Promise<Credentials | null> {
  let kind = onlyKind(question.problem.schemes ?? []) ?? (await pickKind(question));
  while (kind !== null) {
    const given = await askKind(kind, question);
    if (given !== 'other') return given ?? null;
    kind = await pickKind(question);
  }
  return null;
}

/** What the service asks for, when that is one thing. */
function onlyKind(schemes: readonly string[]): Kind | null {
  const kinds = schemes.flatMap((scheme) => kindOfScheme[scheme] ?? []);
  return kinds.length === 1 ? (kinds[0] ?? null) : null;
}

const kindOfScheme: Readonly<Record<string, Kind>> = { Basic: 'basic', Bearer: 'bearer' };

async function pickKind({ service, problem }: CredentialsQuestion): Promise<Kind | null> {
  const asked = (problem.schemes ?? []).flatMap((scheme) => kindOfScheme[scheme] ?? []);
  const item = (kind: Kind, label: string): QuickPickItem & { readonly credentialsKind: Kind } => ({
    label,
    credentialsKind: kind,
    ...(asked.includes(kind) && { description: l10n.t('asked for by the service') }),
  });
  const items = [
    item('bearer', l10n.t('Bearer token')),
    item('basic', l10n.t('User name and password')),
    item('headers', l10n.t('A header of your own, such as X-Api-Key')),
  ].sort((a, b) => Number(asked.includes(b.credentialsKind)) - Number(asked.includes(a.credentialsKind)));
  const title = l10n.t('Authenticate at {0}', service);
  return (await pickOne(items, { title, ignoreFocusOut: true }))?.credentialsKind ?? null;
}

function askKind(kind: Kind, question: CredentialsQuestion): Promise<Credentials | 'other' | undefined> {
  switch (kind) {
    case 'bearer':
      return askBearer(question);
    case 'basic':
      return askBasic(question);
    case 'headers':
      return askHeader(question);
  }
}

async function askBearer(question: CredentialsQuestion): Promise<Credentials | 'other' | undefined> {
  const token = await askLine(secret(question, l10n.t('Bearer token')));
  return token === undefined || token === 'other' ? token : { kind: 'bearer', token: token.text };
}

async function askBasic(question: CredentialsQuestion): Promise<Credentials | 'other' | undefined> {
  const user = await askLine({ ...secret(question, l10n.t('User name')), password: false });
  if (user === undefined || user === 'other') return user;
  const password = await askLine(secret(question, l10n.t('Password of {0}', user.text)));
  if (password === undefined || password === 'other') return password;
  return { kind: 'basic', user: user.text, password: password.text };
}

async function askHeader(question: CredentialsQuestion): Promise<Credentials | 'other' | undefined> {
  const name = await askLine({ ...secret(question, l10n.t('Name of the header')), password: false });
  if (name === undefined || name === 'other') return name;
  const value = await askLine(secret(question, l10n.t('Value of {0}', name.text)));
  if (value === undefined || value === 'other') return value;
  return { kind: 'headers', headers: { [name.text.trim().replace(/:$/, '')]: value.text } };
}

function secret({ service, problem, refused }: CredentialsQuestion, what: string) {
  const title = l10n.t('Authenticate at {0}', service);
  const realm = problem.realm === undefined ? what : l10n.t('{0} for “{1}”', what, problem.realm);
  const prompt = refused ? l10n.t('{0}. The service refused what was given before.', realm) : realm;
  return { title, prompt, password: true, otherWay: true };
}
