// The frame of every page: head, way to the content, menu by role, who is signed in, how it looks.

import type { PropsWithChildren } from 'hono/jsx'
import { THEMES } from './cookies.ts'
import { Form } from './form-parts.tsx'
import { placeOf } from './menu.ts'
import type { Visit } from './visit.tsx'
import { roleWords, shared } from './words.ts'

interface Frame {
  visit: Visit
  title: string
  hasFaults: boolean
}

export function Layout({ visit, title, hasFaults, children }: PropsWithChildren<Frame>) {
  const t = visit.say(shared)
  const { files } = visit.house
  const { language, theme } = visit.view
  return (
    <html lang={language} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${hasFaults ? t.faultTab : ''}${title} · ${t.product}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={files['console.css']} />
        <script type="module" src={files['console.js']} />
      </head>
      <body>
        <a class="skip" href="#main">
          {t.skip}
        </a>
        <header class="top">
          <a class="brand" href="/">
            {t.product}
          </a>
          <Menu visit={visit} />
          <Person visit={visit} />
        </header>
        <main id="main" tabindex={-1}>
          {children}
        </main>
        {/* A page that answers a form has no address to come back to: what was typed would be gone. */}
        {visit.c.req.method !== 'POST' ? <Preferences visit={visit} /> : null}
      </body>
    </html>
  )
}

function Menu({ visit }: { visit: Visit }) {
  const entries = visit.house.navigation.filter(({ roles }) => visit.is(...roles))
  if (entries.length === 0) return null
  const here = placeOf(visit)
  return (
    <nav class="menu" aria-label={visit.say(shared).menu}>
      <ul>
        {entries.map(entry => (
          <li>
            <a href={entry.path} aria-current={entry === here ? 'page' : undefined}>
              {entry.label[visit.language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Person({ visit }: { visit: Visit }) {
  const t = visit.say(shared)
  if (!visit.signedIn) return null
  const { name, role } = visit.signedIn.user
  return (
    <div class="person">
      <a href="/account" aria-label={`${t.account}: ${name}`}>
        {name}
      </a>
      <span class="muted">{visit.say(roleWords)[role]}</span>
      <Form visit={visit} action="/sign-out">
        <button type="submit" class="quiet">
          {t.signOut}
        </button>
      </Form>
    </div>
  )
}

/** Language and theme: kept in a cookie, so that they hold before anybody signs in. */
function Preferences({ visit }: { visit: Visit }) {
  const t = visit.say(shared)
  const { language, theme } = visit.view
  const other = language === 'ja' ? 'en' : 'ja'
  return (
    <footer class="bottom">
      <Form visit={visit} action="/view" label={t.view}>
        <input type="hidden" name="next" value={visit.path} />
        <button type="submit" class="quiet" name="language" value={other} lang={other}>
          {t.otherLanguage}
        </button>
        {THEMES.map(one => (
          <button
            type="submit"
            class="quiet"
            name="theme"
            value={one}
            aria-pressed={one === theme ? 'true' : 'false'}
          >
            {t[one]}
          </button>
        ))}
      </Form>
    </footer>
  )
}
