import type { Memento, SecretStorage } from 'vscode';
import { Turns } from '../../../shared/base/turns';
import type { Credentials } from '../../../shared/model/target/credentials';

const prefixes = {
  credentials: 'leaklens.credentials:',
  passphrase: 'leaklens.passphrase:',
  cookie: 'leaklens.cookie:',
} as const;
/** Names of what is kept, never what is kept: the editor does not list its secrets. */
const namesKey = 'leaklens.secretNames';

/** What a secret is for. */
export interface SecretName {
  readonly kind: keyof typeof prefixes;
  /** The origin of a service or of a node, or the path of a file. */
  readonly of: string;
}

/** The secrets of a person, in the editor's SecretStorage and nowhere else. */
export class Keyring {
  private readonly secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>;
  private readonly memento: Memento;
  /** Whoever reads waits for what was written before. */
  private readonly turns = new Turns();

  private readonly changed: (names: readonly SecretName[]) => void;

  /** @param changed told at once, and whenever there are others, which secrets are kept */
  constructor(
    secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>,
    memento: Memento,
    changed: (names: readonly SecretName[]) => void = () => undefined,
  ) {
    this.secrets = secrets;
    this.memento = memento;
    this.changed = changed;
    changed(this.names());
  }

  async credentials(origin: string): Promise<Credentials | null> {
    const text = await this.read({ kind: 'credentials', of: origin });
    return text === null ? null : parseCredentials(text);
  }

  keepCredentials(origin: string, credentials: Credentials): Promise<void> {
    return this.write({ kind: 'credentials', of: origin }, JSON.stringify(credentials));
  }

  /** Keeps them only where there are none: what a person gave later is newer than what stands in the settings. */
  introduceCredentials(origin: string, credentials: Credentials): Promise<void> {
    return this.turns.take(async () => {
      const name: SecretName = { kind: 'credentials', of: origin };
      if ((await this.secrets.get(keyOf(name))) === undefined) await this.put(name, JSON.stringify(credentials));
    });
  }

  passphrase(file: string): Promise<string | null> {
    return this.read({ kind: 'passphrase', of: file });
  }

  keepPassphrase(file: string, passphrase: string): Promise<void> {
    return this.write({ kind: 'passphrase', of: file }, passphrase);
  }

  /** Of a node of Erlang's. Whoever has it may do everything with the node. */
  cookie(origin: string): Promise<string | null> {
    return this.read({ kind: 'cookie', of: origin });
  }

  keepCookie(origin: string, cookie: string): Promise<void> {
    return this.write({ kind: 'cookie', of: origin }, cookie);
  }

  /** What secrets there are, in the order in which they were given. */
  names(): readonly SecretName[] {
    const stored = this.memento.get<unknown>(namesKey);
    return Array.isArray(stored) ? stored.filter(isSecretName) : [];
  }

  forget(name: SecretName): Promise<void> {
    return this.turns.take(async () => {
      await this.secrets.delete(keyOf(name));
      await this.keepNames(this.without(name));
    });
  }

  private async read(name: SecretName): Promise<string | null> {
    await this.turns.settled();
    return (await this.secrets.get(keyOf(name))) ?? null;
  }

  private write(name: SecretName, secret: string): Promise<void> {
    return this.turns.take(() => this.put(name, secret));
  }

  private async put(name: SecretName, secret: string): Promise<void> {
    await this.secrets.store(keyOf(name), secret);
    await this.keepNames([...this.without(name), name]);
  }

  private async keepNames(names: readonly SecretName[]): Promise<void> {
    await this.memento.update(namesKey, names);
    this.changed(names);
  }

  private without({ kind, of }: SecretName): readonly SecretName[] {
    return this.names().filter((name) => name.kind !== kind || name.of !== of);
  }
}

function keyOf({ kind, of }: SecretName): string {
  return prefixes[kind] + of;
}

function isSecretName(data: unknown): data is SecretName {
  if (typeof data !== 'object' || data === null || !('kind' in data) || !('of' in data)) return false;
  return typeof data.kind === 'string' && Object.hasOwn(prefixes, data.kind) && typeof data.of === 'string';
}

/** Null for what another version may have kept. */
function parseCredentials(text: string): Credentials | null {
  try {
    const data = JSON.parse(text) as Partial<Record<string, unknown>> | null;
    if (data?.['kind'] === 'bearer' && typeof data['token'] === 'string')
      return { kind: 'bearer', token: data['token'] };
    if (data?.['kind'] === 'basic' && typeof data['user'] === 'string' && typeof data['password'] === 'string') {
      return { kind: 'basic', user: data['user'], password: data['password'] };
    }
    if (data?.['kind'] === 'headers' && isTextRecord(data['headers']))
      return { kind: 'headers', headers: data['headers'] };
    return null;
  } catch {
    return null;
  }
}

function isTextRecord(data: unknown): data is Readonly<Record<string, string>> {
  return typeof data === 'object' && data !== null && Object.values(data).every((value) => typeof value === 'string');
}
