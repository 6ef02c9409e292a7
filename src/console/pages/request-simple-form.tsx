// A page of one request with one small form: shown, checked by the API's schema, done, and back to where it leads.

import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { ErrorCode } from '../../domain/domain-error.ts'
import { OFFICERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { Faults } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent, type Values } from '../forms.ts'
import { attemptPointed, checkBody, type FieldOf } from '../pointed-faults.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { type DoneCode, openWork, requestPage } from './request-frame.tsx'
import { pathOf } from './request-side.tsx'

export interface FormPage<Schema extends z.ZodType> {
  /** Under the request, as `fee`. */
  place: string
  title: (visit: Visit) => string
  schema: Schema
  body: (values: Values, visit: Visit) => unknown
  /** Of the body's places; by itself the last name of the pointer. */
  fieldOf?: FieldOf
  /** Refusals that stand at a field; any other is a page of its own. */
  fields?: Partial<Record<ErrorCode, string>>
  act: (visit: Visit, requestNo: string, data: z.output<Schema>) => Promise<unknown>
  /** Where it leads, and what is said there. */
  next: { place: string; done: DoneCode | ((data: z.output<Schema>) => DoneCode) }
  show: (parts: FormParts) => Child | Promise<Child>
}

export interface FormParts {
  visit: Visit
  work: RequestWork
  form: Unsent
  /** What the form posts to. */
  action: string
}

export function addFormPage<Schema extends z.ZodType>(
  shell: Shell,
  deps: Deps,
  page: FormPage<Schema>,
) {
  const path = `/requests/:no/${page.place}`
  const lastName: FieldOf = place => place.split('/').at(-1) || 'form'
  const { fieldOf = lastName, fields = {} } = page

  const show = async (visit: Visit, work: RequestWork, form: Unsent = EMPTY_FORM) =>
    requestPage(
      visit,
      work,
      { title: page.title(visit), faults: form.faults },
      <>
        <Faults visit={visit} form={form} />
        {await page.show({ visit, work, form, action: visit.c.req.path })}
      </>,
    )

  shell.get(path, OFFICERS, async visit => show(visit, await openWork(deps, visit)))
  shell.post(path, OFFICERS, async visit => {
    const work = await openWork(deps, visit)
    const values = await visit.values()
    const how = { schema: page.schema, fieldOf }
    const form = await checkBody(visit, page.body(values, visit), how)
    if (!form.ok) return show(visit, work, form)
    const done = await attemptPointed(visit, { fieldOf, fields }, () =>
      page.act(visit, work.view.request_no, form.data),
    )
    if (!done.ok) return show(visit, work, done)
    const { place, done: code } = page.next
    const told = typeof code === 'function' ? code(form.data) : code
    return visit.seeOther(pathOf(work, place), { done: told })
  })
}
