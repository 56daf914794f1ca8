// The schema of `.leaklens.json` tells a person while typing what LeakLens will say when it reads the file.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ignoreFileName, parseIgnoreRules } from '../../../src/shared/base/ignoreRules';
import { workspaceIgnores } from '../../../src/store/findings/workspaceIgnores';
import { temporaryFolder } from '../../store/temporaryFolder';
import { repositoryRoot } from '../../support/paths';

function repositoryFile(path: string): string {
  return readFileSync(join(repositoryRoot, path), 'utf8');
}

interface Contributed {
  readonly contributes: { readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[] };
}

const manifest = JSON.parse(repositoryFile('package.json')) as Contributed;
const contribution = manifest.contributes.jsonValidation.find(({ fileMatch }) => fileMatch === ignoreFileName);
const schema = JSON.parse(repositoryFile(contribution?.url ?? '')) as object;

const ajv = new Ajv({ allowUnionTypes: true });
// What VS Code adds to the standard.
ajv.addVocabulary(['defaultSnippets', 'patternErrorMessage']);
const validate = ajv.compile(schema);

/** What the schema says of a text, and what the reader does; that it is no JSON the editor says without a schema. */
function judged(text: string): { readonly schema: boolean; readonly reader: boolean } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { schema: false, reader: parseIgnoreRules(text).ok };
  }
  return { schema: validate(content), reader: parseIgnoreRules(text).ok };
}

describe('the schema of the ignore file', () => {
  it('comes with the package', () => {
    expect(contribution?.url).toMatch(/^\.\/media\/[\w.-]+\.schema\.json$/);
    expect(repositoryFile('.vscodeignore').split('\n')).toContain(`!${contribution?.url.slice('./'.length) ?? ''}`);
  });

  it('takes what LeakLens writes', async () => {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, '.git'));
    const rule = { id: 'goroutine-leak:main.(*pool).worker:select+4', reason: 'one per shard, by design' };
    await workspaceIgnores.add(folder, { ...rule, until: null });
    await workspaceIgnores.add(folder, { ...rule, id: 'heap-growth:main.put+9', until: '2027-01-31' });
    expect(judged(readFileSync(join(folder, ignoreFileName), 'utf8'))).toEqual({ schema: true, reader: true });
  });

  it('takes the example of the README', () => {
    const [, example = ''] = /```json\n(\{\s*"ignore"[\s\S]*?)```/.exec(repositoryFile('README.md')) ?? [];
    expect(judged(example)).toEqual({ schema: true, reader: true });
  });

  it.each([
    '{}',
    '{"ignore":[]}',
    '{"ignore":[{"id":"a"}],"other":1}',
    '{"$schema":"x","ignore":[{"id":"a","reason":"why","until":"2027-01-31","by":"me"}]}',
    '{"ignore":[{"id":"a","until":null}]}',
    '{"ignore":[{"id":"a","until":"2028-02-29"}]}',
    `{"ignore":[{"id":"${'a'.repeat(2000)}"}]}`,
  ])('takes what the reader takes: %#', (text) => {
    expect(judged(text)).toEqual({ schema: true, reader: true });
  });

  it.each([
    '',
    '[]',
    'null',
    '"ignore"',
    '{"ignore":null}',
    '{"ignore":{}}',
    '{"ignore":["a"]}',
    '{"ignore":[null]}',
    '{"ignore":[{}]}',
    '{"ignore":[{"id":7}]}',
    '{"ignore":[{"id":"a"},{"id":""}]}',
    '{"ignore":[{"id":"a","reason":1}]}',
    '{"ignore":[{"id":"a","reason":null}]}',
    '{"ignore":[{"id":"a","until":7}]}',
    '{"ignore":[{"id":"a","until":""}]}',
    '{"ignore":[{"id":"a","until":"soon"}]}',
    '{"ignore":[{"id":"a","until":"2027-02-29"}]}',
    '{"ignore":[{"id":"a","until":"2027-01-31T00:00:00Z"}]}',
    '{"ignore":[{"id":"a","until":"+012027-01-01"}]}',
    `{"ignore":[{"id":"${'a'.repeat(2001)}"}]}`,
    `{"ignore":[{"id":"a","reason":"${'a'.repeat(2001)}"}]}`,
    `{"ignore":[${Array(10_001).fill('{"id":"a"}').join(',')}]}`,
  ])('refuses what the reader refuses: %#', (text) => {
    expect(judged(text)).toEqual({ schema: false, reader: false });
  });

  it('knows the days of the calendar as the reader does', () => {
    const two = (number: number) => String(number).padStart(2, '0');
    const date = fc
      .tuple(fc.nat({ max: 9999 }), fc.nat({ max: 13 }), fc.integer({ min: 27, max: 32 }))
      .map(([year, month, day]) => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`);
    const centuries = fc.nat({ max: 99 }).map((century) => `${two(century)}00-02-29`);
    fc.assert(
      fc.property(fc.oneof(date, centuries), (until) => {
        const { schema: byEditor, reader } = judged(JSON.stringify({ ignore: [{ id: 'a', until }] }));
        return byEditor === reader;
      }),
      { numRuns: 2000 },
    );
  });

  it('explains each field where a person points at it', () => {
    const texts = [...JSON.stringify(schema).matchAll(/"description":"([^"]+)"/g)].map(([, text]) => text);
    expect(texts).toHaveLength(5);
  });
});
