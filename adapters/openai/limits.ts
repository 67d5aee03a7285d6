/** Everything that bounds what is asked of a model, and what is taken from it. */
export const limits = {
  /** Characters of an answer that are sent. */
  answer: 8000,
  earlierAnswer: 2000,
  /** Letters that prove something, in each part of a proof: enough to be about it, few enough to be a quotation. */
  proof: { fewest: 6, most: 300 },
  strengths: 3,
  strength: 300,
  quote: 120,
  improvement: 400,
  followUp: 300,
  reply: 800,
  /** Tokens that a model may write, with those that it thinks. */
  outputTokens: 4000,
  /** What a draft's texts are cut to; a description is sent up to so many characters. */
  draft: {
    description: 3000,
    most: 10,
    tokens: 12_000,
    callMs: 140_000,
    prompt: 500,
    sample: 1500,
    line: 300,
  },
  callsAtOnce: 4,
  callMs: 60_000,
  /** With waiting for a place and asking again in another format; less than the time for which an answer is claimed. */
  allMs: 150_000,
};
