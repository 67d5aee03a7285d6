import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { shippedQuestion } from '../support/shipped-question.ts';
import { textOf } from '../web/html.ts';

const { prompt } = await shippedQuestion('backend/slow-query');

/** Sends what somebody writes into the message box. */
export async function write(address: string, text: string): Promise<void> {
  const response = await fetch(`${address}/c/practice/messages`, {
    method: 'POST',
    headers: { origin: address },
    body: new URLSearchParams({ text, key: randomUUID() }),
    redirect: 'manual',
  });
  if (response.status >= 400) throw new Error(`${response.status}: ${await response.text()}`);
}

/** Asks for a question and waits until it is in the channel. */
export async function askQuestion(address: string): Promise<void> {
  await write(address, '/interview question backend/slow-query');
  await vi.waitUntil(() => hasQuestion(address), { timeout: 60_000 });
}

export async function hasQuestion(address: string): Promise<boolean> {
  return textOf(await (await fetch(`${address}/c/practice`)).text()).includes(prompt);
}
