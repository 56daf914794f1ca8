import { delimiter, isAbsolute } from 'node:path';

/** The folders of a PATH that programs are looked for in. A relative one, and the empty one, mean another folder wherever one stands. */
export function programFolders(path: string): readonly string[] {
  return path.split(delimiter).filter((folder) => isAbsolute(folder));
}

/** An environment whose PATH has no other folders. Windows writes `Path`. */
export function withAbsolutePath(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const changed = Object.entries(environment).map(([name, value = '']) =>
    name.toUpperCase() === 'PATH' ? [name, programFolders(value).join(delimiter)] : [name, value],
  );
  return Object.fromEntries(changed) as NodeJS.ProcessEnv;
}
