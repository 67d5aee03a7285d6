import { type APIEmbed, ComponentType } from 'discord.js';

/** A message or a modal. */
interface Visible {
  readonly title?: string;
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly unknown[];
}

/** All words that a member can read, without Discord's marks. */
export function visibleText({ title = '', content = '', embeds = [], components = [] }: Visible): string {
  const words = [
    title,
    unmarked(content),
    ...embeds.flatMap(embedWords),
    ...components.flatMap(componentWords),
  ];
  return words.filter((some) => some !== '').join('\n');
}

/** Author and footer have no marks. */
function embedWords({ author, title, description, fields = [], footer }: APIEmbed): string[] {
  return [
    author?.name ?? '',
    unmarked(title ?? ''),
    unmarked(description ?? ''),
    ...fields.flatMap(({ name, value }) => [unmarked(name), unmarked(value)]),
    footer?.text ?? '',
  ];
}

function componentWords(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(componentWords);
  if (typeof node !== 'object' || node === null) return [];
  const fields = new Map<string, unknown>(Object.entries(node));
  const shown = ['label', 'description', 'placeholder'];
  if (fields.get('type') === ComponentType.TextInput) shown.push('value');
  const content = fields.get('content');
  return [
    ...shown.map((key) => fields.get(key)).filter((words) => typeof words === 'string'),
    ...(typeof content === 'string' ? [unmarked(content)] : []),
    ...['component', 'components', 'options'].flatMap((key) => componentWords(fields.get(key))),
  ];
}

const some = String.raw`(?:\\[\s\S]|[^\\])+?`;
const marks = new RegExp(
  [
    String.raw`\\(?<escaped>[^A-Za-z0-9\s])`,
    '```(?:\\w+\\n)?(?<block>[\\s\\S]+?)```',
    '``(?<code2>[^\\n]+?)``(?!`)',
    '`(?<code>[^`\\n]+)`',
    String.raw`\[(?<label>${some})\]\(<?https?:[^)\s]+>?(?: "[^"]*")?\)`,
    String.raw`<(?<url>https?:[^>\s]+)>`,
    String.raw`<t:(?<time>\d+)(?::\w)?>`,
    String.raw`<a?(?<emoji>:\w+:)\d+>`,
    String.raw`<(?<mention>@[!&]?|#)(?<id>\d+)>`,
    String.raw`<(?<command>\/[^:>]+):\d+>`,
    '^(?:#{1,3} |-# |>>> |> )',
    String.raw`(?<pair>\*\*\*|\*\*|\*|~~|\|\|)(?=\S)(?<inner>${some})(?<=\S)\k<pair>`,
    String.raw`(?<!\w)(?<line>__|_)(?=\S)(?<within>${some})(?<=\S)\k<line>(?!\w)`,
  ].join('|'),
  'gm',
);

/** Marks and escapes undone; a mention stays as `@id` or `#id`, a time becomes an ISO date. */
function unmarked(text: string): string {
  return text.replace(marks, (...match) => {
    const found: Readonly<Record<string, string | undefined>> = match.at(-1);
    const { time, mention, id, label, inner, within } = found;
    const marked = label ?? inner ?? within;
    if (marked !== undefined) return unmarked(marked);
    if (time !== undefined) return new Date(Number(time) * 1000).toISOString();
    if (mention !== undefined) return `${mention.charAt(0)}${id}`;
    const { escaped, block, code2, code, url, emoji, command } = found;
    return escaped ?? block ?? code2 ?? code ?? url ?? emoji ?? command ?? '';
  });
}
