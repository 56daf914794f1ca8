import { parseArgs } from 'node:util';
import { t } from '@vscode/l10n';
import { printedAddress } from '../../shared/base/addresses/printedUrl';
import type { CommandSpec, OptionSpec } from './command';
import { CommandLine } from './commandLine';
import { commonOptions, optionsOf } from './commonOptions';
import { closestName } from '../../shared/base/closestName';
import { UsageError } from '../base/usageError';

/** Reads what stands behind a command's name. Null when it asks for help. @throws UsageError */
export function readCommandLine(command: CommandSpec, argv: readonly string[]): CommandLine | null {
  if (command.passesTo !== undefined) return readPassedOn(command, argv);
  const specs = new Map([...command.options, ...commonOptions()].map((spec) => [spec.name, spec]));
  const { tokens } = parseArgs({
    args: [...argv],
    options: parserOptions(specs.values()),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const args: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.rawName === '-h' || token.name === 'help') return null;
    const spec = specs.get(token.name);
    if (spec === undefined || !token.rawName.startsWith('--'))
      throw unknownOption(command, token.rawName, [...specs.keys()]);
    if (token.value === '' && spec.mayBeEmpty === true) continue;
    if (spec.isArgument === true) args.push(optionValue(spec, token.value));
    else values.set(token.name, [...(values.get(token.name) ?? []), optionValue(spec, token.value)]);
  }
  checkArguments(command, args, values.has('header'));
  return new CommandLine(args, values);
}

/** What stands behind `--` or go's own `-args` is not looked at. */
function readPassedOn(command: CommandSpec, argv: readonly string[]): CommandLine | null {
  const specs = new Map(optionsOf(command).map((spec) => [spec.name, spec]));
  const passedOn: string[] = [];
  const values = new Map<string, string[]>();
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') return new CommandLine([...passedOn, ...argv.slice(at + 1)], values);
    if (/^--?args$/.test(word)) return new CommandLine([...passedOn, ...argv.slice(at)], values);
    if (/^(?:-h|--?help)$/.test(word)) return null;
    const [, name = '', written] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const spec = specs.get(name);
    if (spec === undefined) {
      passedOn.push(word);
      continue;
    }
    const value = spec.value === null ? written : (written ?? argv[(at += 1)]);
    values.set(name, [...(values.get(name) ?? []), optionValue(spec, value)]);
  }
  return new CommandLine(passedOn, values);
}

function parserOptions(specs: Iterable<OptionSpec>): Record<string, { type: 'string' | 'boolean' }> {
  const options = Object.fromEntries(
    [...specs].map(({ name, value }) => [name, { type: value === null ? ('boolean' as const) : ('string' as const) }]),
  );
  return { ...options, help: { type: 'boolean' } };
}

function optionValue(spec: OptionSpec, value: string | undefined): string {
  if (spec.value === null) {
    if (value !== undefined) throw new UsageError(t('--{0} takes no value.', spec.name));
    return '';
  }
  if (value === undefined || value === '') throw new UsageError(t('--{0} needs a value: {1}.', spec.name, spec.value));
  return value;
}

function unknownOption(command: CommandSpec, rawName: string, names: readonly string[]): UsageError {
  const meant = closestName(rawName.replace(/^-+/, ''), names);
  if (meant !== undefined) {
    const said = t(
      'There is no option {0}. Did you mean --{1}? “leaklens {2} --help” lists all.',
      rawName,
      meant,
      command.name,
    );
    return new UsageError(said);
  }
  const message = t('There is no option {0}; “leaklens {1} --help” lists them.', rawName, command.name);
  return new UsageError(message);
}

/** @param hasHeader what is one argument too many may be the value of a header that was not quoted, and a secret */
function checkArguments(command: CommandSpec, args: readonly string[], hasHeader: boolean): void {
  const missing = command.args[args.length];
  const usage = `leaklens ${command.name} ${command.args.map(({ name }) => name).join(' ')}`.trim();
  if (missing !== undefined) throw new UsageError(t('{0} is missing: {1}.', missing.name, usage));
  const extra = args[command.args.length];
  if (extra === undefined || command.args.at(-1)?.repeats === true) return;
  const shown = hasHeader ? '…' : printedAddress(extra);
  throw new UsageError(t('“{0}” is one argument too many: {1}.', shown, usage));
}
