// What stands for `bin/APP eval` of a release, or for kubectl before it: a script that evaluates its last argument in a real node.
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RealNode } from './realNode.ts';

const evaluates = [
  '[Node, Text] = init:get_plain_arguments()',
  '{ok, Tokens, _} = erl_scan:string(Text)',
  '{ok, Forms} = erl_parse:parse_exprs(Tokens)',
  'rpc:call(list_to_atom(Node), erl_eval, exprs, [Forms, []])',
  'halt()',
].join(', ');

/** @param words that have to stand before the expression. @returns the folder that holds it, its path, and `ran`, a file with each run */
export function evaluatingCommand(
  { name, cookie, environment }: Pick<RealNode, 'name' | 'cookie' | 'environment'>,
  words: readonly string[] = [],
): { readonly folder: string; readonly path: string; readonly ran: string } {
  const folder = mkdtempSync(join(tmpdir(), 'leaklens-command-'));
  const [path, ran] = [join(folder, 'kubectl'), join(folder, 'ran')];
  const lines = [
    '#!/bin/sh',
    ...words.map((word) => `[ "$1" = '${word}' ] || exit 3; shift`),
    `echo ran >> '${ran}'`,
    ...Object.entries(environment).map(([variable, value]) => `export ${variable}='${value}'`),
    `exec erl -hidden -sname rpc$$ -setcookie ${cookie} -noshell -start_epmd false -eval '${evaluates}.' -extra "${name}@$(hostname -s)" "$1"`,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  chmodSync(path, 0o755);
  return { folder, path, ran };
}
