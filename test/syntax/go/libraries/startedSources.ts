import type { OpenedSource } from './openedSources';

const child = { symbol: 'os/exec.(*Cmd).watchCtx', kind: 'select' } as const;

/** Sources in which a method starts what its receiver has to end. Every source is a package of its own that compiles. */
export const startedSources: Readonly<Record<string, OpenedSource>> = {
  'a child that is started by a return and never waited for': {
    ...child,
    fate: 'never',
    source: `package shop

import "os/exec"

func clean(name string) error {
	command := exec.Command("clean", name)
	return command.Start() // HERE
}

var _ = clean
`,
  },
  'a child that is waited for': {
    ...child,
    fate: 'closed',
    source: `package shop

import "os/exec"

func clean(name string) error {
	command := exec.Command("clean", name)
	if err := command.Start(); err != nil { // HERE
		return err
	}
	return command.Wait()
}

var _ = clean
`,
  },
  'a child of the caller, who may wait for it': {
    ...child,
    fate: 'unknown',
    source: `package shop

import "os/exec"

func start(command *exec.Cmd) error {
	return command.Start() // HERE
}

func clean(name string) error {
	command := exec.Command("clean", name)
	if err := start(command); err != nil {
		return err
	}
	return command.Wait()
}

var _ = clean
`,
  },
};
