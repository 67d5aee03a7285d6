import { limits } from '../limits.ts';
import { type Html, html, nothing } from '../render/html.ts';
import { type Person, roles } from '../store/people.ts';
import type { Visit } from '../visit.ts';
import { avatar, roleBadge } from './avatar.ts';
import { icons, mark } from './icons.ts';
import { channelMarker } from './unread.ts';

const learn = [
  ['/library', icons.book, 'Question library'],
  ['/mocks', icons.clock, 'Mock interviews'],
  ['/progress', icons.chart, 'Your progress'],
] as const;

/** `here` is the path of the page: its entry is marked, and switching people comes back to it. */
export function sidebar(visit: Visit, here: string): Html {
  return html`<div class="sidebar" id="sidebar">
<div class="brand"><a href="/">${mark}<span>Whetstone</span></a><a class="tool close-sidebar" href="#main" aria-label="Close the menu">${icons.close}</a></div>
<nav aria-label="Channels and library">
<h2>Channels</h2>
<ul>${visit.channels.map(({ id, name }) => link(`/c/${encodeURIComponent(id)}`, here, html`${icons.hash}<bdi>${name}</bdi>${channelMarker(visit, id)}`))}</ul>
<details class="adder"><summary>${icons.plus} Add a channel</summary><form method="post" action="/channels" hx-post="/channels" hx-swap="none"><label for="channel-name">Name</label><input id="channel-name" name="name" required maxlength="${limits.channelName}" autocomplete="off" placeholder="system-design" aria-describedby="error-channel-name"><p class="error" id="error-channel-name" role="alert"></p><button class="button primary">Add</button></form></details>
<h2>Learn</h2>
<ul>${learn.map(([path, icon, label]) => link(path, here, html`${icon}<span>${label}</span>`))}</ul>
</nav>
${peopleSwitcher(visit, here)}
</div>`;
}

function link(path: string, here: string, label: Html): Html {
  const current = here === path || here.startsWith(`${path}/`);
  return html`<li><a href="${path}"${current ? html` aria-current="page"` : nothing}>${label}</a></li>`;
}

function peopleSwitcher({ me, people }: Visit, here: string): Html {
  return html`<section class="people" aria-label="People"><details class="switcher"><summary>${avatar(me)}<span class="who"><span class="you">You are</span> <bdi class="author">${me.name}</bdi>${roleBadge(me)}</span>${icons.chevron}</summary>
<div class="people-panel"><p class="hint">Switch to:</p>
<form method="post" action="/people/be"><input type="hidden" name="back" value="${here}">${people.map((person) => personButton(person, person.id === me.id))}</form>
<details class="adder"><summary>${icons.plus} Add a person</summary><form method="post" action="/people"><input type="hidden" name="back" value="${here}"><label for="person-name">Name</label><input id="person-name" name="name" required maxlength="${limits.personName}" dir="auto" autocomplete="off"><label for="person-role">Role</label><select id="person-role" name="role">${roles.map((role) => html`<option>${role}</option>`)}</select><button class="button primary">Add</button></form></details>
</div></details></section>`;
}

function personButton(person: Person, current: boolean): Html {
  return html`<button class="person" name="person" value="${person.id}"${current ? html` aria-current="true"` : nothing}>${avatar(person)}<bdi>${person.name}</bdi>${roleBadge(person)}</button>`;
}
