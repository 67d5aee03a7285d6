/** What the playground shows at once. Longer things fold, they are never dropped. Lengths in UTF-16 units. */
export const limits = {
  header: 300,
  text: 4_000,
  quote: 4_000,
  listItem: 1_000,
  listItems: 30,
  fieldLabel: 200,
  fieldValue: 1_000,
  fields: 30,
  tableCell: 500,
  tableRows: 30,
  context: 1_000,
  buttonLabel: 80,
  buttons: 12,
  /** What one message of a person may hold. */
  messageText: 40_000,
  personName: 40,
  channelName: 40,
  bodyBytes: 256 * 1024,
} as const;
