import { t } from '@vscode/l10n';
import { nodeOptions, rpcOptions } from '../arguments/nodeOptions';
import type { Command } from '../arguments/command';

/** The agents' server: a bundle of its own, loaded when it is started. */
export function mcpCommand(): Command {
  return {
    name: 'mcp',
    summary: t('is a server of tools for coding agents (MCP), over standard input and output'),
    args: [],
    options: [
      { name: 'allow', value: 'HOST', summary: t('a host beyond this machine that agents may ask; can be repeated') },
      ...nodeOptions().filter(({ name }) => name.startsWith('rpc')),
    ],
    examples: [
      ['claude mcp add leaklens -- leaklens mcp', t('makes it known to Claude Code')],
      [
        "leaklens mcp --rpc 'kubectl exec -i shop-0 -- bin/shop rpc'",
        t('agents may ask the node shop of that pod, as beam:shop@localhost'),
      ],
      ['leaklens mcp --allow staging.example.com', t('agents may ask the services of that host, too')],
    ],
    notes: [
      t('Services are only read. Files are read in the working directory and among captured snapshots.'),
      t('A token in LEAKLENS_TOKEN is sent with what is asked, and never told to an agent.'),
    ],
    run: ({ line, parts }) => parts.serveAgents({ allowedHosts: line.all('allow'), ...rpcOptions(line) }),
  };
}
