import { limits } from '../limits.ts';

/**
 * Spreads a text over custom ids, each begun with a name of its own, so that whoever presses or submits brings all of
 * it back: nothing has to be remembered in between.
 * @throws RangeError when the ids can't hold it.
 */
export function carry(text: string, names: readonly string[]): string[] {
  let rest = text;
  const ids = names.map((name) => {
    const room = Math.max(0, limits.customId - name.length - 1);
    const end = /[\ud800-\udbff]/.test(rest.charAt(room - 1)) ? room - 1 : room;
    const chunk = rest.slice(0, end);
    rest = rest.slice(end);
    return `${name}:${chunk}`;
  });
  if (rest !== '') throw new RangeError(`${rest.length} characters too many for ${names.length} custom ids.`);
  return ids;
}

/** The name and the text in a custom id. */
export function uncarry(id: string): { readonly name: string; readonly chunk: string } {
  const at = id.indexOf(':');
  return at < 0 ? { name: id, chunk: '' } : { name: id.slice(0, at), chunk: id.slice(at + 1) };
}
