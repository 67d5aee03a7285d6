import type { Figures } from '../../src/coach-trial/figures.ts';
import { type Share, shareOf } from '../../src/coach-trial/shares.ts';
import type { Trial } from '../../src/coach-trial/trials.ts';
import { verdictOf } from '../../src/coach-trial/verdict.ts';

/** What a person reads of a trial: the figures, and what they come to. */
export function reportOf({ server, model, figures }: Trial): string {
  const rows = figures.read === 0 ? [] : rowsOf(figures);
  const all: [string, string][] = [
    ['Model', `${model} at ${server}`],
    ['Answers', answersOf(figures)],
    ...rows,
  ];
  const width = Math.max(...all.map(([what]) => what.length));
  return [...all.map(([what, found]) => `${what.padEnd(width)}  ${found}`), '', verdictOf(figures).text].join(
    '\n',
  );
}

function rowsOf(figures: Figures): [string, string][] {
  const { f1, order, whichPoint, resisted, quotations, seconds, countingWords } = figures;
  return [
    ['Key points (F1)', `${decimal(f1)}; counting words: ${decimal(countingWords.f1)}`],
    ['Which point', percent(whichPoint)],
    ['Better answer first', `${percent(order)}; counting words: ${percent(countingWords.order)}`],
    ['Hostile answers resisted', `${resisted.hits} of ${resisted.of}`],
    ['Invented quotations', `${quotations.invented} of ${quotations.given}`],
    ['Seconds an answer', `${seconds.median.toFixed(1)}, the slowest ${seconds.slowest.toFixed(1)}`],
    ['Tokens an answer', tokensOf(figures)],
    ['Dollars an answer', dollarsOf(figures)],
  ];
}

function answersOf({ read, asked, failures }: Figures): string {
  const codes = Object.entries(failures).map(([code, count]) => `${count} ${code}`);
  return `${read} read${asked > read ? `, ${asked - read} failed (${codes.join(', ')})` : ''}`;
}

function tokensOf({ tokens: { input, output }, asked }: Figures): string {
  if (input + output === 0) return 'the server doesn’t count them';
  return `${Math.round(input / asked)} read, ${Math.round(output / asked)} written`;
}

function dollarsOf({ costMicroUsd, asked }: Figures): string {
  if (costMicroUsd === undefined) return 'not known; OPENAI_PRICE sets the price';
  return (costMicroUsd / asked / 1_000_000).toFixed(4);
}

const decimal = (share: Share) => (share.of === 0 ? '–' : shareOf(share).toFixed(2));
const percent = (share: Share) => (share.of === 0 ? '–' : `${Math.round(100 * shareOf(share))} %`);
