/** Where somebody acted: in which thread, if in one, and on which message. */
interface Pressed {
  readonly thread?: string | undefined;
  readonly beneath?: string | undefined;
}

/** As the core keeps it. */
export function writeSpot({ thread = '', beneath = '' }: Pressed): string {
  return `${thread}/${beneath}`;
}

/** Where a message belongs that is about what was done there; nothing for no spot. */
export function readSpot(spot = ''): { readonly thread?: string; readonly replyTo?: string } {
  const [thread, beneath] = spot.split('/');
  return { ...(thread && { thread }), ...(beneath && { replyTo: beneath }) };
}
