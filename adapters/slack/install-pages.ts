import type { CallbackOptions } from '@slack/oauth';
import { html } from 'hono/html';
import { UserError } from '../../src/errors.ts';

/** What one sees after installing Whetstone into a Slack workspace. */
export const successPage: NonNullable<CallbackOptions['success']> = async (
  installation,
  _options,
  _request,
  response,
) => {
  const team = installation.team?.id ?? '';
  const page = layout(
    'Whetstone is installed',
    'In Slack, write /interview setup in a channel to choose when it gets its questions.',
    html`<p><a href="https://slack.com/app_redirect?team=${team}&app=${installation.appId ?? ''}">Open Slack</a></p>`,
  );
  response.writeHead(200, headers).end((await page).toString());
};

export const failurePage: NonNullable<CallbackOptions['failure']> = async (
  error,
  _options,
  _request,
  response,
) => {
  const isOurs = error instanceof UserError;
  const why = isOurs
    ? error.message
    : 'Slack did not confirm the installation. It may have been cancelled, or the page was open for more than ten minutes.';
  const page = layout(
    'Whetstone was not installed',
    why,
    html`<p><a href="/slack/install">Try again</a></p>`,
  );
  response.writeHead(isOurs ? 409 : 400, headers).end((await page).toString());
};

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
};

function layout(title: string, text: string, link: ReturnType<typeof html>) {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p>${link}</main></body></html>`;
}
