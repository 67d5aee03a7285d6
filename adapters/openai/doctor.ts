import { APIConnectionError, APIError } from 'openai';
import { causeCode } from '../../src/base/errors.ts';
import type { OpenAiSettings } from '../../src/config/openai.ts';
import { bad, type Check, check, good, off, patienceMs } from '../../src/doctor/check.ts';
import { openAiClient, openAiUrl } from './client.ts';

/** Whether the key works and the server has the model: by its list of models, which costs nothing. */
export const checkOpenAi = (settings: OpenAiSettings | undefined): Promise<Check[]> =>
  check('AI coach', async (signal) => {
    if (!settings) return off('not configured: the rubric coach speaks');
    const { model } = settings;
    const { host: server, pathname: path } = new URL(settings.baseUrl ?? openAiUrl);
    try {
      const names: string[] = [];
      for await (const { id } of openAiClient(settings, patienceMs).models.list({ signal })) names.push(id);
      // Ollama says which tag a name without one means.
      if (names.includes(model) || names.includes(`${model}:latest`)) return good(`${model} at ${server}`);
      const some = names.slice(0, 5).join(', ');
      return bad(
        `${server} does not list ${model}`,
        `Set OPENAI_MODEL to one that it offers${some && `, as in ${some}`}.`,
      );
    } catch (error) {
      return finding(error, server, path, model);
    }
  });

function finding(error: unknown, server: string, path: string, model: string) {
  if (error instanceof APIConnectionError || !(error instanceof APIError)) {
    return bad(
      `${server} can’t be reached (${causeCode(error)})`,
      'Is it running, and is OPENAI_BASE_URL right?',
    );
  }
  const { status } = error;
  if (status === 401 || status === 403) {
    return bad(
      `${server} refuses the key (HTTP ${status})`,
      'Set OPENAI_API_KEY to a key for this server that is allowed to use the model.',
    );
  }
  // Some servers have nothing but chat completions.
  if (status === 404 || status === 405 || status === 501)
    return off(
      `${server} lists no models at ${path}/models: ${model} is not checked; is OPENAI_BASE_URL right?`,
    );
  return bad(
    `${server} answers with HTTP ${status}`,
    'Whetstone keeps trying. Answers get their feedback once the server responds.',
  );
}
