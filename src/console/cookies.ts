// The console's cookies: who is here, how they like to look at it, and what the next page shows once.

import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { LANGUAGES, type Language } from './words.ts'

/** `__Host-`: of this host alone, over TLS (or localhost) alone, for every path. */
const VISITOR = '__Host-kirokubo'
const VIEW = '__Host-kirokubo-view'
const ONCE = '__Host-kirokubo-once'
const OURS = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const
const YEAR_S = 365 * 86_400
const ONCE_S = 120

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export interface View {
  language: Language
  theme: Theme
}

/** The secret of a session, or of a visitor who has not signed in. */
export const visitorOf = (c: Context) => getCookie(c, VISITOR)
export const setVisitor = (c: Context, token: string) => setCookie(c, VISITOR, token, OURS)
export const forgetVisitor = (c: Context) => deleteCookie(c, VISITOR, OURS)

/** Japanese unless somebody chose otherwise. */
export function viewOf(c: Context): View {
  const [language, theme] = (getCookie(c, VIEW) ?? '').split('.')
  return {
    language: LANGUAGES.find(one => one === language) ?? 'ja',
    theme: THEMES.find(one => one === theme) ?? 'system',
  }
}

export function setView(c: Context, { language, theme }: View) {
  setCookie(c, VIEW, `${language}.${theme}`, { ...OURS, maxAge: YEAR_S })
}

export const onceOf = (c: Context) => getCookie(c, ONCE)
export const setOnce = (c: Context, sealed: string) =>
  setCookie(c, ONCE, sealed, { ...OURS, maxAge: ONCE_S })
export const forgetOnce = (c: Context) => deleteCookie(c, ONCE, OURS)
