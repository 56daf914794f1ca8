// The arguments that @vscode/test-electron gives to the executable it takes for VS Code.
export interface HostArguments {
  /** Absolute path of the folder to open: the argument that is no option. */
  readonly folder: string;
  readonly extensionPath: string;
  readonly extensionTestsPath: string;
  /** All of them, as they came. */
  readonly all: readonly string[];
}

/** Throws when one of the three paths is missing. */
export function parseHostArguments(all: readonly string[]): HostArguments {
  const option = (name: string): string => {
    const prefix = `--${name}=`;
    const value = all.find((argument) => argument.startsWith(prefix))?.slice(prefix.length);
    if (!value) throw new Error(`the host needs ${prefix}…`);
    return value;
  };
  const folder = all.find((argument) => !argument.startsWith('-'));
  if (!folder) throw new Error('the host needs the folder to open');
  return {
    folder,
    extensionPath: option('extensionDevelopmentPath'),
    extensionTestsPath: option('extensionTestsPath'),
    all,
  };
}

/** The same with another folder to open. */
export function withFolder(host: HostArguments, folder: string): HostArguments {
  return { ...host, folder, all: host.all.map((argument) => (argument === host.folder ? folder : argument)) };
}
