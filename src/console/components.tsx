// What pages are made of: notices, tables, definition lists, badges, tabs, pages of a list, empty states.

import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Visit } from './visit.tsx'
import { shared } from './words.ts'

export type Kind = 'info' | 'ok' | 'warn' | 'danger'

export function Notice({ kind = 'info', children }: PropsWithChildren<{ kind?: Kind }>) {
  return (
    <div class={`notice ${kind}`} role={kind === 'danger' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

export function Badge({ kind = 'info', children }: PropsWithChildren<{ kind?: Kind }>) {
  return <span class={`badge ${kind}`}>{children}</span>
}

export interface Column<Row> {
  head: string
  cell: (row: Row) => Child
  /** Right-aligned, digits of one width. */
  number?: boolean
}

/** @param caption what the table lists; read out, and seen unless `hideCaption`. */
export function Table<Row>(props: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  hideCaption?: boolean
}) {
  const { caption, columns, rows, hideCaption } = props
  return (
    <section class="scroll" aria-label={caption} tabindex={0}>
      <table>
        <caption class={hideCaption ? 'unseen' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, number }) => (
              <th scope="col" class={number ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr>
              {columns.map(({ head, cell, number }) => (
                <td data-head={head} class={number ? 'number' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What an empty list says: what will stand here, and what to do first. */
export function EmptyState({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <div class="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  )
}

export function Definitions({ of }: { of: readonly (readonly [string, Child])[] }) {
  return (
    <dl>
      {of.map(([term, value]) => (
        <div>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface Tab {
  path: string
  label: string
}

/** Tabs are pages: each has its own address. @public */
export function Tabs({
  visit,
  label,
  tabs,
}: {
  visit: Visit
  label: string
  tabs: readonly Tab[]
}) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ path, label: words }) => (
          <li>
            <a href={path} aria-current={visit.c.req.path === path ? 'page' : undefined}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Forward through a list by its keys. @param next the query of the next page; undefined at the end. */
export function Pager(props: {
  visit: Visit
  isFirst: boolean
  next?: Record<string, string> | undefined
  /** The query of the first page, where the key has a name of its own. */
  first?: Record<string, string>
}) {
  const { visit, isFirst, next, first = { after: '' } } = props
  if (isFirst && !next) return null
  const t = visit.say(shared)
  return (
    <nav class="pager" aria-label={t.next}>
      {isFirst ? null : <a href={pathWith(visit, first)}>{t.first}</a>}
      {next ? (
        <a href={pathWith(visit, next)} rel="next">
          {t.next}
        </a>
      ) : null}
    </nav>
  )
}

/** This page's path with parts of its query changed; an empty text takes one away. */
export function pathWith(visit: Visit, changes: Record<string, string>, path = visit.c.req.path) {
  const query = new URLSearchParams(visit.c.req.query())
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** A text that is shown this once, with a button that copies it where there is script. */
export function Secret({ visit, label, text }: { visit: Visit; label: string; text: string }) {
  const t = visit.say(shared)
  return (
    <div class="secret">
      <p>
        <strong>{label}</strong> {t.shownOnce}
      </p>
      <p>
        <code id="secret">{text}</code>{' '}
        <button type="button" class="quiet" data-copy="secret" data-copied={t.copied} hidden>
          {t.copy}
        </button>
      </p>
    </div>
  )
}

/** An instant as people read it, for machines too. */
export function Instant({ visit, at }: { visit: Visit; at: number | string | null }) {
  if (at === null) return <span class="muted">{visit.say(shared).none}</span>
  return <time>{visit.instant(at)}</time>
}
