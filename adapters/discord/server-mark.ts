/**
 * In a conversation with one person Discord doesn't say which server a button or a form is about, and a member may be in several that have
 * Whetstone. So every custom id that is shown there ends with the server's id.
 */
const mark = /~([0-9a-z]{1,13})$/;

/** How long a mark is at most: Discord's ids have 64 bits. */
export const markLength = '~'.length + (2n ** 64n - 1n).toString(36).length;

/** What is sent into a conversation, with the server in each of its custom ids. */
export function markServer<Sent>(sent: Sent, guild: string): Sent {
  return mapCustomIds(sent, (id) => `${id}~${BigInt(guild).toString(36)}`) as Sent;
}

/** What came from a conversation, as it was before it was marked, and the server if it was. */
export function readServer(raw: unknown): { readonly raw: unknown; readonly guild: string | undefined } {
  let guild: string | undefined;
  const plain = mapCustomIds(raw, (id) => {
    const [end, digits] = mark.exec(id) ?? [];
    if (end === undefined || digits === undefined) return id;
    guild ??= fromBase36(digits);
    return id.slice(0, -end.length);
  });
  return { raw: plain, guild };
}

function fromBase36(digits: string): string {
  let value = 0n;
  for (const digit of digits) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return String(value);
}

function mapCustomIds(value: unknown, map: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapCustomIds(item, map));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      key === 'custom_id' && typeof held === 'string' ? map(held) : mapCustomIds(held, map),
    ]),
  );
}
