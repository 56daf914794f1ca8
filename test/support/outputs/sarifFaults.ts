// What is wrong with a SARIF file: by the schema of the standard, and by what GitHub's code scanning refuses or leaves out
// (docs.github.com, “SARIF support for code scanning” and “SARIF results exceed one or more limits”).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { repositoryRoot } from '../paths';

interface Place {
  readonly id?: number;
  readonly physicalLocation?: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region?: { readonly startLine: number };
  };
}

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly help: object }[] } };
    readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly message: { readonly text: string };
      readonly locations: readonly Place[];
      readonly relatedLocations: readonly Place[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
}

// The package is not run: it is what carries the schema of the standard (2.1.0-rtm.5, the last) on npm.
const schemaFile = join(repositoryRoot, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Draft04({ strict: false, allErrors: true, unicodeRegExp: false });
formats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);

/** All that is wrong; nothing when all holds. */
export function sarifFaults(text: string): readonly string[] {
  const log = JSON.parse(text) as Log;
  if (!validate(log))
    return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  return [...scanningFaults(log, text)];
}

function* scanningFaults(log: Log, text: string): Generator<string> {
  if (gzipSync(text).length > 10_000_000) yield 'more than 10 MB when gzipped';
  if (log.runs.length !== 1) yield `${String(log.runs.length)} runs`;
  for (const { tool, results, originalUriBaseIds } of log.runs) {
    if (results.length > 25_000) yield `${String(results.length)} results, and 25,000 are taken`;
    const { rules } = tool.driver;
    if (new Set(rules.map(({ id }) => id)).size !== rules.length) yield 'a rule stands there twice';
    for (const base of Object.values(originalUriBaseIds))
      if (!/^file:\/\/\/.*\/$/.test(base.uri)) yield `base ${base.uri}`;
    const prints = new Set<string>();
    for (const [at, result] of results.entries()) {
      const here = `result ${String(at)}`;
      const { ruleId, ruleIndex, message, locations, relatedLocations, partialFingerprints } = result;
      if (rules[ruleIndex]?.id !== ruleId) yield `${here}: no rule ${ruleId} at ${String(ruleIndex)}`;
      if (message.text.trim() === '') yield `${here}: no message`;
      if (locations.length === 0) yield `${here}: no location`;
      if (relatedLocations.length > 1_000) yield `${here}: ${String(relatedLocations.length)} locations`;
      if (locations.some(({ physicalLocation }) => physicalLocation === undefined)) yield `${here}: no file`;
      for (const { physicalLocation: place } of [...locations, ...relatedLocations]) {
        const { uri, uriBaseId } = place?.artifactLocation ?? { uri: 'none' };
        if (uriBaseId !== undefined && (/^[/.]|:/.test(uri) || !(uriBaseId in originalUriBaseIds)))
          yield `${here}: ${uri} below ${uriBaseId}`;
      }
      const print = JSON.stringify(partialFingerprints);
      if (prints.has(print) || Object.values(partialFingerprints).some((one) => one === ''))
        yield `${here}: fingerprint ${print} is not its own`;
      prints.add(print);
    }
  }
}
