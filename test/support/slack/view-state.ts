/** The state of a view with one element a block, as ours have. */
export function stateOf(values: Record<string, object>) {
  const state = Object.entries(values).map(([block, value]) => [block, { value: { ...value } }]);
  return { state: { values: Object.fromEntries(state) } };
}

export const text = (value: string) => ({ type: 'plain_text_input', value });
export const chosen = (value: string) => ({ type: 'static_select', selected_option: { value } });
export const several = (...values: string[]) => ({
  type: 'multi_static_select',
  selected_options: values.map((value) => ({ value })),
});
export const checkbox = (isTicked: boolean) => ({
  type: 'checkboxes',
  selected_options: isTicked ? [{ value: 'true' }] : [],
});
