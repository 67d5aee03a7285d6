/**
 * What Slack accepts, in one place. Lengths in UTF-16 units, which are never fewer than the characters Slack counts.
 * @see https://docs.slack.dev/reference/block-kit/blocks and the pages named at each limit
 */
export const limits = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  messageBlocks: 50,
  viewBlocks: 100,
  /**
   * All text of a message's blocks, `&`, `<` and `>` counted as the entities they are stored as. Slack publishes no
   * number for `msg_blocks_too_long`; people measured refusals from 11,341 characters, and about 100 for each block:
   * https://github.com/slackapi/bolt-js/issues/2509, https://github.com/slackapi/bolt-js/issues/2867
   */
  messageCharacters: 10_000,
  blockOverhead: 100,
  /** Ours: what a reader wants above the fields of a form. A view may hold 250 kB. */
  formIntro: 10_000,
  home: 40_000,
  /** What Slack advises for `text`; beyond 40,000 it cuts. https://docs.slack.dev/reference/methods/chat.postMessage */
  fallbackText: 4_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  header: 150,
  /** Rich text has no limit of its own, so it gets a section's: .../blocks/section-block */
  text: 3_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  fields: 10,
  fieldText: 2_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block; its text objects hold 3,000. */
  contextElements: 10,
  contextText: 3_000,
  /** One table a message (`only_one_table_allowed`). .../blocks/table-block */
  tables: 1,
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actionsElements: 25,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonText: 75,
  buttonValue: 2_000,
  actionId: 255,
  blockId: 255,
  /** https://docs.slack.dev/reference/block-kit/block-elements/url-source-element */
  url: 3_000,
  /** https://docs.slack.dev/reference/views/modal-views */
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  /** https://docs.slack.dev/reference/block-kit/blocks/input-block */
  inputLabel: 2_000,
  inputHint: 2_000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  inputText: 3_000,
  placeholder: 150,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionLabel: 75,
  optionValue: 150,
  /** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
  options: 100,
  optionGroups: 100,
  /** https://docs.slack.dev/reference/app-manifest */
  appName: 35,
  appDescription: 140,
  commandDescription: 2_000,
  usageHint: 1_000,
  shortcutName: 24,
  shortcutDescription: 150,
  /** For apps that are sold but not in Slack's marketplace: https://docs.slack.dev/apis/web-api/rate-limits */
  historyPage: 15,
} as const;
