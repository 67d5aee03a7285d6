import type { Config } from '../../../src/config/config.ts';
import type { Operator } from '../../../src/config/operator.ts';

/** What the pages say of this Whetstone, from what it really does. */
export interface Facts {
  readonly operator: Operator;
  /** Where people talk to it: “Slack”, “Discord”. */
  readonly platforms: readonly string[];
  /** The AI coach; undefined where no answer leaves this Whetstone to be read. */
  readonly model: { readonly name: string; readonly host: string } | undefined;
  /** Where traces go. */
  readonly tracesTo: string | undefined;
  /** Whether somebody can add it to their Slack workspace at `/slack/install`. */
  readonly canInstall: boolean;
}

const openAiHost = 'api.openai.com';

export function factsOf({ operator, slack, discord, openai, otlpEndpoint }: Config): Facts {
  return {
    operator,
    platforms: [...(slack ? ['Slack'] : []), ...(discord ? ['Discord'] : [])],
    model: openai && { name: openai.model, host: openai.baseUrl ? hostOf(openai.baseUrl) : openAiHost },
    tracesTo: otlpEndpoint && hostOf(otlpEndpoint),
    canInstall: slack?.installation.by === 'oauth',
  };
}

const hostOf = (address: string) => new URL(address).host;
