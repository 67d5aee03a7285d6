/** The words of blocks or a modal as a person reads them. */
export function visibleText(rendered: unknown): string {
  if (Array.isArray(rendered)) return rendered.map(visibleText).filter(Boolean).join('\n');
  if (typeof rendered !== 'object' || rendered === null) return '';
  const node = new Map<string, unknown>(Object.entries(rendered));
  const type = node.get('type');
  if (type === 'user') return `@${node.get('user_id')}`;
  if (type === 'channel') return `#${node.get('channel_id')}`;
  if (type === 'date') return String(node.get('fallback'));
  if (type === 'mrkdwn') return readMrkdwn(String(node.get('text')));
  if (type === 'rich_text_section' || type === 'rich_text_quote') {
    const elements = node.get('elements');
    return Array.isArray(elements) ? elements.map(visibleText).join('') : '';
  }
  const own = node.get('text');
  // Beside blocks it is what notifications say.
  if (typeof own === 'string' && !node.has('blocks')) return own;
  const rest = ['title', 'label', 'hint', 'text', 'blocks', 'fields', 'elements', 'rows', 'element'];
  const inputs = ['options', 'option_groups', 'placeholder', 'submit'];
  const initial = node.get('initial_value');
  return [
    ...[...rest, ...inputs].map((key) => visibleText(node.get(key))),
    typeof initial === 'string' ? initial : '',
  ]
    .filter(Boolean)
    .join('\n');
}

/** Without marks: data never holds any, since such texts go out as plain text. */
function readMrkdwn(text: string): string {
  return text
    .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1')
    .replace(/<(https?:[^|>]*)\|([^>]*)>/g, '$2')
    .replace(/<([@#])([A-Z0-9]+)>/g, '$1$2')
    .replace(/[*_`]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
