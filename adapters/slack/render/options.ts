import type { PlainTextElement } from '@slack/web-api';
import { clean, isBlank, oneLine } from '../../../src/chat/clean.ts';
import { cut, ellipsis } from '../../../src/chat/cut.ts';
import type { Option } from '../../../src/chat/form.ts';
import { limits } from '../limits.ts';
import { plainText } from './text-object.ts';

interface SlackOption {
  readonly text: PlainTextElement;
  readonly value: string;
}

/** The same option always comes out the same: Slack compares the initial one with those offered. */
export function optionOf({ value, label }: Option): SlackOption {
  const words = oneLine(label);
  return {
    text: plainText(ellipsis(isBlank(words) ? oneLine(value) || '–' : words, limits.optionLabel)),
    value: cut(clean(value), limits.optionValue)[0],
  };
}

/** More than 100 options are offered in groups, named by their first and last. */
export function renderOptions(
  options: readonly Option[],
): { options: SlackOption[] } | { option_groups: { label: PlainTextElement; options: SlackOption[] }[] } {
  const all = options.map(optionOf);
  if (all.length <= limits.options) return { options: all };
  const groups = Math.min(Math.ceil(all.length / limits.options), limits.optionGroups);
  return {
    option_groups: Array.from({ length: groups }, (_, index) => {
      const some = all.slice(index * limits.options, (index + 1) * limits.options);
      const name = `${some[0]?.text.text} – ${some.at(-1)?.text.text}`;
      return { label: plainText(ellipsis(name, limits.optionLabel)), options: some };
    }),
  };
}
