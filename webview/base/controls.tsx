/**
 * The only file that imports the webview UI toolkit: its repository is archived, and moving off it means rewriting this file.
 * The toolkit's elements are custom elements, so their events arrive as DOM events and not as typed props.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import type { ComponentChildren, HTMLAttributes, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Registers the custom elements. The toolkit takes the nonce of its styles from `<meta property="csp-nonce">`. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

export interface ButtonProps {
  readonly onPress: () => void;
  readonly children: ComponentChildren;
  readonly secondary?: boolean;
  readonly disabled?: boolean;
  /** A longer sentence for people who do not see what the button stands beside. */
  readonly label?: string;
  readonly class?: string;
}

export function Button({ onPress, children, secondary = false, disabled = false, label, ...rest }: ButtonProps) {
  return (
    <vscode-button
      {...rest}
      appearance={secondary ? 'secondary' : 'primary'}
      disabled={disabled}
      onClick={disabled ? undefined : onPress}
      {...(label === undefined ? {} : { 'aria-label': label, title: label })}
    >
      {children}
    </vscode-button>
  );
}

export interface DropdownProps {
  /** The toolkit's dropdown ignores `<label for>`. */
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChoose: (value: string) => void;
}

export function Dropdown({ label, value, options, onChoose }: DropdownProps) {
  const element = useRef<HTMLElement>(null);
  // Whenever options come, the toolkit chooses the first of them, whatever is marked as selected: it is told afterwards.
  useEffect(() => {
    if (element.current !== null) Object.assign(element.current, { value });
  });
  const chosen = (event: Event) => {
    if (event.currentTarget instanceof HTMLElement && 'value' in event.currentTarget) {
      onChoose(String(event.currentTarget.value));
    }
  };
  return (
    <vscode-dropdown ref={element} aria-label={label} onChange={chosen}>
      {options.map((option) => (
        // The toolkit names an option once, by the first text that it has.
        <vscode-option key={`${option.value} ${option.text}`} value={option.value} selected={option.value === value}>
          {option.text}
        </vscode-option>
      ))}
    </vscode-dropdown>
  );
}

export interface TextFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  /** On each keystroke. */
  readonly onInput?: (value: string) => void;
  /** On Enter. */
  readonly onEnter?: (value: string) => void;
  readonly onEscape?: () => void;
  readonly class?: string;
}

export function TextField({ label, value, onInput, onEnter, onEscape, ...rest }: TextFieldProps) {
  const element = useRef<HTMLElement>(null);
  // What stands in the field is the person's while it is typed in; a value from outside is told afterwards.
  useEffect(() => {
    if (element.current !== null) Object.assign(element.current, { value });
  }, [value]);
  useKeptName(element, label);
  const text = (event: Event) =>
    event.currentTarget instanceof HTMLElement && 'value' in event.currentTarget
      ? String(event.currentTarget.value)
      : '';
  return (
    <vscode-text-field
      {...rest}
      ref={element}
      aria-label={label}
      title={label}
      value={value}
      onInput={(event: Event) => onInput?.(text(event))}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter') onEnter?.(text(event));
        if (event.key === 'Escape') onEscape?.();
      }}
    />
  );
}

/** Where the toolkit puts a field into the page, and each time it does, it calls it “Text field”, whatever it was called. */
function useKeptName(element: RefObject<HTMLElement | null>, label: string): void {
  // At once: whoever asks for the name before the next picture is told the right one.
  useLayoutEffect(() => {
    const field = element.current;
    if (field === null) return;
    const name = () => {
      if (field.getAttribute('aria-label') !== label) field.setAttribute('aria-label', label);
    };
    name();
    const renamed = new MutationObserver(name);
    renamed.observe(field, { attributes: true, attributeFilter: ['aria-label'] });
    return () => renamed.disconnect();
  }, [element, label]);
}

export interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ComponentChildren;
  /** A longer sentence, to be read where it is pointed at. */
  readonly label: string;
}

export function Checkbox({ checked, onChange, children, label }: CheckboxProps) {
  const element = useRef<HTMLElement>(null);
  // What was last pressed is the person's; a value from outside is told afterwards.
  useEffect(() => {
    if (element.current !== null) Object.assign(element.current, { checked });
  }, [checked]);
  const changed = (event: Event) => {
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLElement) || !('checked' in currentTarget)) return;
    // The element says so, too, of what it is told.
    if (currentTarget.checked !== checked) onChange(currentTarget.checked === true);
  };
  return (
    <vscode-checkbox ref={element} title={label} onChange={changed}>
      {children}
    </vscode-checkbox>
  );
}

/** Turns while something is under way. The words beside it say what, so it is hidden from screen readers. */
export function ProgressRing() {
  return (
    <span class="ring" aria-hidden="true">
      <vscode-progress-ring />
    </span>
  );
}

type ToolkitProps = HTMLAttributes<HTMLElement> & Readonly<Record<string, unknown>>;

declare module 'preact' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- JSX element types can only be added to preact's namespace.
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': ToolkitProps;
      'vscode-checkbox': ToolkitProps;
      'vscode-dropdown': ToolkitProps;
      'vscode-option': ToolkitProps;
      'vscode-progress-ring': ToolkitProps;
      'vscode-text-field': ToolkitProps;
    }
  }
}
