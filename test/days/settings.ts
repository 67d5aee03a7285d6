const { DAYS = '30', TEAMS = '50' } = process.env;

/** How many days pass, and for how many workspaces, half of them on Slack and half on Discord. */
export const days = Number(DAYS);
export const teams = Number(TEAMS);
