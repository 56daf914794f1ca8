// Runs in a process of its own, bundled by benchCli.ts: writes a generated heap profile. Arguments: file, samples, functions.
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { generateGoHeapProfile } from '../go/goProfileGenerator';

const [file = '', samples = '', functions = ''] = process.argv.slice(2);
const shape = { depth: 60, locations: 60_000, functions: Number(functions) };
writeFileSync(file, generateGoHeapProfile({ samples: Number(samples), ...shape }));
