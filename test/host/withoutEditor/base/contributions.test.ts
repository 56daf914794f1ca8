// What package.json says to the editor and what the code says must be the same: nothing else would notice.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as names from '../../../../src/host/base/contributionNames';
import { hintLooks } from '../../../../src/host/hints/hintLook';
import { hintKinds } from '../../../../src/host/hints/hintKinds';

const root = resolve(import.meta.dirname, '../../../..');

interface Contributed {
  readonly icon: string;
  readonly extensionKind: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly colors: readonly { readonly id: string }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string }[]>>;
    readonly keybindings: readonly { readonly command: string; readonly when: string }[];
    readonly languageModelTools: readonly { readonly when: string }[];
    readonly mcpServerDefinitionProviders: readonly { readonly id: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
  };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(resolve(root, file), 'utf8'));
}

const manifest = readJson('package.json') as Contributed;
const { contributes } = manifest;
const { properties } = contributes.configuration;

describe('package.json', () => {
  it('contributes the commands that are registered, and no other', () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual(Object.values(names.commands).sort());
  });

  it('contributes the views, the colours and the settings that the code knows', () => {
    expect(Object.keys(contributes.views)).toEqual([names.viewContainer]);
    expect(contributes.views[names.viewContainer]?.map(({ id }) => id)).toEqual(Object.values(names.views));
    expect(contributes.colors.map(({ id }) => id).sort()).toEqual(Object.values(names.colors).sort());
    expect(contributes.mcpServerDefinitionProviders.map(({ id }) => id)).toEqual([names.mcpProvider]);
    expect(Object.keys(properties).sort()).toEqual(Object.values(names.settingIds).sort());
  });

  it('puts only its own commands into menus and under keys', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    const known: readonly string[] = Object.values(names.commands);
    expect(used.map(({ command }) => command).filter((command) => !known.includes(command))).toEqual([]);
  });

  it('has a menu entry for every kind of node in the trees', () => {
    const clauses = (contributes.menus['view/item/context'] ?? []).map(({ when }) => when);
    const covered = (context: string) =>
      clauses.some((when) => {
        const pattern = /viewItem =~ \/(.+?)\/( |$)/.exec(when)?.[1];
        return pattern === undefined ? when.endsWith(`viewItem == ${context}`) : new RegExp(pattern).test(context);
      });
    const contexts = [...Object.values(names.treeContexts), ...Object.values(names.findingContexts)];
    expect(contexts.filter((context) => !covered(context))).toEqual([]);
  });

  it('uses the context keys that the code sets, and no other', () => {
    const conditional = [contributes.keybindings, contributes.languageModelTools, ...Object.values(contributes.menus)];
    const clauses = conditional.flat().map(({ when }) => when);
    const used = clauses.flatMap(
      (when) => when.replaceAll(/view\w* ==? \S+|focusedView == \S+/gi, '').match(/leaklens\.\w+/g) ?? [],
    );
    expect([...new Set(used)].sort()).toEqual(Object.values(names.contextKeys).sort());
  });

  it('offers no command in the palette that could have nothing to act on', () => {
    const always = ['connect', 'openProfile', 'compareProfiles', 'toggleHints', 'focusTrends', 'showLog'];
    // They open a file.
    always.push('addPprof', 'openSample');
    // Of services that are gone as well; only the engine knows, and it is not started for a menu. They say when there is nothing.
    always.push('openPast', 'deleteHistory', 'openTrends');
    const bound = (contributes.menus['commandPalette'] ?? []).map(({ command }) => command.replace('leaklens.', ''));
    expect([...bound, ...always].sort()).toEqual(Object.keys(names.commands).sort());
  });

  it('takes targets, and whether to connect to them, from the machine and never from a workspace', () => {
    const scopes = [names.settingIds.targets, names.settingIds.connectAutomatically].map((id) => properties[id]?.scope);
    expect(scopes).toEqual(['machine', 'machine']);
    expect(manifest.extensionKind).toEqual(['workspace']);
  });

  it('names images that are there', () => {
    const icons = [...hintKinds, ...hintLooks.filter((look) => !look.includes('.'))];
    const gutter = icons.flatMap((icon) => [`media/${icon}-dark.svg`, `media/${icon}-light.svg`]);
    const container = contributes.viewsContainers.activitybar.map(({ icon }) => icon);
    const missing = [manifest.icon, ...container, ...gutter].filter((file) => !existsSync(resolve(root, file)));
    expect(missing).toEqual([]);
  });
});

describe('the words of package.json', () => {
  const words = readJson('package.nls.json') as Record<string, string>;
  const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');

  it('are all there, and all used', () => {
    expect(Object.keys(words).sort()).toEqual([...new Set(used)].sort());
  });

  const small = ['a', 'an', 'and', 'as', 'at', 'for', 'from', 'in', 'it', 'of', 'on', 'or', 'the', 'to', 'with'];
  const titles = Object.entries(words).filter(([key]) => /^(command|view)\./.test(key));

  it('of commands and views are in Title Case, without articles where a name does', () => {
    const isTitled = (word: string, place: number) =>
      (place > 0 && small.includes(word)) || /^\p{Lu}/u.test(word) || word === 'pprof' || /^[a-z]+\/[a-z]+$/.test(word);
    // What stands in parentheses is a remark.
    const named = (title: string) => title.replace(/ \([^)]*\)/, '');
    const wrong = titles.filter(([, title]) => !named(title).split(' ').every(isTitled) || /[.:!]$|\ba\b/.test(title));
    expect(wrong).toEqual([]);
  });

  it('of settings, colours and welcomes are sentences', () => {
    const sentences = Object.entries(words).filter(([key]) => /^(setting|color|capabilities|welcome)\./.test(key));
    expect(sentences.filter(([, text]) => !/^[`\p{Lu}].*[.)]$/su.test(text))).toEqual([]);
  });

  it('are all translated into Chinese, with the same links, commands and settings', () => {
    const chinese = readJson('package.nls.zh-cn.json') as Record<string, string>;
    expect(Object.keys(chinese)).toEqual(Object.keys(words));
    const fixed = (text: string | undefined) => (text?.match(/\]\([^)]+\)|`[^`]+`/g) ?? []).sort();
    for (const key of Object.keys(words))
      expect({ key, fixed: fixed(chinese[key]) }).toEqual({ key, fixed: fixed(words[key]) });
  });
});
