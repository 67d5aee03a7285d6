import {
  type APIChannelSelectComponent,
  type APIRoleSelectComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord.js';
import { clean, isBlank, oneLine } from '../../../src/chat/clean.ts';
import { cut, ellipsis } from '../../../src/chat/cut.ts';
import type { Field, Option } from '../../../src/chat/form.ts';
import { isSnowflake } from '../escape.ts';
import { limits } from '../limits.ts';

export type SelectField = Exclude<Field, { readonly type: 'text' | 'checkbox' }>;
export type Select = APIStringSelectComponent | APIChannelSelectComponent | APIRoleSelectComponent;

/** Where questions can be posted. */
const questionChannels = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
] as const;

/** A field as a menu. Whether several must be chosen is left to the core, which says so in words. */
export function renderSelect(field: SelectField, custom_id: string): Select {
  switch (field.type) {
    case 'select':
      return stringSelect(custom_id, field.options, field.initial ? [field.initial] : [], {
        min_values: field.optional ? 0 : 1,
        max_values: 1,
      });
    case 'multi-select':
      return stringSelect(custom_id, field.options, field.initial, { min_values: 0 });
    case 'channel':
      return {
        type: ComponentType.ChannelSelect,
        custom_id,
        channel_types: [...questionChannels],
        ...bounds(field.optional),
        ...defaults(field.initial, SelectMenuDefaultValueType.Channel),
      };
    case 'role':
      return {
        type: ComponentType.RoleSelect,
        custom_id,
        ...bounds(field.optional),
        ...defaults(field.initial, SelectMenuDefaultValueType.Role),
      };
  }
}

function bounds(optional = false) {
  return { min_values: optional ? 0 : 1, max_values: 1 };
}

function defaults<Type extends SelectMenuDefaultValueType>(id: string | undefined, type: Type) {
  return id !== undefined && isSnowflake(id) ? { default_values: [{ id, type }] } : {};
}

/** A menu holds 25: the first ones, and those that are chosen already. */
function stringSelect(
  custom_id: string,
  all: readonly Option[],
  chosen: readonly string[],
  { min_values, max_values }: { readonly min_values: number; readonly max_values?: number },
): APIStringSelectComponent {
  const isChosen = ({ value }: Option) => chosen.includes(value);
  const later = all.slice(limits.options).filter(isChosen).slice(0, limits.options);
  const offered = [
    ...all.slice(0, limits.options).slice(0, Math.max(0, limits.options - later.length)),
    ...later,
  ];
  const options = offered.map((option) => optionOf(option, isChosen(option)));
  return {
    type: ComponentType.StringSelect,
    custom_id,
    options,
    min_values,
    max_values: max_values ?? options.length,
  };
}

function optionOf({ value, label }: Option, isChosen: boolean): APISelectMenuOption {
  const words = oneLine(label);
  return {
    label: ellipsis(isBlank(words) ? oneLine(value) || '–' : words, limits.optionLabel),
    value: cut(clean(value), limits.optionValue)[0],
    default: isChosen,
  };
}
