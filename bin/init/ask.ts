import { text as clackText, isCancel, password, select } from '@clack/prompts';

/** Somebody has had enough: Ctrl-C or Escape. */
export class Cancelled extends Error {}

function unlessCancelled<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new Cancelled();
  return answer as Exclude<T, symbol>;
}

/** One of the options, by its key. */
export async function choose<K extends string>(
  message: string,
  initial: NoInfer<K> | undefined,
  options: Readonly<Record<K, string>>,
): Promise<K> {
  const list = (Object.entries(options) as [K, string][]).map(([value, label]) => ({
    value: value as string,
    label,
  }));
  const answer = await select({
    message,
    options: list,
    ...(initial !== undefined && { initialValue: initial as string }),
  });
  return unlessCancelled(answer) as K;
}

export async function text(message: string, like: string, known = ''): Promise<string> {
  const answer = await clackText({
    message,
    placeholder: like,
    initialValue: known,
    validate: (value = '') => (value.trim() === '' ? `Write it, as in ${like}` : undefined),
  });
  return unlessCancelled(answer).trim();
}

/** What nobody is to read over one's shoulder. An empty answer keeps what is known. */
export async function secret(
  message: string,
  where: string,
  known?: string,
  mayLack = false,
): Promise<string> {
  const hint = known ? ' (leave empty to keep the current one)' : '';
  const answer = await password({
    message: `${message}${hint}${where && `\n${where}`}`,
    validate: (value = '') => (value.trim() === '' && !known && !mayLack ? 'Paste it here.' : undefined),
  });
  return (unlessCancelled(answer) ?? '').trim() || known || '';
}
