// Entry of a small program that an editor starts for an agent: joins its standard input and output to the engine that the editor runs already,
// so that agent and person see the same.
import { connect } from 'node:net';
import process from 'node:process';

const { LEAKLENS_ENGINE: path = '', LEAKLENS_ENGINE_SECRET: secret = '' } = process.env;

const engine = connect(path, () => {
  engine.write(`${secret}\n`);
  process.stdin.pipe(engine);
  engine.pipe(process.stdout);
});
engine.once('error', (error) => {
  process.stderr.write(`The engine of LeakLens does not answer: ${error.message}\n`);
  process.exitCode = 1;
});
// Whichever ends takes the other with it.
engine.once('close', () => process.exit());
process.stdout.once('error', () => engine.destroy());
