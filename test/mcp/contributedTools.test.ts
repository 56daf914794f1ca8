// What package.json says of the agents’ tools is made from the tools themselves: with `--update`, this test writes it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { toolPrefix } from '../../src/host/agents/toolPrefix';
import type { AgentParts } from '../../src/mcp/agentParts';
import type { Tool } from '../../src/mcp/tool';
import { agentTools } from '../../src/mcp/toolBox';
import { repositoryRoot } from '../support/paths';

const path = join(repositoryRoot, 'package.json');

/** `leaklensWatchTarget`: what a person writes behind `#`. */
function referenceName(name: string): string {
  return `${toolPrefix}${name}`.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function contributed({ name, description, input }: Tool): object {
  const inputSchema = Object.fromEntries(
    Object.entries(z.toJSONSchema(input, { io: 'input' })).filter(([key]) => key !== '$schema'),
  );
  return {
    name: `${toolPrefix}${name}`,
    toolReferenceName: referenceName(name),
    displayName: `%tool.${name}%`,
    modelDescription: description,
    canBeReferencedInPrompt: true,
    icon: '$(search)',
    tags: ['go', 'erlang', 'elixir', 'memory', 'goroutines', 'pprof'],
    when: 'isWorkspaceTrusted && !leaklens.agentsJoined',
    inputSchema,
  };
}

it('package.json contributes the tools that there are, as they are', async () => {
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { contributes: object };
  // None of them asks its parts anything before it is called.
  const tools = agentTools({} as AgentParts).map(contributed);
  const contributes = { ...manifest.contributes, languageModelTools: tools };
  await expect(`${JSON.stringify({ ...manifest, contributes }, undefined, 2)}\n`).toMatchFileSnapshot(path);
});
