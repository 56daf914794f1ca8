import { l10n, QuickInputButtons, ThemeIcon, window } from 'vscode';
import { messageText, plainText } from '../../../shared/base/said/plainText';

export interface SecretInput {
  readonly title: string;
  readonly prompt: string;
  /** What is typed is not shown. */
  readonly password: boolean;
  /** Offers to choose another way. */
  readonly otherWay?: boolean;
}

/** Asks for one line. @returns undefined when closed, `other` when the person wants another way */
export async function askLine(input: SecretInput): Promise<{ readonly text: string } | 'other' | undefined> {
  const box = window.createInputBox();
  box.title = plainText(input.title);
  box.prompt = messageText(input.prompt);
  box.password = input.password;
  // Whoever looks up a token elsewhere comes back to the box.
  box.ignoreFocusOut = true;
  const other = { iconPath: new ThemeIcon('list-selection'), tooltip: l10n.t('Authenticate in another way') };
  box.buttons = input.otherWay === true ? [other] : [];
  try {
    return await new Promise((resolve) => {
      box.onDidAccept(() => {
        if (box.value !== '') resolve({ text: box.value });
      });
      box.onDidTriggerButton((button) => {
        if (button !== QuickInputButtons.Back) resolve('other');
      });
      box.onDidHide(() => {
        resolve(undefined);
      });
      box.show();
    });
  } finally {
    box.dispose();
  }
}

export interface AddressInput {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  /** What is wrong with a text, in words; null where nothing is. */
  readonly problemOf: (text: string) => string | null;
}

/** Asks for an address. Null when closed. */
export async function askAddress({ title, prompt, value, problemOf }: AddressInput): Promise<string | null> {
  const options = { title: plainText(title), prompt: messageText(prompt), value, ignoreFocusOut: true };
  return (await window.showInputBox({ ...options, validateInput: problemOf })) ?? null;
}
