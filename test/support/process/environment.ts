import process from 'node:process';

/** Our environment without one variable, for a process that would misunderstand it. */
export function environmentWithout(name: string): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => key !== name));
}
