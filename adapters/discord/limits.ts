import { markLength } from './server-mark.ts';

/**
 * What Discord accepts, in one place. Lengths in UTF-16 units, which are never fewer than the characters Discord counts.
 * @see https://docs.discord.com/developers/resources/message and the pages named at each limit
 */
export const limits = {
  /** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
  embeds: 10,
  /** All text of all embeds of a message. */
  embedCharacters: 6_000,
  embedTitle: 256,
  embedDescription: 4_096,
  /** https://docs.discord.com/developers/components/reference#action-row */
  rows: 5,
  rowButtons: 5,
  /** https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id, which has 100; the rest is for the server's mark. */
  customId: 100 - markLength,
  /** https://docs.discord.com/developers/components/reference#button */
  buttonLabel: 80,
  /** https://docs.discord.com/developers/components/reference#string-select */
  options: 25,
  optionLabel: 100,
  optionValue: 100,
  selectPlaceholder: 150,
  /** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
  modalTitle: 45,
  modalComponents: 5,
  /** https://docs.discord.com/developers/components/reference#text-display: all of a modal's or message's together. */
  textDisplay: 4_000,
  /** https://docs.discord.com/developers/components/reference#label */
  label: 45,
  labelDescription: 100,
  /** https://docs.discord.com/developers/components/reference#text-input */
  inputText: 4_000,
  inputPlaceholder: 100,
  /** https://docs.discord.com/developers/interactions/application-commands */
  commandDescription: 100,
  choices: 25,
  choiceLength: 100,
  /** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
  threadName: 100,
  forumTags: 5,
  /** https://docs.discord.com/developers/resources/message#attachment-object */
  attachmentDescription: 1_024,
  /** Bytes, without boosts. https://docs.discord.com/developers/reference#uploading-files */
  file: 10 * 1024 * 1024,
  /** Ours: a link takes at most half of an embed's description, so that it fits with its text. */
  link: 2_000,
  /** Ours: kept free in every message for the line that says that more didn't fit. */
  notice: 200,
} as const;
