import { expect, test } from 'vitest';
import { ConfigError, parseConfig } from '../../src/config/config.ts';

const problems = (environment: Record<string, string>) => {
  try {
    parseConfig(environment);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
};

test('a key turns the AI coach on, and so does a server that needs none', () => {
  expect(parseConfig({}).openai).toBeUndefined();
  expect(parseConfig({ OPENAI_API_KEY: 'sk-1' }).openai).toEqual({
    apiKey: 'sk-1',
    baseUrl: undefined,
    model: 'gpt-5.4-mini',
    price: { input: 0.75, output: 4.5 },
  });
  const local = { OPENAI_BASE_URL: 'http://localhost:11434/v1/', OPENAI_MODEL: 'qwen3' };
  expect(parseConfig(local).openai).toEqual({
    apiKey: undefined,
    baseUrl: 'http://localhost:11434/v1',
    model: 'qwen3',
    price: undefined,
  });
  expect(parseConfig({ ...local, OPENAI_PRICE: '2, 8' }).openai?.price).toEqual({ input: 2, output: 8 });
});

test('what makes no sense is told in one sentence each', () => {
  expect(
    problems({
      OPENAI_API_KEY: 'sk 1',
      OPENAI_BASE_URL: 'localhost',
      OPENAI_PRICE: 'cheap',
      OPENAI_MODEL: 'a b',
    }),
  ).toEqual([
    'OPENAI_API_KEY should be the key alone, without spaces.',
    'OPENAI_BASE_URL should look like http://localhost:11434/v1.',
    'OPENAI_MODEL should be a model’s name, as in gpt-5.4-mini.',
    'OPENAI_PRICE should be dollars per million tokens read and written, as in 0.75,4.5.',
  ]);
  expect(problems({ OPENAI_MODEL: 'qwen3' })).toEqual([
    'OPENAI_API_KEY is missing: set it, or set OPENAI_BASE_URL to a server that needs no key.',
  ]);
});
