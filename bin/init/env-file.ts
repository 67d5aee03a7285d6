import { parseEnv } from 'node:util';

export type Values = Readonly<Record<string, string>>;

/** The text of a `.env` with these values in it. Lines about other variables and comments stay as they are. */
export function withValues(text: string, values: Values): string {
  const left = new Map(Object.entries(values));
  const lines = text.split('\n').flatMap((line) => {
    const name = /^\s*(?:export\s+)?([A-Z_]+)\s*=/.exec(line)?.[1];
    const value = name === undefined ? undefined : left.get(name);
    if (name === undefined || !(name in values)) return [line];
    // A variable that stands there twice would overrule itself.
    left.delete(name);
    return value ? [lineOf(name, value)] : [];
  });
  const more = [...left].filter(([, value]) => value !== '').map(([name, value]) => lineOf(name, value));
  const kept = lines.join('\n').trimEnd();
  return `${[...(kept === '' ? [] : [kept]), ...more].join('\n')}\n`;
}

/** In the quotes that the value doesn't have; Node reads what stands between them as it is. */
function lineOf(name: string, value: string): string {
  const plain = /^[\w./:@%+,=~-]*$/.test(value);
  const quote = plain ? '' : (["'", '"', '`'].find((one) => !value.includes(one)) ?? "'");
  return `${name}=${quote}${value}${quote}`;
}

export function readValues(text: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parseEnv(text)).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
}
