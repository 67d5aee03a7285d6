/** What our own HTML says and whether it is sound. It escapes every `<`, so that each one begins a tag. */

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const tag = /<(\/?)([a-z][a-z0-9]*)((?: [a-z][a-z:-]*(?:="[^"<>]*")?)*)>/g;
const allowedTags = new Set(
  'a article bdi blockquote button code dd details div dl dt em form h2 h3 hr img input label li ol option p pre section select small span strong summary table tbody td textarea th thead time tr ul'.split(
    ' ',
  ),
);
const allowedAttributes =
  /^(action|alt|aria-[a-z]+|class|data-[a-z]+|datetime|dir|enctype|for|href|hx-(post|swap)|id|method|name|rel|role|rows|scope|selected|checked|required|src|start|tabindex|target|title|type|value|width|placeholder)$/;
const empty = new Set(['hr', 'img', 'input']);

/** The text between the tags, folded parts included. */
export function textOf(markup: string): string {
  const text = markup.replace(tag, (_all, close, name) =>
    close && /^(div|p|li|h\d|td|th|dt|dd)$/.test(name) ? '\n' : '',
  );
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}

/** What a browser could take for more than text. */
export function unsoundness(markup: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  for (const [, close, name = '', attributes = ''] of markup.matchAll(tag)) {
    if (!allowedTags.has(name)) problems.push(`<${name}> is not ours`);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/ ([a-z][a-z:-]*)(?:="([^"]*)")?/g)) {
      if (!allowedAttributes.test(attribute)) problems.push(`attribute ${attribute}`);
      if (attribute === 'href' && !/^(https?:\/\/|\/(?!\/)|#)/i.test(value))
        problems.push(`link to ${value}`);
    }
    if (empty.has(name)) continue;
    if (!close) open.push(name);
    else if (open.pop() !== name) problems.push(`</${name}> closes something else`);
  }
  if (open.length > 0) problems.push(`never closed: ${open.join(' ')}`);
  if (/[<>]/.test(markup.replace(tag, ''))) problems.push('a < or > is not escaped');
  if (/[^\P{Cc}\t\n]/u.test(markup)) problems.push('a control character');
  if (!markup.isWellFormed()) problems.push('half of a character');
  return problems;
}
