// What the file of `go.testEnvFile` says, as the Go extension reads it.
import { expect, it } from 'vitest';
import { variablesInFile } from '../../../../src/host/tests/variablesInFile';

it.each([
  ['a line each', 'A=1\r\nB = two \n', { A: '1', B: 'two' }],
  ['with export, dots and strokes in names', 'export A=1\n  my.name-x=2', { A: '1', 'my.name-x': '2' }],
  ['without its mark of UTF-8', '\uFEFFA=1', { A: '1' }],
  ['no value', 'A=\nB=""', { A: '', B: '' }],
  ['quotes around a value', `A="one two"\nB='three'\nC="\nD=it's`, { A: 'one two', B: 'three', C: '', D: "it's" }],
  ['lines in double quotes', 'A="one\\ntwo"\nB=one\\ntwo', { A: 'one\ntwo', B: 'one\\ntwo' }],
  ['a value with an equals sign', 'A=-mod=mod', { A: '-mod=mod' }],
  ['variables of lines before', 'A=1\nB=${A}/${A}', { A: '1', B: '1/1' }],
  ['variables that were known, and none', 'A=${HOME}|${NOBODY}', { A: '/home/anna|' }],
  ['a variable that is meant as it stands', 'A=\\${HOME}', { A: '${HOME}' }],
  ['nothing of comments and of what is no name', '# A=1\n=2\nnonsense\n', {}],
])('%s', (_what, text, expected) => {
  expect(variablesInFile(text, { HOME: '/home/anna' })).toEqual(expected);
});
