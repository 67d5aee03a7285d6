import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
  RawFile,
  RESTAPIAttachment,
} from 'discord.js';

/** A message as the REST API takes it. */
export interface RenderedMessage {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly allowed_mentions: {
    readonly parse: readonly [];
    readonly users: readonly string[];
    readonly roles: readonly string[];
  };
  readonly attachments?: readonly RESTAPIAttachment[];
  /** What is sent beside the message's JSON. */
  readonly files?: readonly RawFile[];
}

/** It pings nobody. */
export const emptyMessage: RenderedMessage = {
  content: '',
  embeds: [],
  components: [],
  allowed_mentions: { parse: [], users: [], roles: [] },
};

export const colours = { neutral: 0x3f6078, success: 0x1c6b45, warning: 0xf5a524 } as const;
