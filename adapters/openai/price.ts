/** Dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** In millionths of a dollar: tokens times dollars per million. */
export function costOf(
  { inputTokens, outputTokens }: { readonly inputTokens: number; readonly outputTokens: number },
  price: Price | undefined,
): number | undefined {
  return price && Math.round(inputTokens * price.input + outputTokens * price.output);
}
