// Runs in a process of its own, bundled by benchCli.ts: writes a generated heap profile. Arguments: file, samples, functions; new frames of a stack, where stacks share others.
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { generateGoHeapProfile } from '../go/goProfileGenerator';

const [file = '', samples = '', functions = '', newFrames = '0'] = process.argv.slice(2);
const shared = Number(newFrames) > 0 ? { newFrames: Number(newFrames) } : {};
const shape = { depth: 60, locations: 60_000, functions: Number(functions), ...shared };
writeFileSync(file, generateGoHeapProfile({ samples: Number(samples), ...shape }));
