import type { Message } from '../store/message.ts';

/** The message whose button was pressed, if this is what Whetstone said to that in private. */
export function anchorOf({ onlyFor, quoted }: Message): string | undefined {
  return onlyFor === null ? undefined : quoted?.id;
}

/** The messages in order, except that what was said to a click stands beneath the message that was pressed, `root` included. */
export function placeBeneath(messages: readonly Message[], root = ''): Message[] {
  const shown = new Set([root, ...messages.map(({ id }) => id)]);
  const byAnchor = Map.groupBy(messages, (message) => {
    const anchor = anchorOf(message) ?? '';
    return shown.has(anchor) ? anchor : '';
  });
  const beneath = (anchor: string): Message[] =>
    (byAnchor.get(anchor) ?? []).flatMap((message) => [message, ...beneath(message.id)]);
  return root === '' ? beneath('') : [...beneath(root), ...beneath('')];
}
