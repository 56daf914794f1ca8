import type { Memento, SecretStorage } from 'vscode';
import { describe, expect, it } from 'vitest';
import { Keyring } from '../../../../../src/host/reach/credentials/keyring';

/** The editor's two kinds of storage; each keeps text. */
function storages() {
  const secrets = new Map<string, string>();
  const state = new Map<string, string>();
  const secretStorage: Pick<SecretStorage, 'get' | 'store' | 'delete'> = {
    get: (key) => Promise.resolve(secrets.get(key)),
    store: (key, value) => Promise.resolve(void secrets.set(key, value)),
    delete: (key) => Promise.resolve(void secrets.delete(key)),
  };
  const memento: Memento = {
    keys: () => [...state.keys()],
    get: (key: string, fallback?: unknown): unknown => {
      const text = state.get(key);
      return text === undefined ? fallback : JSON.parse(text);
    },
    update: (key: string, value: unknown) => Promise.resolve(void state.set(key, JSON.stringify(value))),
  };
  return { secrets, state, keyring: new Keyring(secretStorage, memento) };
}

const origin = 'https://shop.example';

describe('the keyring', () => {
  it('gives back what it was given, for the same origin alone', async () => {
    const { keyring } = storages();
    await keyring.keepCredentials(origin, { kind: 'basic', user: 'ann', password: 'pw' });
    await keyring.keepPassphrase('/keys/ann.key', 'correct horse');
    expect(await keyring.credentials(origin)).toEqual({ kind: 'basic', user: 'ann', password: 'pw' });
    expect(await keyring.credentials('http://shop.example')).toBeNull();
    expect(await keyring.passphrase('/keys/ann.key')).toBe('correct horse');
  });

  it('writes names into the open storage, and secrets never', async () => {
    const { keyring, state } = storages();
    await keyring.keepCredentials(origin, { kind: 'bearer', token: 's3cret-token' });
    await keyring.keepPassphrase('/keys/ann.key', 's3cret-phrase');
    expect(keyring.names().map(({ of }) => of)).toEqual([origin, '/keys/ann.key']);
    expect(JSON.stringify([...state])).not.toContain('s3cret');
  });

  it('keeps the cookie of a node as it keeps the rest', async () => {
    const { keyring, state, secrets } = storages();
    await keyring.keepCookie('beam:shop@localhost', 's3cret-cookie');
    expect(await keyring.cookie('beam:shop@localhost')).toBe('s3cret-cookie');
    expect(await keyring.cookie('beam:till@localhost')).toBeNull();
    expect(JSON.stringify([...state])).not.toContain('s3cret');
    await keyring.forget({ kind: 'cookie', of: 'beam:shop@localhost' });
    expect([...secrets]).toEqual([]);
  });

  it('has what is being written before anybody reads it', async () => {
    const { keyring } = storages();
    const writing = keyring.keepCredentials(origin, { kind: 'bearer', token: 'a' });
    expect(await keyring.credentials(origin)).toEqual({ kind: 'bearer', token: 'a' });
    await writing;
  });

  it('does not let the settings replace what a person gave later', async () => {
    const { keyring } = storages();
    await keyring.introduceCredentials(origin, { kind: 'basic', user: 'ann', password: 'old' });
    await keyring.keepCredentials(origin, { kind: 'bearer', token: 'new' });
    await keyring.introduceCredentials(origin, { kind: 'basic', user: 'ann', password: 'old' });
    expect(await keyring.credentials(origin)).toEqual({ kind: 'bearer', token: 'new' });
    expect(keyring.names()).toHaveLength(1);
  });

  it('forgets', async () => {
    const { keyring, secrets } = storages();
    await keyring.keepCredentials(origin, { kind: 'bearer', token: 'a' });
    await keyring.forget({ kind: 'credentials', of: origin });
    expect([keyring.names(), [...secrets]]).toEqual([[], []]);
  });

  it.each(['', 'null', '5', '{"kind":"bearer"}', '{"kind":"headers","headers":{"a":1}}', '{"kind":"digest"}'])(
    'takes %j, which nobody here wrote, for nothing',
    async (text) => {
      const { keyring, secrets } = storages();
      secrets.set(`leaklens.credentials:${origin}`, text);
      expect(await keyring.credentials(origin)).toBeNull();
    },
  );
});
